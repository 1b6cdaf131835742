"""Values that were purged and may not come back, and values that were kept from us and may.

The law: a purge leaves a tombstone (the record's or the op's id, nothing else), so that a late or
doubled batch cannot bring the value back. A batch that reached us with a value taken out, without a
tombstone here, was cut by somebody else on its way: its doubled, whole copy fills it in. Else a
stranger with the folder could erase what he cannot read.
"""

import json
from collections.abc import Iterable
from itertools import chain

from sqlalchemy import Connection

from storage.journal.batch import Batch
from storage.journal.canonical import decode_own, encode
from storage.journal.driver import driver
from storage.journal.op import LIFE, Op

_IS_ANY = "SELECT 1 FROM purged LIMIT 1"
_WHICH = "SELECT id FROM purged WHERE id IN (SELECT unhex(value) FROM json_each(?))"
_MARK = "INSERT OR IGNORE INTO purged (id) VALUES (?)"
_PAYLOAD = "SELECT id, payload FROM batch WHERE stream = ? AND seq = ?"
_WRITE = "UPDATE batch SET payload = ? WHERE id = ?"


class Erased:
    """The tombstones, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Look whether there are any."""
        self._connection = connection
        self._is_any = driver(connection).execute(_IS_ANY).fetchone() is not None

    def strip(self, batch: Batch) -> Batch:
        """Return ``batch`` without the values that were purged here."""
        gone = self._positions(batch.ops)
        if not gone:
            return batch
        payload = without(batch.sealed.payload, gone)
        ops = tuple(op._replace(raw=None) if op.position in gone else op for op in batch.ops)
        sealed = batch.sealed._replace(payload=payload)
        return batch._replace(ops=ops, sealed=sealed)

    def refill(self, number: int, batch: Batch) -> set[bytes]:
        """Fill values that our copy lacks from a doubled ``batch``; returns the records' ids."""
        row, held = self._connection.exec_driver_sql(_PAYLOAD, (number, batch.source.seq)).one()
        ours = bytes(held)
        if ours == batch.sealed.payload:
            return set()
        parts, theirs = decode_own(ours), decode_own(batch.sealed.payload)
        gone = self._positions(batch.ops)
        filled: set[bytes] = set()
        for op in batch.ops:
            at = op.position
            if parts[at] is None and theirs[at] is not None and at not in gone:
                parts[at] = theirs[at]
                filled.add(op.record)
        if filled:
            self._connection.exec_driver_sql(_WRITE, (encode(parts), row))
        return filled

    def holds(self, ops: Iterable[Op]) -> bool:
        """Say whether a value of ``ops`` was purged."""
        return bool(self._positions(tuple(ops)))

    def _positions(self, ops: tuple[Op, ...]) -> set[int]:
        if not self._is_any:
            return set()
        ids = json.dumps(
            [one.hex() for one in chain.from_iterable((op.id, op.record) for op in ops)]
        )
        found = {bytes(row[0]) for row in self._connection.exec_driver_sql(_WHICH, (ids,))}
        return {
            op.position for op in ops if op.id in found or (op.record in found and op.group != LIFE)
        }


def mark(connection: Connection, ids: list[bytes]) -> None:
    """Leave tombstones for record or op ids."""
    connection.exec_driver_sql(_MARK, [(one,) for one in ids])


def without(payload: bytes, positions: set[int]) -> bytes:
    """Return ``payload`` with null at ``positions``."""
    parts = decode_own(payload)
    return encode([None if at in positions else part for at, part in enumerate(parts)])


def write_payload(connection: Connection, row: int, payload: bytes) -> None:
    """Write a batch's payload anew."""
    connection.exec_driver_sql(_WRITE, (payload, row))
