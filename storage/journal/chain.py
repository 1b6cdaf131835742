"""Own batches onto own streams: sealed, chained, stored.

The law: ops of one change in one stream are one batch, more only beyond ``BATCH_OPS`` ops or
``BATCH_BYTES``; each stands on the hash of the one before. A stream that has forked takes no more.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

from storage.errors import DeviceForked
from storage.journal.batch import Batch, Draft, Signer, seal
from storage.journal.driver import driver
from storage.journal.op import Source
from storage.journal.streams import Stream, Streams

BATCH_OPS = 128  # one op is read by decoding its batch: 128 ops decode in about 0.1 ms
BATCH_BYTES = 256 << 10
_OP_BYTES = 512  # what an op may take beside its value
_ADD = "INSERT INTO batch (stream, seq, hash, body, signature, payload) VALUES (?, ?, ?, ?, ?, ?)"

Drafts = dict[tuple[bytes, str], list[Draft]]  # by record and group
Pending = dict[tuple[bytes, str], Drafts]  # by scope and section


class Chain:
    """The batches of one change, and the batch rows of their ops."""

    def __init__(
        self, connection: Connection, signer: Signer, change: bytes, person: str, clock: int
    ) -> None:
        """Begin with no batch."""
        self.batches: list[Batch] = []
        self.rows: dict[bytes, int] = {}
        self._connection = connection
        self._streams = Streams(connection)
        self._signer = signer
        self._author = (change, clock, person)

    def append(self, pending: Pending) -> list[Batch]:
        """Seal and store what is pending; returns the batches. Raises DeviceForked."""
        new = [
            batch
            for place, drafts in pending.items()
            if drafts
            for batch in self._seal(Stream(*place, self._signer.device_id), drafts)
        ]
        self.batches += new
        return new

    def _seal(self, stream: Stream, drafts: Drafts) -> Iterator[Batch]:
        number, frozen, seq, prev = self._streams.tail(stream)
        if frozen:
            raise DeviceForked(stream.device)
        for part in _parts([draft for group in drafts.values() for draft in group]):
            seq += 1
            batch = seal(Source(*stream, seq, *self._author, b""), prev, part, self._signer)
            prev = batch.source.hash
            self._store(number, batch)
            yield batch

    def _store(self, number: int, batch: Batch) -> None:
        values = (number, batch.source.seq, batch.source.hash, *batch.sealed)
        row = driver(self._connection).execute(_ADD, values).lastrowid
        self.rows.update((op.id, row) for op in batch.ops)


def _parts(drafts: list[Draft]) -> Iterator[list[Draft]]:
    part: list[Draft] = []
    size = 0
    for draft in drafts:
        cost = len(draft.raw) + _OP_BYTES
        if part and (len(part) == BATCH_OPS or size + cost > BATCH_BYTES):
            yield part
            part, size = [], 0
        part.append(draft)
        size += cost
    if part:
        yield part
