"""Record states out of the tables, and back into them.

The law: ids go to the database as one JSON text of hex, so every statement here is constant text,
whatever the number of records. A batch is decoded once for a read, and only the ops asked for.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from storage.journal.batch import SealedBatch, read_ops
from storage.journal.driver import driver
from storage.journal.merge import EMPTY, Claim, RecordState
from storage.journal.op import Op
from storage.journal.streams import Streams

CHUNK = 500
# Batch 0 says that a record has claims, which is rare: one statement for most reads, not two.
_HEADS = """
SELECT batch, position FROM head WHERE record IN (SELECT unhex(value) FROM json_each(?1))
UNION ALL
SELECT 0, 0 FROM awaited WHERE record IN (SELECT unhex(value) FROM json_each(?1))
"""
_AWAITED = (
    "SELECT awaited.record, awaited.op, awaited.kind, awaited.grp, section.scope, section.name"
    " FROM awaited JOIN section ON section.id = awaited.section"
    " WHERE record IN (SELECT unhex(value) FROM json_each(?))"
)
_BATCHES = "SELECT id, hash, body, payload FROM batch WHERE id IN (SELECT value FROM json_each(?))"
_DROP_HEAD = "DELETE FROM head WHERE record = ? AND grp = ? AND batch = ? AND position = ?"
_ADD_HEAD = "INSERT INTO head (record, grp, batch, position) VALUES (?, ?, ?, ?)"
_DROP_CLAIM = (
    "DELETE FROM awaited WHERE record = ? AND op = ? AND kind = ? AND grp = ? AND section = ?"
)
_ADD_CLAIM = "INSERT INTO awaited (record, op, kind, grp, section) VALUES (?, ?, ?, ?, ?)"


@dataclass(slots=True)
class Held:
    """``states`` by record id; ``rows`` says in which batch row each of their ops lies."""

    states: dict[bytes, RecordState] = field(default_factory=dict)
    rows: dict[bytes, int] = field(default_factory=dict)


def read_states(connection: Connection, records: Iterable[bytes]) -> Held:
    """Return the states of ``records``; one that the journal does not know has an empty state."""
    held = Held()
    for chunk in chunks(records):
        held.states.update(dict.fromkeys(chunk, EMPTY))
        ids = json.dumps([record.hex() for record in chunk])
        positions: dict[int, list[int]] = {}
        for row, position in driver(connection).execute(_HEADS, (ids,)):
            positions.setdefault(row, []).append(position)
        claims = read_claims(connection, chunk) if positions.pop(0, None) else {}
        heads: dict[bytes, list[Op]] = {}
        for op, row in _read_heads(connection, positions):
            heads.setdefault(op.record, []).append(op)
            held.rows[op.id] = row
        for record in heads.keys() | claims.keys():
            living, waited = heads.get(record, ()), claims.get(record, ())
            held.states[record] = RecordState(frozenset(living), frozenset(waited))
    return held


def read_claims(connection: Connection, records: Iterable[bytes]) -> dict[bytes, set[Claim]]:
    """Return the superseded ops that ``records`` may still wait for."""
    ids = json.dumps([record.hex() for record in records])
    claims: dict[bytes, set[Claim]] = {}
    for record, op_id, kind, group, scope, section in driver(connection).execute(_AWAITED, (ids,)):
        claim = Claim(bytes(op_id), kind, group, bytes(scope), section)
        claims.setdefault(bytes(record), set()).add(claim)
    return claims


def write_states(
    connection: Connection,
    before: Held,
    after: Mapping[bytes, RecordState],
    rows: Mapping[bytes, int],
) -> None:
    """Write the difference; ``rows`` names the batch rows of the ops that are new."""
    streams = Streams(connection)
    statements: dict[str, list[tuple[Any, ...]]] = {
        _DROP_HEAD: [],
        _ADD_HEAD: [],
        _DROP_CLAIM: [],
        _ADD_CLAIM: [],
    }
    for record, state in after.items():
        old = before.states.get(record, EMPTY)
        gone, come = old.heads - state.heads, state.heads - old.heads
        statements[_DROP_HEAD] += [
            (record, op.group, before.rows[op.id], op.position) for op in gone
        ]
        statements[_ADD_HEAD] += [(record, op.group, rows[op.id], op.position) for op in come]
        if old.awaited != state.awaited:
            ended, begun = old.awaited - state.awaited, state.awaited - old.awaited
            statements[_DROP_CLAIM] += [_claim(record, one, streams) for one in ended]
            statements[_ADD_CLAIM] += [_claim(record, one, streams) for one in begun]
    for statement, given in statements.items():
        if given:
            driver(connection).executemany(statement, sorted(given))  # as the tables lie


def chunks(things: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield ``things`` in lists of at most ``CHUNK``."""
    rest = iter(things)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _read_heads(
    connection: Connection, positions: Mapping[int, list[int]]
) -> Iterator[tuple[Op, int]]:
    if not positions:
        return
    numbers = json.dumps(list(positions))
    for row, digest, body, payload in driver(connection).execute(_BATCHES, (numbers,)).fetchall():
        sealed = SealedBatch(bytes(body), b"", bytes(payload))
        for op in read_ops(sealed, bytes(digest), positions[row]):
            yield op, row


def _claim(record: bytes, claim: Claim, streams: Streams) -> tuple[object, ...]:
    section = streams.section(claim.scope, claim.section)
    return (record, claim.id, claim.kind, claim.group, section)
