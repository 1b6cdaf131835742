"""The day's desk: one call gives what the Today screen shows, at any size of the casebook."""

import datetime as dt
import json
from typing import Any

from storage.casebook import same
from storage.casebook.actions import Actions
from storage.casebook.cases import Cases
from storage.casebook.desk import Desk, as_day
from storage.casebook.follow_ups import FollowUps
from storage.casebook.handovers import Handovers
from storage.casebook.meetings import COLUMNS as _MEETINGS
from storage.casebook.meetings import meeting_line
from storage.casebook.message_rows import UNREAD
from storage.casebook.pack_term import read_term
from storage.casebook.packs_out import pack_lines
from storage.casebook.sharing_rows import DAYS_BEFORE, EXPIRING, basis_line
from storage.lines.names import case_label, full_name
from storage.lines.today import Ownerless, Prepared, TodayLines
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
_PREPARED = (
    "SELECT c.id, (SELECT min(a.at) FROM contact_attempt a WHERE a.case_id = c.id"
    " AND a.outcome = 'reached'), (SELECT min(m.starts) FROM meeting m WHERE m.case_id = c.id"
    " AND m.state = 'held'), (SELECT max(m.starts) FROM meeting m WHERE m.case_id = c.id"
    " AND m.state = 'held' AND m.kind = 'network')"
    " FROM case_ c WHERE c.id IN (SELECT unhex(value) FROM json_each(:ids))"
)
_OWNERLESS = (
    "SELECT a.id, c.mark, c.number, a.what, coalesce(p.given_name, ''),"
    " coalesce(p.family_name, ''), coalesce(p.called, '') FROM action a"
    " JOIN case_ c ON c.id = a.case_id"
    + same.person("a.owner_id")
    + " WHERE a.due >= :since AND a.due <= :until AND a.state IN ('open', 'waiting')"
    " AND c.owner_id = :me AND a.owner_id IS NOT NULL AND a.owner_id <> :me"
    " AND a.owner_id IS NOT c.client_id AND NOT EXISTS"
    " (SELECT 1 FROM tie t WHERE t.case_id = a.case_id"
    f" AND {same.one('t.person_id')} = {same.one('a.owner_id')})"
    " ORDER BY a.due, a.id LIMIT 5"
)  # no bare t.person_id: by the case's few ties, not by all cases that a worker is in
HORIZON_DAYS, LATER_DAYS = 30, 90
ENDED_DAYS = 7
PAST_DAYS = 3
SHOWN = 20
OWNERLESS_DAYS = (-30, 7)
"""How late or soon an item is due whose owner is looked for in the network."""


class Today(Desk):
    """Reads one day."""

    def read(self, day: dt.date) -> TodayLines:
        """Return what stands on ``day``: one reading transaction, no sort over all cases."""
        with self._casebook.read():  # the panels tell of one and the same moment
            return self._read(day)

    def _read(self, day: dt.date) -> TodayLines:
        book = self._casebook
        actions, cases, follow_ups = Actions(book), Cases(book), FollowUps(book)
        me = {"me": book.me.person_id}
        within = _between(day, -PAST_DAYS, HORIZON_DAYS)
        span = {"day": day.isoformat(), "after": (day + dt.timedelta(days=1)).isoformat()}
        later = _between(day, HORIZON_DAYS + 1, LATER_DAYS)
        releases = self._rows(_RELEASES, within | {"limit": SHOWN})
        packs, term = self._travelling(day)
        after = self._rows(_RELEASES, later | {"limit": SHOWN})
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
            later_releases=cases.lines_of(row["id"] for row in after),
            prepared=self._prepared([bytes(row["id"]) for row in (*releases, *after)]),
            ownerless=self._ownerless(day),
            follow_ups=follow_ups.due(None, day + dt.timedelta(days=2), limit=SHOWN),
            follow_up_count=follow_ups.count_due(None, day),
            handovers=Handovers(book).waiting(day, limit=5),
        )

    def _ownerless(self, day: dt.date) -> tuple[Ownerless, ...]:
        """Return what is due soon in own cases, and whose owner is not in the network."""
        near = _between(day, *OWNERLESS_DAYS) | {"me": self._casebook.me.person_id}
        return tuple(
            Ownerless(bytes(key), case_label(mark, number), what, full_name(*name))
            for key, mark, number, what, *name in self._tuples(_OWNERLESS, near)
        )

    def _travelling(self, day: dt.date) -> tuple[tuple[PackLine, ...], PackTerm | None]:
        """Return the packs that should be back, and the term of a casebook that is one."""
        with self._casebook.read() as connection:
            term = read_term(connection)
            out = pack_lines(connection, day, only_out=True)
        late = tuple(line for line in out if line.state == "overdue")
        return late, None if term is None else PackTerm(term.since, term.ends)

    def _prepared(self, case_ids: list[bytes]) -> dict[bytes, Prepared]:
        ids = json.dumps([case_id.hex() for case_id in case_ids])
        found = {}
        for key, contact, meeting, network in self._tuples(_PREPARED, {"ids": ids}):
            first = min((text[:10] for text in (contact, meeting) if text), default=None)
            held = network[:10] if network else None
            found[bytes(key)] = Prepared(as_day(first), as_day(held))
        return found


def _between(day: dt.date, first: int, last: int) -> dict[str, Any]:
    """Return the span from ``first`` to ``last`` days after ``day``, both counted."""
    one = dt.timedelta(days=1)
    return {"since": (day + first * one).isoformat(), "until": (day + last * one).isoformat()}


def _ending(day: dt.date) -> dict[str, object]:
    """Return the span of bases that end within a fortnight, or did so within the last week."""
    return {
        "since": (day - dt.timedelta(days=ENDED_DAYS)).isoformat(),
        "until": (day + dt.timedelta(days=DAYS_BEFORE)).isoformat(),
        "limit": SHOWN,
    }
