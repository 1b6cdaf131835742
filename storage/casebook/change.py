"""A change: any number of saves that become one transaction, one undo, one change id.

The law: one write path. ``Casebook.change`` opens the vault's write transaction; each ``save`` and
``delete`` here becomes journal ops; at the end the batches, heads, rows, search texts and the use
log line are written together, or none of them. A record's scope and section are fixed when it is
made: whoever wants it elsewhere deletes it and makes another in the same change.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from storage.casebook.gathering import Gathering
from storage.casebook.prepare import prepared
from storage.journal.merge import RecordState
from storage.journal.op import Op
from storage.journal.undo import undo_into
from storage.journal.write import Done, Writer
from storage.lines.change import Identity
from storage.records.disclosures import DISCLOSURE
from storage.records.kinds import KINDS
from storage.records.log import LOG_LINE, LogWhat
from storage.records.values import to_value

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOGS = frozenset({LOG_LINE.name, DISCLOSURE.name})
"""The kinds that no undo takes back."""


class Change(Gathering):
    """The saves of one change, with what else belongs to it: the log, conflicts decided, undo."""

    def __init__(self, what: str, me: Identity, connection: Connection, writer: Writer) -> None:
        """Belong to one transaction; ``what`` is a stable name, for example ``meeting.close``."""
        super().__init__(me, connection, writer)
        self.what = what
        self._taken_back: dict[bytes | None, tuple[str, bytes]] = {}
        self.after: Mapping[bytes, RecordState] = {}
        self._taken_in: Mapping[bytes, RecordState] = {}
        self.done = Done((), {}, {})

    def log(
        self,
        what: LogWhat,
        *,
        case_id: bytes | None = None,
        kind: str = "",
        record_id: bytes | None = None,
        detail: str = "",
        reason: str = "",
    ) -> None:
        """Write a use log line in this transaction."""
        self.add_line(
            case_id,
            what=what,
            kind=kind,
            record_id=record_id,
            at=dt.datetime.now(dt.UTC),
            person=self._me.person,
            detail=detail,
            reason=reason,
        )

    def take_back(self, done: Done) -> None:
        """Put back what the change ``done`` replaced. Raises UndoGone."""
        undo_into(self._writer, done)
        for state in done.after.values():
            for op in state.heads:
                self._touch(op)

    def settle(self, side: Op, value: "Mapping[str, Any]") -> None:
        """Let ``value`` supersede every side of the conflict that ``side`` is one of."""
        self._writer.resolve(side.kind, *side.place, side.record, side.group, dict(value))
        self._touch(side)

    def settle_with(self, side: Op, fields: dict[str, Any]) -> None:
        """Let a record's own fields supersede every side. Raises RecordMissing and Invalid."""
        kind = KINDS[side.kind]
        kept = self.read(kind.table, side.record)
        held = {name: getattr(kept, name) for name in kind.table.model_fields} | fields
        whole = prepared(kind, kind.table(**held), kept)
        self.settle(side, to_value(kind, side.group, whole))

    def settle_life(self, side: Op, *, deleted: bool) -> None:
        """Decide a deletion against an edit, one way or the other."""
        decide = self._writer.delete if deleted else self._writer.undelete
        decide(side.kind, *side.place, side.record)
        self._touch(side)

    def note(self, kind: str, case_id: bytes) -> None:
        """Log, and tell the feed of, a change of a case that no save shows."""
        self.kinds.add(kind)
        self.scopes.add(case_id)
        self._taken_back.setdefault(case_id, (kind, case_id))

    def took(self, after: "Mapping[bytes, RecordState]") -> None:
        """Have the rows follow records that came in from other devices."""
        self._taken_in = after
        for state in after.values():
            for op in state.heads:
                self.kinds.add(op.kind)
                self.scopes.add(op.source.scope)

    def _touch(self, side: Op) -> None:
        scope = side.source.scope
        self.kinds.add(side.kind)
        self.scopes.add(scope)
        case_id = None if scope == self._me.office_id else scope
        self._taken_back.setdefault(case_id, (side.kind, side.record))

    def finish(self) -> None:
        """Log what changed, sign and store the batches. Called by the casebook only."""
        for case_id, (kind, record_id) in (self.touched() | self._taken_back).items():
            self.log(
                LogWhat.CHANGED,
                case_id=case_id,
                kind=kind,
                record_id=record_id,
                detail=self.what,
            )
        self.write_saved()
        done = self._writer.finish()
        self.after = {**self._taken_in, **done.after}
        logged = {key for key, state in done.after.items() if _is_log(state)}
        self.done = Done(
            done.batches,
            {key: state for key, state in done.before.items() if key not in logged},
            {key: state for key, state in done.after.items() if key not in logged},
        )

    @property
    def is_beside(self) -> bool:
        """Say whether an edit now stands beside a value that its author had not seen."""
        return self._screen.stands_beside(self.done.after)

    @property
    def can_undo(self) -> bool:
        """Say whether anything but the log was written."""
        return bool(self.done.after)


def _is_log(state: RecordState) -> bool:
    return all(op.kind in _LOGS for op in state.heads)
