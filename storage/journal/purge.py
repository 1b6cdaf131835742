"""Erasing values from the journal, for good.

The law: what is erased is the value and its salt, nothing that was signed: chains and signatures go
on verifying, and the salt's end makes the commitment that stays say nothing. The ops of a record's
``life`` hold no text and stay, so that what was deleted stays deleted. The search index and the
database's free pages are the caller's (safety.md, trap 9).
"""

from collections.abc import Collection

from sqlalchemy import Connection

from storage.journal.batch import Batch, SealedBatch, read_batch
from storage.journal.erased import mark, without, write_payload
from storage.journal.op import LIFE, Op

# Every batch of the sections in which the record has a head: superseded values must go too.
_CANDIDATES = """
SELECT batch.id, batch.hash, batch.body, batch.payload
FROM batch JOIN stream ON stream.id = batch.stream
WHERE instr(batch.body, ?1) > 0 AND stream.section IN (
    SELECT other.section FROM head JOIN batch AS one ON one.id = head.batch
    JOIN stream AS other ON other.id = one.stream WHERE head.record = ?1
)
"""


def purge(connection: Connection, record: bytes, ops: Collection[bytes] | None = None) -> int:
    """Erase all values of ``record``, or those of its ops ``ops``; returns how many there were.

    Project the record afterwards: its row goes when nothing is left.
    """
    mark(connection, [record] if ops is None else list(ops))
    erased = 0
    found = connection.exec_driver_sql(_CANDIDATES, (record,)).all()
    for row, digest, body, payload in found:
        batch = read_batch(SealedBatch(bytes(body), b"", bytes(payload)), bytes(digest))
        gone = _positions(batch, record, ops)
        if gone:
            write_payload(connection, row, without(batch.sealed.payload, gone))
            erased += len(gone)
    return erased


def ops_of(connection: Connection, record: bytes) -> list[Op]:
    """Return every op of ``record`` that is still whole or known of, superseded ones too."""
    found = connection.exec_driver_sql(_CANDIDATES, (record,)).all()
    return [
        op
        for _row, digest, body, payload in found
        for op in read_batch(SealedBatch(bytes(body), b"", bytes(payload)), bytes(digest)).ops
        if op.record == record
    ]


def _positions(batch: Batch, record: bytes, ops: Collection[bytes] | None) -> set[int]:
    return {
        op.position
        for op in batch.ops
        if op.record == record
        and op.raw is not None
        and op.group != LIFE
        and (ops is None or op.id in ops)
    }
