"""The week's desk: one call gives seven days from Monday, at any size of the casebook."""

import datetime as dt

from storage.casebook.actions import Actions
from storage.casebook.cases import Cases
from storage.casebook.desk import Desk
from storage.casebook.meetings import COLUMNS as _MEETINGS
from storage.casebook.meetings import meeting_line
from storage.lines.week import WeekDay

_HELD = (
    _MEETINGS + " WHERE m.starts >= :day AND m.starts < :after AND m.state <> 'cancelled'"
    " ORDER BY m.starts, m.id LIMIT :most"
)
_RELEASED = (
    "SELECT c.id FROM release_date r JOIN case_ c ON c.planning_id = r.id"
    " WHERE r.day >= :day AND r.day < :after AND c.phase <> 'closed'"
    " ORDER BY r.day, c.mark, c.number LIMIT :most"
)
MOST = 500
"""Rows of one kind that a week shows at most."""
_DAY = dt.timedelta(days=1)


class Week(Desk):
    """Reads one week."""

    def read(self, day: dt.date) -> tuple[WeekDay, ...]:
        """Return the seven days of the week that ``day`` is in, from Monday."""
        monday = day - day.weekday() * _DAY
        after = monday + 7 * _DAY
        span = {"day": monday.isoformat(), "after": after.isoformat(), "most": MOST}
        with self._casebook.read():
            meetings = [meeting_line(row) for row in self._rows(_HELD, span)]
            due = Actions(self._casebook).lines(0, MOST, since=monday, until=after - _DAY)
            found = (row["id"] for row in self._rows(_RELEASED, span))
            releases = Cases(self._casebook).lines_of(found)
        return tuple(
            WeekDay(
                one,
                tuple(line for line in meetings if line.starts and line.starts.date() == one),
                tuple(line for line in due if line.due == one),
                tuple(line for line in releases if line.release == one),
            )
            for one in (monday + number * _DAY for number in range(7))
        )
