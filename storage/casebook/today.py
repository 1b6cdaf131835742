"""The day's desk: one call gives what the Today screen shows, at any size of the casebook."""

import datetime as dt

from storage.casebook.actions import Actions
from storage.casebook.cases import Cases
from storage.casebook.desk import Desk
from storage.casebook.meetings import COLUMNS as _MEETINGS
from storage.casebook.meetings import meeting_line
from storage.casebook.message_rows import UNREAD
from storage.casebook.pack_term import read_term
from storage.casebook.packs_out import pack_lines
from storage.casebook.sharing_rows import DAYS_BEFORE, EXPIRING, basis_line
from storage.lines.today import TodayLines
from storage.lines.travel import PackLine, PackTerm

_ON_DAY = (
    _MEETINGS + " WHERE m.starts >= :day AND m.starts < :after AND m.state <> 'cancelled'"
    " ORDER BY m.starts, m.id LIMIT 20"
)
_NEXT = (
    _MEETINGS + " WHERE m.starts >= :after AND m.state = 'planned' ORDER BY m.starts, m.id LIMIT 3"
)
_LIVE = _MEETINGS + " WHERE m.state = 'live' ORDER BY m.starts, m.id LIMIT 5"
_HELD_OPEN = (
    _MEETINGS + " WHERE m.state = 'held' AND m.read_back_at IS NULL AND m.starts >= :since"
    " ORDER BY m.starts DESC, m.id LIMIT 5"
)
_RELEASES = (
    "SELECT c.id FROM release_date r JOIN case_ c ON c.planning_id = r.id"
    " WHERE r.day >= :since AND r.day <= :until AND c.phase <> 'closed'"
    " ORDER BY r.day, c.mark, c.number LIMIT :limit"
)
_COUNT_RELEASES = (
    "SELECT count(*) FROM release_date r JOIN case_ c ON c.planning_id = r.id"
    " WHERE r.day >= :since AND r.day <= :until AND c.phase <> 'closed'"
)
_NO_DATE = (
    "SELECT count(*) FROM case_ WHERE planning_id IS NULL AND phase = 'in-prison'"
    " AND owner_id = :me"
)
_CONFLICTS = "SELECT count(*) FROM conflict"
_OWN = "SELECT count(*) FROM case_ WHERE owner_id = :me AND phase <> 'closed'"
_BLOCKED = "SELECT count(*) FROM correspondent WHERE blocked"
HORIZON_DAYS = 30
ENDED_DAYS = 7
PAST_DAYS = 3
SHOWN = 20


class Today(Desk):
    """Reads one day."""

    def read(self, day: dt.date) -> TodayLines:
        """Return what stands on ``day``: one reading transaction, no sort over all cases."""
        book = self._casebook
        actions, cases = Actions(book), Cases(book)
        me = {"me": book.me.person_id}
        within = {
            "since": (day - dt.timedelta(days=PAST_DAYS)).isoformat(),
            "until": (day + dt.timedelta(days=HORIZON_DAYS)).isoformat(),
        }
        span = {"day": day.isoformat(), "after": (day + dt.timedelta(days=1)).isoformat()}
        releases = self._rows(_RELEASES, within | {"limit": SHOWN})
        packs, term = self._travelling(day)
        return TodayLines(
            day=day,
            meetings=tuple(meeting_line(row) for row in self._rows(_ON_DAY, span)),
            next_meetings=tuple(
                meeting_line(row) for row in self._rows(_NEXT, {"after": span["after"]})
            ),
            due=actions.due(day + dt.timedelta(days=2), SHOWN),
            due_count=actions.count_due(day),
            releases=cases.lines_of(row["id"] for row in releases),
            release_count=self._count(_COUNT_RELEASES, within),
            without_date=self._count(_NO_DATE, me),
            live=tuple(meeting_line(row) for row in self._rows(_LIVE)),
            held_open=tuple(
                meeting_line(row) for row in self._rows(_HELD_OPEN, {"since": within["since"]})
            ),
            conflicts=self._count(_CONFLICTS),
            own_cases=self._count(_OWN, me),
            ending_bases=tuple(basis_line(row, day) for row in self._rows(EXPIRING, _ending(day))),
            unread=self._count(UNREAD),
            blocked=self._count(_BLOCKED),
            packs=packs,
            term=term,
        )

    def _travelling(self, day: dt.date) -> tuple[tuple[PackLine, ...], PackTerm | None]:
        """Return the packs that should be back, and the term of a casebook that is one."""
        with self._casebook.read() as connection:
            term = read_term(connection)
            out = pack_lines(connection, day, only_out=True)
        late = tuple(line for line in out if line.state == "overdue")
        return late, None if term is None else PackTerm(term.since, term.ends)


def _ending(day: dt.date) -> dict[str, object]:
    """Return the span of bases that end within a fortnight, or did so within the last week."""
    return {
        "since": (day - dt.timedelta(days=ENDED_DAYS)).isoformat(),
        "until": (day + dt.timedelta(days=DAYS_BEFORE)).isoformat(),
        "limit": SHOWN,
    }
