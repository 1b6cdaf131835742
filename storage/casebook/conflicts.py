"""The conflicts' desk: what two devices wrote apart, side by side, until a person decides.

The law: deciding writes an op that supersedes every side; deciding later loses nothing. Nothing is
decided by a clock: it only says which side is shown meanwhile.
"""

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection

from storage.casebook.desk import Desk
from storage.casebook.kept import find_record
from storage.errors import RecordMissing
from storage.journal.clock import is_future, system_ms, wall_ms
from storage.journal.conflicts import Choice, Conflict, list_conflicts, read_conflict
from storage.journal.op import LIFE
from storage.journal.peers import Peer, list_peers
from storage.lines.conflicts import ConflictLine, Side
from storage.lines.names import case_label
from storage.records.kinds import KINDS
from storage.records.values import from_value

_TITLE = (
    "SELECT s.title, s.shown, s.case_id, c.mark, c.number FROM search_text s"
    " LEFT JOIN case_ c ON c.id = s.case_id WHERE s.record = ?"
)
_REFERENCE = "SELECT title, at, shown FROM search_text WHERE record = ?"
LONGEST_TITLE = 60
Values = tuple[tuple[str, object], ...]


class Conflicts(Desk):
    """Lists and resolves conflicts."""

    def count(self) -> int:
        """Count them."""
        return self._count("SELECT count(*) FROM conflict")

    def lines(self) -> tuple[ConflictLine, ...]:
        """Return every conflict with its sides, the shown one first."""
        with self._casebook.read() as connection:
            peers = list_peers(connection)
            found = list_conflicts(connection)
            return tuple(self._line(connection, conflict, peers) for conflict in found)

    def read(self, record_id: bytes, group: str) -> ConflictLine:
        """Open one conflict: logged as an opening of its record. Raises RecordMissing."""
        found = (one for one in self.lines() if (one.record_id, one.group) == (record_id, group))
        line = next(found, None)
        if line is None:
            raise RecordMissing("conflict")
        self._casebook.note_opening(line.kind, record_id, line.case_id)
        return line

    def resolve(self, record_id: bytes, group: str, op: bytes) -> None:
        """Let one side (its op) stand for all. Raises RecordMissing when it is gone."""
        with self._casebook.change("conflict.resolve") as change:
            sides = read_conflict(change.connection, record_id, group)
            chosen = next((side for side in sides if side.op.id == op), None)
            if chosen is None:
                raise RecordMissing("conflict")
            if group == LIFE:
                change.settle_life(chosen.op, deleted=chosen.deleted)
            else:
                change.settle(chosen.op, chosen.value or {})

    def combine(self, record_id: bytes, group: str, **fields: Any) -> None:
        """Let a person's own words stand for all sides. Raises RecordMissing and Invalid."""
        with self._casebook.change("conflict.resolve") as change:
            sides = read_conflict(change.connection, record_id, group)
            if not sides:
                raise RecordMissing("conflict")
            change.settle_with(sides[0].op, fields)

    def _line(
        self, connection: Connection, conflict: Conflict, peers: Mapping[bytes, Peer]
    ) -> ConflictLine:
        row = connection.exec_driver_sql(_TITLE, (conflict.record,)).first()
        kind = KINDS.get(conflict.kind)
        record = None if kind is None else find_record(connection, kind.table, conflict.record)
        case_id = kind.scope(record) if kind is not None and record is not None else None
        title = (row[0] or row[1]) if row is not None else ""
        sides = read_conflict(connection, conflict.record, conflict.group)
        return ConflictLine(
            record_id=conflict.record,
            kind=conflict.kind,
            group=conflict.group,
            what=conflict.reason or conflict.what,
            case_id=case_id,
            case_label=case_label(row[3], row[4]) if row is not None and row[3] else "",
            title=title[:LONGEST_TITLE],
            sides=tuple(self._side(connection, conflict, side, peers) for side in sides),
        )

    def _side(
        self,
        connection: Connection,
        conflict: Conflict,
        side: Choice,
        peers: Mapping[bytes, Peer],
    ) -> Side:
        peer = peers.get(side.op.device)
        return Side(
            op=side.op.id,
            values=_named(connection, _values(conflict.kind, side)),
            erased=side.value is None,
            deleted=side.deleted,
            person=side.op.source.person,
            mark=peer.mark if peer is not None else "",
            at=dt.datetime.fromtimestamp(wall_ms(side.op.clock) / 1000, dt.UTC),
            is_mine=side.op.device == self._casebook.me.device_id,
            is_future=is_future(side.op.clock, system_ms()),
        )


def _values(kind_name: str, side: Choice) -> Values:
    kind = KINDS.get(kind_name)
    value = side.value or {}
    if kind is not None and side.op.group in kind.groups:
        with suppress(ValueError, TypeError):  # a field that cannot hold this is shown as it came
            return tuple(from_value(kind, side.op.group, value).items())
    return tuple(sorted(value.items()))


def _named(connection: Connection, values: Values) -> Values:
    """Say another record by its title; an id tells a person nothing."""
    return tuple(
        (name, _title(connection, value) if isinstance(value, bytes) else value)
        for name, value in values
    )


def _title(connection: Connection, record: bytes) -> str:
    row = connection.exec_driver_sql(_REFERENCE, (record,)).first()
    return "" if row is None else str(row[0] or row[1] or row[2])[:LONGEST_TITLE]
