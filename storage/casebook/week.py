"""The week's desk: one call gives seven days from Monday, at any size of the casebook."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from storage.casebook.actions import Actions
from storage.casebook.cases import Cases
from storage.casebook.desk import Desk
from storage.casebook.follow_ups import FollowUps
from storage.casebook.later import Later
from storage.casebook.meetings import COLUMNS as _MEETINGS
from storage.casebook.meetings import meeting_line
from storage.lines.actions import ActionLine
from storage.lines.week import WeekDay

if TYPE_CHECKING:
    from storage.casebook import calendar_key, receivers, week_file, writing_out
    from storage.casebook.week_file import WeekWords
    from storage.documents import week_calendar
else:
    calendar_key = Later("storage.casebook.calendar_key")
    receivers = Later("storage.casebook.receivers")
    week_calendar = Later("storage.documents.week_calendar")
    week_file = Later("storage.casebook.week_file")
    writing_out = Later("storage.casebook.writing_out")
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
    """Reads one week, and writes it for one's own calendar."""

    def read(self, day: dt.date) -> tuple[WeekDay, ...]:
        """Return the seven days of the week that ``day`` is in, from Monday."""
        monday = monday_of(day)
        after = monday + 7 * _DAY
        span = {"day": monday.isoformat(), "after": after.isoformat(), "most": MOST}
        with self._casebook.read():
            meetings = [meeting_line(row) for row in self._rows(_HELD, span)]
            due = Actions(self._casebook).lines(0, MOST, since=monday, until=after - _DAY)
            further = self._further(due, monday)
            follow_ups = FollowUps(self._casebook).due(monday, after - _DAY, limit=MOST)
            found = (row["id"] for row in self._rows(_RELEASED, span))
            releases = Cases(self._casebook).lines_of(found)
        return tuple(
            WeekDay(
                one,
                tuple(line for line in meetings if line.starts and line.starts.date() == one),
                tuple(line for line in due if line.due == one),
                tuple(line for line in releases if line.release == one),
                further.get(one, 0),
                tuple(line for line in follow_ups if line.day == one),
            )
            for one in (monday + number * _DAY for number in range(7))
        )

    def _further(self, due: tuple[ActionLine, ...], monday: dt.date) -> dict[dt.date, int]:
        """Return for each day how many action items are due beyond those listed."""
        if len(due) < MOST:
            return {}
        count = Actions(self._casebook).count
        listed = Counter(line.due for line in due)
        days = (monday + number * _DAY for number in range(7))
        return {one: count(since=one, until=one) - listed[one] for one in days}

    def preview(self, day: dt.date, words: "WeekWords") -> bytes:
        """Return the bytes of the calendar file of a week: labels and times, no names."""
        return self._file(self.read(day), words)

    def write(self, day: dt.date, words: "WeekWords", folder: Path) -> Path:
        """Write the calendar file of a week into ``folder``; returns the new file.

        Raises FileRefused, DiskFull, MediumGone, and Invalid for a meeting at no possible time.
        """
        writing_out.need_folder(folder)
        days = self.read(day)
        office = receivers.Receivers(self._casebook).own_office()
        out = writing_out.OutFile("week.write", folder, week_file.stem(words, days[0].day), "ics")
        passages = week_file.passages(days, office)
        return writing_out.write_out(self._casebook, passages, self._file(days, words), out)

    def _file(self, days: tuple[WeekDay, ...], words: "WeekWords") -> bytes:
        found = tuple(week_file.entries(days, words))
        key = calendar_key.calendar_key(self._casebook)
        return week_calendar.calendar_file(found, dt.datetime.now(dt.UTC), key)


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of the week that ``day`` is in."""
    return day - day.weekday() * _DAY
