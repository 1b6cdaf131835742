"""Checks that what the tables hold follows from the batches; part of ``nivel check``.

The law: it writes nothing, believes no table but ``batch``, ``stream`` and ``section``, and names
each difference by table, id and field, never by a value.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from sqlalchemy import Connection

from storage.journal.merge import Claim, RecordState
from storage.journal.project import Projected, project_state
from storage.journal.sections import Progress, Section, merged_sections
from storage.journal.states import chunks, read_claims, read_states
from storage.journal.tables import RecordTable, Stored, record_table
from storage.journal.upcast import UPCASTERS, Upcasters
from storage.records.kind import Kind

MISSING = "missing"
SURPLUS = "surplus"
UNREADABLE = "unreadable"
_HEADS = (
    "SELECT record, grp, batch, position FROM head"
    " WHERE record IN (SELECT unhex(value) FROM json_each(?))"
)
_CONFLICTS = (
    "SELECT record, kind, grp, what, reason FROM conflict"
    " WHERE record IN (SELECT unhex(value) FROM json_each(?))"
)
_RECORDS = {
    "head": "SELECT DISTINCT record FROM head",
    "awaited": "SELECT DISTINCT record FROM awaited",
    "conflict": "SELECT DISTINCT record FROM conflict",
}
_COUNT = "SELECT count(*) FROM head"
_STRAY = "SELECT record FROM head WHERE batch NOT IN (SELECT id FROM batch)"


class Difference(NamedTuple):
    """``field``: a column's name, or missing, surplus or unreadable for a whole row.

    ``id`` is the record's; for an unreadable batch, its hash.
    """

    table: str
    id: bytes
    field: str


def compare(
    connection: Connection,
    kinds: Mapping[str, Kind],
    progress: Progress | None = None,
    upcasters: Upcasters = UPCASTERS,
) -> tuple[Difference, ...]:
    """Return every difference between the tables and what the batches say.

    ``progress(done, all)`` counts batches and may raise to stop.
    """
    check = _Check(connection, kinds, upcasters)
    met: set[bytes] = set()
    twice: set[bytes] = set()
    damaged: list[bytes] = []
    for section in merged_sections(connection, progress, damaged):
        check.section(section)
        twice |= met & section.states.keys()
        met |= section.states.keys()
    check.forget(twice)
    for chunk in chunks(twice) if not damaged else ():
        check.projection(read_states(connection, chunk).states)
    check.strays(met)
    check.found += [Difference("batch", digest, UNREADABLE) for digest in damaged]
    return tuple(sorted(set(check.found)))


class _Check:
    """Collects differences."""

    def __init__(
        self, connection: Connection, kinds: Mapping[str, Kind], upcasters: Upcasters
    ) -> None:
        self.found: list[Difference] = []
        self._rows_met: dict[str, set[bytes]] = {}
        self._heads_met = 0
        self._connection = connection
        self._kinds = kinds
        self._upcasters = upcasters

    def section(self, section: Section) -> None:
        """Check everything that follows from one section."""
        for chunk in chunks(section.states):
            states = {record: section.settled(record) for record in chunk}
            self._heads(section, states)
            self._claims(section, states)
            self.projection(states)

    def projection(self, states: Mapping[bytes, RecordState]) -> None:
        """Check rows and conflicts of whole states."""
        found = [
            one
            for state in states.values()
            for one in project_state(state, self._kinds, self._upcasters)
        ]
        wanted = {tuple(conflict) for one in found for conflict in one.conflicts}
        held = {(bytes(row[0]), *row[1:]) for row in self._rows(_CONFLICTS, states)}
        self._differ("conflict", wanted, held)
        for name in {one.kind for one in found} & self._kinds.keys():
            self._table(
                record_table(self._kinds[name].table), [one for one in found if one.kind == name]
            )

    def forget(self, records: Iterable[bytes]) -> None:
        """Drop what was found of records that turned out to lie in several sections."""
        gone = set(records)
        journal = {"head", "awaited"}
        self.found = [one for one in self.found if one.id not in gone or one.table in journal]

    def strays(self, met: set[bytes]) -> None:
        """Find rows that no batch accounts for: of strange ids, of another kind, of no batch."""
        for name, statement in _RECORDS.items():
            self._unmet(name, statement, met)
        for kind in self._kinds.values():
            table = record_table(kind.table)
            self._unmet(table.name, table.ids, self._rows_met.get(table.name, set()))
        for row in self._connection.exec_driver_sql(_STRAY):
            self._add("head", row[0], SURPLUS)
        count = self._connection.exec_driver_sql(_COUNT).scalar_one()
        if count != self._heads_met and not any(one.table == "head" for one in self.found):
            self._add("head", b"", SURPLUS)  # of a known record, in a batch that is not its own

    def _unmet(self, name: str, statement: str, met: set[bytes]) -> None:
        for row in self._connection.exec_driver_sql(statement):
            if bytes(row[0]) not in met:
                self._add(name, row[0], SURPLUS)

    def _heads(self, section: Section, states: Mapping[bytes, RecordState]) -> None:
        wanted = {
            (op.record, op.group, section.rows[op.id], op.position)
            for state in states.values()
            for op in state.heads
        }
        self._heads_met += len(wanted)
        batches = set(section.rows.values())
        held = {
            (bytes(row[0]), *row[1:]) for row in self._rows(_HEADS, states) if row[2] in batches
        }
        self._differ("head", wanted, held)

    def _claims(self, section: Section, states: Mapping[bytes, RecordState]) -> None:
        held = read_claims(self._connection, states)
        for record, state in states.items():
            mine = {one for one in held.get(record, ()) if self._waits(section, one)}
            wanted = {(record, *one) for one in state.awaited}
            self._differ("awaited", wanted, {(record, *one) for one in mine})

    def _table(self, table: RecordTable, found: list[Projected]) -> None:
        held = table.rows(self._connection, (one.record for one in found))
        met = self._rows_met.setdefault(table.name, set())
        met |= {one.record for one in found if one.row is not None}
        for one in found:
            row = held.get(one.record)
            if one.row is None or row is None:
                if one.row is not None:
                    self._add(table.name, one.record, MISSING)
                elif row is not None:
                    self._add(table.name, one.record, SURPLUS)
                continue
            for name in _unequal(table, table.stored(one.row), row):
                self._add(table.name, one.record, name)

    def _waits(self, section: Section, claim: Claim) -> bool:
        """Say whether the claim is this section's and its op has not come and gone."""
        return (claim.scope, claim.section) == section.place and claim.id not in section.rows

    def _differ(self, table: str, wanted: AbstractSet[Stored], held: AbstractSet[Stored]) -> None:
        for rows, word in ((wanted - held, MISSING), (held - wanted, SURPLUS)):
            for row in rows:
                self._add(table, row[0], word)

    def _add(self, table: str, record: bytes, field: str) -> None:
        self.found.append(Difference(table, bytes(record), field))

    def _rows(self, statement: str, records: Iterable[bytes]) -> Iterator[Stored]:
        given = json.dumps([record.hex() for record in records])
        for row in self._connection.exec_driver_sql(statement, (given,)):
            yield tuple(row)


def _unequal(table: RecordTable, wanted: Stored, held: Stored) -> Iterator[str]:
    for name, one, other in zip(table.columns, wanted, held, strict=True):
        if one != other:
            yield name
