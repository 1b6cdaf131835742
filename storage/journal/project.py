"""The record tables as a projection of the journal.

The law: a row follows from the record's living ops and from nothing else, so any device, and a
replay, makes the same tables. Nobody else writes them. No foreign keys and no unique constraints
beyond the id: what two devices did apart must always fit. A record whose kind this build does not
know has no row; its ops stay and travel on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from storage.journal.conflicts import Conflict, write_conflicts
from storage.journal.merge import RecordState, view
from storage.journal.op import Op
from storage.journal.rows import row_of
from storage.journal.states import chunks, read_states
from storage.journal.tables import RecordTable, record_table
from storage.journal.uncollected import uncollected
from storage.journal.upcast import UPCASTERS, Upcasters
from storage.records.kind import Kind

RowMap = Mapping[str, Any]
After = Callable[[str, bytes, RowMap | None], None]


class Projected(NamedTuple):
    """One record of one kind: its row (None: to be deleted) and its conflicts."""

    kind: str
    record: bytes
    row: dict[str, Any] | None
    conflicts: tuple[Conflict, ...]


def project(
    connection: Connection,
    records: Iterable[bytes],
    kinds: Mapping[str, Kind],
    after: After | None = None,
    upcasters: Upcasters = UPCASTERS,
) -> None:
    """Write the rows and conflicts that follow from the journal for ``records``.

    ``after(kind, record, row or None)`` is called for each record of a known kind, once written.
    """
    for chunk in chunks(records):
        project_states(connection, read_states(connection, chunk).states, kinds, after, upcasters)


@uncollected()
def project_states(
    connection: Connection,
    states: Mapping[bytes, RecordState],
    kinds: Mapping[str, Kind],
    after: After | None = None,
    upcasters: Upcasters = UPCASTERS,
) -> None:
    """Write what follows from ``states`` (whole ones, by record id, as ``Done.after`` holds)."""
    found = [one for state in states.values() for one in project_state(state, kinds, upcasters)]
    for kind in {one.kind for one in found}:
        if kind in kinds:
            table = record_table(kinds[kind].table)
            _write_rows(connection, table, [one for one in found if one.kind == kind])
    write_conflicts(connection, states.keys(), [c for one in found for c in one.conflicts])
    if after is not None:
        for one in found:
            if one.kind in kinds:
                after(one.kind, one.record, one.row)


def project_state(
    state: RecordState, kinds: Mapping[str, Kind], upcasters: Upcasters = UPCASTERS
) -> Iterator[Projected]:
    """Yield what follows from one record's state: one thing, unless an id serves two kinds."""
    names = {head.kind for head in state.heads}
    for name in sorted(names):
        heads = state.heads if len(names) == 1 else {op for op in state.heads if op.kind == name}
        yield _project_kind(name, frozenset(heads), kinds.get(name), upcasters)


def _project_kind(
    name: str, heads: frozenset[Op], kind: Kind | None, upcasters: Upcasters
) -> Projected:
    seen = view(RecordState(heads))
    record = next(iter(heads)).record
    conflicts = [Conflict(record, name, one.group, one.what, "") for one in seen.conflicts]
    if kind is None or seen.deleted:
        return Projected(name, record, None, tuple(conflicts))
    row = row_of(kind, record, seen.shown, upcasters)
    conflicts += [Conflict(record, name, group, "invalid", word) for group, word in row.faults]
    return Projected(name, record, row.fields, tuple(conflicts))


def _write_rows(connection: Connection, table: RecordTable, found: list[Projected]) -> None:
    table.write(connection, (one.row for one in found if one.row is not None))
    table.delete(connection, (one.record for one in found if one.row is None))
