"""Where an arriving batch fits into its stream.

The law: a batch is new, doubled, in contradiction (the same seq with another hash, or a chain that
does not fit its neighbours), or comes after a contradiction. Nothing else; the order of arrival
does not matter, and a gap before it is no reason to refuse it.
"""

from enum import StrEnum

from sqlalchemy import Connection

from storage.journal.batch import Batch
from storage.journal.canonical import decode_own
from storage.journal.streams import Stream, Streams

_AROUND = "SELECT seq, hash FROM batch WHERE stream = ? AND seq BETWEEN ? AND ?"
_BODY = "SELECT body FROM batch WHERE stream = ? AND seq = ?"
_PREV = 5  # its place in a body


class Fit(StrEnum):
    """How an arriving batch stands to its stream."""

    NEW = "new"
    DOUBLED = "doubled"
    FORK = "fork"
    AFTER_FORK = "after-fork"


class Line:
    """One stream as far as the arriving batches touch it."""

    def __init__(self, connection: Connection, streams: Streams, batches: list[Batch]) -> None:
        """Look at the stream of ``batches`` (one stream's, not empty)."""
        tail = streams.tail(Stream(*batches[0].source[:3]))
        self.number = tail.number
        self.frozen = tail.frozen
        self._connection = connection
        seqs = [batch.source.seq for batch in batches]
        around = (self.number, min(seqs) - 1, max(seqs) + 1)
        found = connection.exec_driver_sql(_AROUND, around)
        self._hashes: dict[int, bytes] = {seq: bytes(digest) for seq, digest in found}
        self._prevs: dict[int, bytes] = {}

    def judge(self, batch: Batch) -> tuple[Fit, int]:
        """Return how ``batch`` fits, and the seq beyond which a fork freezes the stream."""
        seq, digest = batch.source.seq, batch.source.hash
        held = self._hashes.get(seq)
        if held is not None:
            return (Fit.DOUBLED, 0) if held == digest else (Fit.FORK, seq)
        if self.frozen and seq > self.frozen:
            return (Fit.AFTER_FORK, 0)
        if self._hashes.get(seq - 1, batch.prev) != batch.prev:
            return (Fit.FORK, seq - 1)
        if seq + 1 in self._hashes and self._prev(seq + 1) != digest:
            return (Fit.FORK, seq)
        return (Fit.NEW, 0)

    def take(self, batch: Batch) -> None:
        """Count ``batch`` among those held."""
        self._hashes[batch.source.seq] = batch.source.hash
        self._prevs[batch.source.seq] = batch.prev

    def freeze(self, seq: int) -> None:
        """Remember that nothing beyond ``seq`` is taken any more."""
        self.frozen = min(self.frozen or seq, seq)

    def _prev(self, seq: int) -> bytes:
        """Return what the held batch ``seq`` stands on."""
        if seq not in self._prevs:
            found = self._connection.exec_driver_sql(_BODY, (self.number, seq)).scalar_one()
            self._prevs[seq] = decode_own(bytes(found))[_PREV]
        return self._prevs[seq]
