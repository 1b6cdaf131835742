"""Checks that all batches hold: hash, signature, chain, place, every value that was not purged.

The law: it writes nothing and believes nothing beside the peers' public keys. A gap is no problem
(see ``list_gaps``); what is there must fit what is there. Batches set aside by a fork are not part
of the journal and not looked at.
"""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from storage.crypto.keypair import verify as verify_signature
from storage.errors import BatchRefused
from storage.journal.batch import SealedBatch, Verify, open_batch
from storage.journal.peers import list_peers
from storage.journal.sections import STEP, Progress
from storage.journal.streams import Stream

_COUNT = "SELECT count(*) FROM batch"
_ALL = """
SELECT section.scope, section.name, stream.device, batch.seq, batch.hash, batch.body,
       batch.signature, batch.payload
FROM batch JOIN stream ON stream.id = batch.stream JOIN section ON section.id = stream.section
ORDER BY batch.stream, batch.seq
"""


class Problem(NamedTuple):
    """``what``: hash, place, chain, or the reason of a refusal (see BatchRefused)."""

    stream: Stream
    seq: int
    what: str


def verify_chains(
    connection: Connection, progress: Progress | None = None, verify: Verify = verify_signature
) -> tuple[Problem, ...]:
    """Return every batch that does not hold. ``progress(done, all)`` may raise to stop."""
    peers = list_peers(connection)
    chain = _Chain({device: peer.public for device, peer in peers.items()}, verify)
    total = int(connection.exec_driver_sql(_COUNT).scalar_one())
    problems: list[Problem] = []
    for done, row in enumerate(connection.exec_driver_sql(_ALL), start=1):
        stream = Stream(bytes(row[0]), row[1], bytes(row[2]))
        sealed = SealedBatch(bytes(row[5]), bytes(row[6]), bytes(row[7]))
        faults = chain.faults(stream, row[3], bytes(row[4]), sealed)
        problems.extend(Problem(stream, row[3], what) for what in faults)
        if progress is not None and (done % STEP == 0 or done == total):
            progress(done, total)
    return tuple(problems)


class _Chain:
    """Goes along the streams, each by seq, and remembers the batch before."""

    def __init__(self, keys: dict[bytes, bytes], verify: Verify) -> None:
        self._keys = keys
        self._verify = verify
        self._before: tuple[Stream, int] | None = None
        self._hash = b""

    def faults(self, stream: Stream, seq: int, digest: bytes, sealed: SealedBatch) -> Iterator[str]:
        """Yield what does not hold of the next batch."""
        follows = self._before == (stream, seq - 1)
        before, self._before, self._hash = self._hash, (stream, seq), digest
        if hashlib.sha256(sealed.body).digest() != digest:
            yield "hash"
        try:
            batch = open_batch(sealed, self._keys.get, self._verify)
        except BatchRefused as refusal:
            yield refusal.reason
            return
        if (Stream(*batch.source[:3]), batch.source.seq) != (stream, seq):
            yield "place"
        if follows and batch.prev != before:
            yield "chain"
