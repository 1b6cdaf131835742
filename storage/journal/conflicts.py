"""What stands in conflict, and its sides, for a person to decide.

``what``: values (several living values of a group), deletion (deleted here, edited there; group
``life``), invalid (a rule finds the merged record wrong; group empty, or the one that cannot be
read; ``reason`` is the rule's word). The rows are kept by ``project``.

The law: a conflict ends by a new op that supersedes all its sides, never by leaving one out.
"""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection

from storage.journal.canonical import CborValue
from storage.journal.driver import driver
from storage.journal.merge import view
from storage.journal.op import LIFE, Op
from storage.journal.states import read_states

_LIST = "SELECT record, kind, grp, what, reason FROM conflict ORDER BY record, grp, what"
_COUNT = "SELECT count(*) FROM conflict"
_DROP = "DELETE FROM conflict WHERE record = ?"
_ADD = "INSERT INTO conflict (record, kind, grp, what, reason) VALUES (?, ?, ?, ?, ?)"


class Conflict(NamedTuple):
    """One conflict as it is listed."""

    record: bytes
    kind: str
    group: str
    what: str
    reason: str


class Choice(NamedTuple):
    """One side: an op, its value as written (None when purged), and who wrote it when and where."""

    op: Op
    value: dict[str, CborValue] | None
    is_shown: bool

    @property
    def deleted(self) -> bool:
        """Say whether this side deletes the record."""
        return self.op.deletes


def list_conflicts(connection: Connection) -> tuple[Conflict, ...]:
    """Return all conflicts."""
    return tuple(Conflict(bytes(row[0]), *row[1:]) for row in connection.exec_driver_sql(_LIST))


def count_conflicts(connection: Connection) -> int:
    """Return how many there are."""
    return int(connection.exec_driver_sql(_COUNT).scalar_one())


def read_conflict(connection: Connection, record: bytes, group: str) -> tuple[Choice, ...]:
    """Return the sides of the record's conflict in ``group``, the shown one first.

    An invalid record has one side for each of its groups. Empty when nothing is in conflict.
    """
    state = read_states(connection, (record,)).states[record]
    seen = view(state)
    for conflict in seen.conflicts:
        if conflict.group == group:
            top = seen.shown[group]
            return tuple(Choice(op, op.value, op is top) for op in conflict.heads)
    if seen.deleted:
        return ()
    sides = [op for name, op in sorted(seen.shown.items()) if group in {name, ""} and name != LIFE]
    return tuple(Choice(op, op.value, is_shown=True) for op in sides)


def write_conflicts(
    connection: Connection, records: Collection[bytes], conflicts: Collection[Conflict]
) -> None:
    """Write the conflicts of ``records`` anew."""
    if records:
        driver(connection).executemany(_DROP, [(record,) for record in records])
    if conflicts:
        driver(connection).executemany(_ADD, [tuple(one) for one in conflicts])
