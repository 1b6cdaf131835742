"""Two histories of one stream: the sign of a copied vault, or of a device that lies.

The law: what contradicts is kept and shown, never applied and never thrown away. From the seq of
the contradiction on the stream is frozen: later batches of it are set aside (``after-fork``), since
nobody can say which of the two histories they continue. What was applied before stays.
"""

from typing import NamedTuple

from sqlalchemy import Connection

from storage.journal.batch import Batch, SealedBatch
from storage.journal.streams import Stream

_KEEP = (
    "INSERT OR IGNORE INTO fork (stream, seq, hash, body, signature, payload, reason)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_FREEZE = "UPDATE stream SET frozen = ? WHERE id = ? AND (frozen = 0 OR frozen > ?)"
_IS_FORKED = (
    "SELECT 1 FROM fork JOIN stream ON stream.id = fork.stream WHERE stream.device = ? LIMIT 1"
)
_LIST = """
SELECT section.scope, section.name, stream.device, fork.seq, fork.reason, fork.hash,
       fork.body, fork.signature, fork.payload
FROM fork JOIN stream ON stream.id = fork.stream JOIN section ON section.id = stream.section
ORDER BY section.scope, section.name, stream.device, fork.seq, fork.hash
"""


class Fork(NamedTuple):
    """A batch that was kept but not applied; ``reason``: fork or after-fork."""

    stream: Stream
    seq: int
    reason: str
    hash: bytes
    sealed: SealedBatch


def keep_fork(connection: Connection, number: int, batch: Batch, reason: str) -> bool:
    """Keep ``batch`` of the stream ``number`` beside the journal; False when it lies there."""
    values = (number, batch.source.seq, batch.source.hash, *batch.sealed, reason)
    return bool(connection.exec_driver_sql(_KEEP, values).rowcount)


def freeze(connection: Connection, number: int, seq: int) -> None:
    """Take nothing of the stream beyond ``seq`` any more."""
    connection.exec_driver_sql(_FREEZE, (seq, number, seq))


def is_forked(connection: Connection, device: bytes) -> bool:
    """Say whether two histories of a stream of ``device`` are known here."""
    return connection.exec_driver_sql(_IS_FORKED, (device,)).first() is not None


def list_forks(connection: Connection) -> tuple[Fork, ...]:
    """Return all batches kept but not applied."""
    return tuple(
        Fork(
            Stream(bytes(row[0]), row[1], bytes(row[2])),
            row[3],
            row[4],
            bytes(row[5]),
            SealedBatch(bytes(row[6]), bytes(row[7]), bytes(row[8])),
        )
        for row in connection.exec_driver_sql(_LIST)
    )
