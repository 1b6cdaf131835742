"""The action items' desk: lists by state and owner, adding, marking many at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from storage.casebook import same
from storage.casebook.desk import Desk, as_day
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.lines.actions import ActionLine, NextItem
from storage.records.identity import derive_id, new_id
from storage.rules.fold import fold

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.records import actions as records
    from storage.rules import repeats
else:
    records = Later("storage.records.actions")
    repeats = Later("storage.rules.repeats")
# In the order of ActionLine's fields: thousands of rows become lines without a look by name.
# Labels and names as ``case_label`` and ``full_name`` write them; a test holds the two together.
_COLUMNS = (
    "SELECT a.id, a.case_id, coalesce(c.mark || '-' || printf('%04d', c.number), ''),"
    " trim(coalesce(nullif(k.called, ''), k.given_name, '') || ' ' ||"
    " coalesce(k.family_name, '')), a.what,"
    " coalesce(ws.kept, a.owner_id),"
    " trim(coalesce(nullif(w.called, ''), w.given_name, '') || ' ' ||"
    " coalesce(w.family_name, '')), a.due, a.state, a.reason, a.done_on, a.meeting_id,"
    " a.agreement_id, a.note, a.repeat, a.repeat_until FROM action a"
    " LEFT JOIN case_ c ON c.id = a.case_id"
    + same.person("a.owner_id", "w")
    + " LEFT JOIN person k ON k.id = c.client_id"
)
_OF = (
    " AND (:case IS NULL OR a.case_id = :case) AND (NOT :waiting OR a.state = 'waiting')"
    " AND (NOT :mine OR a.owner_id = :me OR c.owner_id = :me"
    " OR a.owner_id IN (SELECT id FROM same WHERE kept = :me))"
)
_WITHIN = " AND a.due >= :since AND a.due <= :until"  # apart: by the index of days
_OPEN = " WHERE a.state IN ('open', 'waiting')" + _OF
_ENDED = " WHERE a.state IN ('done', 'dropped')" + _OF
_BY_DUE = " ORDER BY a.due IS NULL, a.due, a.id LIMIT :limit OFFSET :offset"
_BY_END = " ORDER BY a.done_on DESC, a.due DESC, a.id LIMIT :limit OFFSET :offset"
_COUNTED = "SELECT count(*) FROM action a LEFT JOIN case_ c ON c.id = a.case_id"
_DUE = (
    _COLUMNS + " WHERE a.state IN ('open', 'waiting') AND a.due <= :day"
    " ORDER BY a.due, a.id LIMIT :limit"
)
_DUE_CELL, _DONE_CELL, _UNTIL_CELL = 7, 10, 15
_COUNT_DUE = "SELECT count(*) FROM action WHERE state IN ('open', 'waiting') AND due <= :day"
_ONE = _COLUMNS + " WHERE a.id = :id"
_NUMBERED = _COLUMNS + " WHERE substr(lower(hex(a.id)), 1, :length) = :number LIMIT 2"


def _line(row: Sequence[Any]) -> ActionLine:
    cells = [*row]
    for cell in (_DUE_CELL, _DONE_CELL, _UNTIL_CELL):
        cells[cell] = _day(row[cell])
    return ActionLine._make(cells)


_day = lru_cache(maxsize=4096)(as_day)  # thousands of items share a few hundred days


@dataclass(frozen=True, slots=True)
class _Shown:
    case_id: bytes | None = None
    ended: bool = False
    mine: bool = False
    waiting: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def where(self) -> str:
        """The condition of the rows that are shown."""
        stands = _ENDED if self.ended else _OPEN
        return stands if self.since is None and self.until is None else stands + _WITHIN


def _holds(line: ActionLine, words: list[str]) -> bool:
    text = fold(f"{line.what} {line.owner} {line.client} {line.case_label}")
    return all(word in text for word in words)


def _repeated(change: "Change", action: "records.Action") -> NextItem | None:
    """Make the next item of a repeat, in the change in which this one was done.

    Its id is derived, so two devices that mark the same item done make one next item, not two.
    """
    due = action.due and repeats.next_due(
        action.due, action.repeat, action.repeat_until, action.done_on
    )
    if not due:
        return None
    next_id = derive_id(action.id, "next")
    if change.find(records.Action, next_id) is not None:
        return None  # done, opened again and done again: the next one is there already
    kept = ("case_id", "meeting_id", "agreement_id", "what", "owner_id", "note")
    fields = {name: getattr(action, name) for name in (*kept, "repeat", "repeat_until")}
    change.save(records.Action(id=next_id, due=due, **fields))
    return NextItem(next_id, due)


class Actions(Desk):
    """Reads and writes action items."""

    def count(self, **which: Any) -> int:
        """Count the action items that ``lines`` would list; the same keywords."""
        shown = _Shown(**which)
        return self._count(_COUNTED + shown.where, self._values(shown))

    def lines(self, offset: int = 0, limit: int = 100, **which: Any) -> tuple[ActionLine, ...]:
        """Return one page: open ones by due day, those without a day last; ended ones by end.

        Keywords: ``case_id``; ``ended``: done and dropped, not open and waiting; ``mine``: the
        reader's own, and those of the reader's cases; ``waiting``: only what waits for others;
        ``since``, ``until``: only what is due on these days or between them.
        """
        shown = _Shown(**which)
        statement = _COLUMNS + shown.where + (_BY_END if shown.ended else _BY_DUE)
        values = self._values(shown) | {"offset": offset, "limit": limit}
        return tuple(map(_line, self._tuples(statement, values)))

    def pick(self, text: str, limit: int = 50, **which: Any) -> tuple[ActionLine, ...]:
        """Return those whose text, doer, client or case number holds every word."""
        words = fold(text).split()
        found = (line for line in self.lines(0, -1, **which) if _holds(line, words))
        return tuple(islice(found, limit))

    def _values(self, shown: _Shown) -> dict[str, object]:
        return {
            "case": shown.case_id,
            "mine": shown.mine,
            "waiting": shown.waiting,
            "me": self._casebook.me.person_id,
            "since": (shown.since or dt.date.min).isoformat(),
            "until": (shown.until or dt.date.max).isoformat(),
        }

    def due(self, day: dt.date, limit: int = 50) -> tuple[ActionLine, ...]:
        """Return what is due on ``day`` or late."""
        values = {"day": day.isoformat(), "limit": limit}
        return tuple(map(_line, self._tuples(_DUE, values)))

    def count_due(self, day: dt.date) -> int:
        """Count what is due on ``day`` or late."""
        return self._count(_COUNT_DUE, {"day": day.isoformat()})

    def line(self, action_id: bytes) -> ActionLine | None:
        """Return one action item's line, or None."""
        rows = self._tuples(_ONE, {"id": action_id})
        return _line(rows[0]) if rows else None

    def numbered(self, number: str) -> tuple[ActionLine, ...]:
        """Return at most two action items whose id begins with these hexadecimal figures."""
        wanted = {"number": number.lower(), "length": len(number)}
        return tuple(map(_line, self._tuples(_NUMBERED, wanted)))

    def read(self, action_id: bytes) -> "records.Action":
        """Open one action item: logged; raises RecordMissing."""
        return self._casebook.open_record(records.Action, action_id)

    def add(self, case_id: bytes, what: str, **fields: Any) -> bytes:
        """Add an action item. Raises Invalid."""
        fields["repeat"] = repeats.anchored(fields.get("repeat", ""), fields.get("due"))
        with self._casebook.change("action.add") as change:
            action = records.Action(id=new_id(), case_id=case_id, what=what, **fields)
            return change.make(action).id

    def edit(self, action_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("action.edit") as change:
            if "repeat" in fields:
                due = fields.get("due") or change.read(records.Action, action_id).due
                fields["repeat"] = repeats.anchored(fields["repeat"], due)
            change.edit(records.Action, action_id, seen=seen, **fields)

    def mark(
        self,
        action_ids: Sequence[bytes],
        state: "records.ActionState",
        *,
        reason: str = "",
        on: dt.date | None = None,
        seen: Heads | None = None,
    ) -> tuple[NextItem, ...]:
        """Set the state of many at once, in one undo. Dropping needs the reason.

        Returns what repeats made: the next item of each one that is done now.
        """
        ended = state in (records.ActionState.DONE, records.ActionState.DROPPED)
        how = {"state": state, "reason": reason, "done_on": on if ended else None}
        made: list[NextItem | None] = []
        with self._casebook.change(f"action.{state}") as change:
            for action_id in action_ids:
                before = change.read(records.Action, action_id).state
                action = change.edit(records.Action, action_id, seen=seen, **how)
                if action.state == records.ActionState.DONE != before:
                    made.append(_repeated(change, action))
        return tuple(item for item in made if item is not None)

    def remove(self, action_id: bytes) -> None:
        """Delete an action item that was written by mistake."""
        with self._casebook.change("action.remove") as change:
            change.delete(change.read(records.Action, action_id))
