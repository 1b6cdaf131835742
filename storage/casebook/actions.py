"""The action items' desk: lists by state and owner, adding, marking many at once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from storage.casebook.desk import Desk, Row, as_day
from storage.lines.actions import ActionLine
from storage.lines.names import full_name
from storage.records.actions import Action, ActionState
from storage.records.cases import case_label
from storage.records.identity import new_id

_COLUMNS = (
    "SELECT a.*, c.mark, c.number,"
    " coalesce(w.given_name, '') AS given, coalesce(w.family_name, '') AS family,"
    " coalesce(w.called, '') AS called, coalesce(k.given_name, '') AS client_given,"
    " coalesce(k.family_name, '') AS client_family, coalesce(k.called, '') AS client_called"
    " FROM action a LEFT JOIN case_ c ON c.id = a.case_id"
    " LEFT JOIN person w ON w.id = a.owner_id LEFT JOIN person k ON k.id = c.client_id"
)
_OPEN = " WHERE a.state IN ('open', 'waiting') AND (:case IS NULL OR a.case_id = :case)"
_ENDED = " WHERE a.state IN ('done', 'dropped') AND (:case IS NULL OR a.case_id = :case)"
_BY_DUE = " ORDER BY a.due IS NULL, a.due, a.id LIMIT :limit OFFSET :offset"
_BY_END = " ORDER BY a.done_on DESC, a.due DESC, a.id LIMIT :limit OFFSET :offset"
_LIST_OPEN = _COLUMNS + _OPEN + _BY_DUE
_LIST_ENDED = _COLUMNS + _ENDED + _BY_END
_COUNT_OPEN = "SELECT count(*) FROM action a" + _OPEN
_COUNT_ENDED = "SELECT count(*) FROM action a" + _ENDED
_DUE = (
    _COLUMNS + " WHERE a.state IN ('open', 'waiting') AND a.due <= :day"
    " ORDER BY a.due, a.id LIMIT :limit"
)
_COUNT_DUE = "SELECT count(*) FROM action WHERE state IN ('open', 'waiting') AND due <= :day"
_ONE = _COLUMNS + " WHERE a.id = :id"


def action_line(row: Row) -> ActionLine:
    """Make the line of one row."""
    return ActionLine(
        id=row["id"],
        case_id=row["case_id"],
        case_label=case_label(row["mark"], row["number"]) if row["mark"] else "",
        client=full_name(row["client_given"], row["client_family"], row["client_called"]),
        what=row["what"],
        owner_id=row["owner_id"],
        owner=full_name(row["given"], row["family"], row["called"]),
        due=as_day(row["due"]),
        state=row["state"],
        reason=row["reason"],
        done_on=as_day(row["done_on"]),
        meeting_id=row["meeting_id"],
        agreement_id=row["agreement_id"],
        note=row["note"],
    )


class Actions(Desk):
    """Reads and writes action items."""

    def count(self, *, case_id: bytes | None = None, ended: bool = False) -> int:
        """Count the open and waiting ones, or the ended ones."""
        return self._count(_COUNT_ENDED if ended else _COUNT_OPEN, {"case": case_id})

    def lines(
        self,
        offset: int = 0,
        limit: int = 100,
        *,
        case_id: bytes | None = None,
        ended: bool = False,
    ) -> tuple[ActionLine, ...]:
        """Return one page: open ones by due day, those without a day last; ended ones by end."""
        statement = _LIST_ENDED if ended else _LIST_OPEN
        values = {"case": case_id, "offset": offset, "limit": limit}
        return tuple(action_line(row) for row in self._rows(statement, values))

    def due(self, day: dt.date, limit: int = 50) -> tuple[ActionLine, ...]:
        """Return what is due on ``day`` or late."""
        values = {"day": day.isoformat(), "limit": limit}
        return tuple(action_line(row) for row in self._rows(_DUE, values))

    def count_due(self, day: dt.date) -> int:
        """Count what is due on ``day`` or late."""
        return self._count(_COUNT_DUE, {"day": day.isoformat()})

    def line(self, action_id: bytes) -> ActionLine | None:
        """Return one action item's line, or None."""
        row = self._row(_ONE, {"id": action_id})
        return None if row is None else action_line(row)

    def read(self, action_id: bytes) -> Action:
        """Open one action item: logged; raises RecordMissing."""
        return self._casebook.open_record(Action, action_id)

    def add(self, case_id: bytes, what: str, **fields: Any) -> bytes:
        """Add an action item. Raises Invalid."""
        with self._casebook.change("action.add") as change:
            action = Action(id=new_id(), case_id=case_id, what=what, **fields)
            return change.save(action).id

    def edit(self, action_id: bytes, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("action.edit") as change:
            change.edit(Action, action_id, **fields)

    def mark(
        self,
        action_ids: Sequence[bytes],
        state: ActionState,
        *,
        reason: str = "",
        on: dt.date | None = None,
    ) -> None:
        """Set the state of many at once, in one undo. Dropping needs the reason."""
        done_on = on if state in (ActionState.DONE, ActionState.DROPPED) else None
        with self._casebook.change(f"action.{state}") as change:
            for action_id in action_ids:
                change.edit(Action, action_id, state=state, reason=reason, done_on=done_on)

    def remove(self, action_id: bytes) -> None:
        """Delete an action item that was written by mistake."""
        with self._casebook.change("action.remove") as change:
            change.delete(change.read(Action, action_id))
