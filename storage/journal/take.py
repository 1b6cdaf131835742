"""Taking in batches from other devices.

The law: everything is judged before anything is written; one refused batch refuses the lot, and the
tables are as before. What is taken in lands in one transaction (the caller's), in any order, any
number of times, with the same outcome. Gaps, forks and clocks from the future are reported; only a
fork keeps something out. A batch of our own device that we do not have says that this vault is an
older copy of itself (``returned``).
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from storage.crypto.keypair import verify as verify_signature
from storage.journal.arrival import Fit, Line
from storage.journal.batch import Batch, SealedBatch, Verify, open_batch
from storage.journal.clock import HybridClock
from storage.journal.driver import Values, driver
from storage.journal.erased import Erased
from storage.journal.forks import freeze, keep_fork
from storage.journal.heads import write_last_clock
from storage.journal.merge import RecordState, merge
from storage.journal.peers import list_peers
from storage.journal.states import read_states, write_states
from storage.journal.streams import Gap, Stream, Streams, list_gaps
from storage.journal.uncollected import uncollected

_NEXT = "SELECT coalesce(max(id), 0) + 1 FROM batch"
_ADD = (
    "INSERT INTO batch (id, stream, seq, hash, body, signature, payload)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


class Place(NamedTuple):
    """One batch, named."""

    stream: Stream
    seq: int


class Taken(NamedTuple):
    """What came of it. ``after``: whole states of the touched records, for ``project_states``.

    ``new`` and ``doubled`` count batches; ``forks`` and ``set_aside`` name those kept but not
    applied for the first time; ``future``: clocks more than a day ahead; ``returned``: own batches
    that this vault did not have; ``gaps``: what the touched streams still lack.
    """

    after: Mapping[bytes, RecordState]
    new: int
    doubled: int
    gaps: tuple[Gap, ...]
    forks: tuple[Place, ...]
    set_aside: tuple[Place, ...]
    future: tuple[Place, ...]
    returned: tuple[Place, ...]

    @property
    def records(self) -> frozenset[bytes]:
        """Return the ids of the touched records."""
        return frozenset(self.after)


@uncollected()
def take_in(
    connection: Connection,
    batches: Iterable[SealedBatch],
    clock: HybridClock,
    verify: Verify = verify_signature,
) -> Taken:
    """Judge, store and merge ``batches``; the rows are the caller's next step (``project``).

    Raises BatchRefused before anything is written.
    """
    peers = list_peers(connection)

    def key_of(device: bytes) -> bytes | None:
        peer = peers.get(device)
        return None if peer is None else peer.public

    opened = [open_batch(sealed, key_of, verify) for sealed in batches]
    sorting = _Sorting(connection)
    for group in _by_stream(opened):
        sorting.sort(group)
    sorting.store()
    new = sorting.new
    after = _apply(connection, new, sorting.refilled)
    future = tuple(_place(batch) for _, batch in new if not clock.observe(batch.source.clock))
    if new:
        write_last_clock(connection, clock.last)
    own = {device for device, peer in peers.items() if peer.own}
    return Taken(
        after,
        len(new),
        sorting.doubled,
        list_gaps(connection, sorting.numbers),
        tuple(sorting.forks),
        tuple(sorting.set_aside),
        future,
        tuple(_place(batch) for _, batch in new if batch.source.device in own),
    )


class _Sorting:
    """Sorts arriving batches; what is new is stored by ``store``, under the batch row ids."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._streams = Streams(connection)
        self._erased = Erased(connection)
        self._next = int(connection.exec_driver_sql(_NEXT).scalar_one())
        self._rows: list[Values] = []
        self.new: list[tuple[int, Batch]] = []
        self.refilled: set[bytes] = set()
        self.doubled = 0
        self.numbers: set[int] = set()
        self.forks: list[Place] = []
        self.set_aside: list[Place] = []

    def sort(self, batches: list[Batch]) -> None:
        """Sort the arriving batches of one stream, in the order of their seq."""
        line = Line(self._connection, self._streams, batches)
        self.numbers.add(line.number)
        for batch in batches:
            fit, seq = line.judge(batch)
            if fit is Fit.NEW:
                line.take(batch)
                self._keep(line.number, self._erased.strip(batch))
            elif fit is Fit.DOUBLED:
                self.doubled += 1
                self.store()  # what it doubles may have come in the same lot
                self.refilled |= self._erased.refill(line.number, batch)
            else:
                self._set_aside(line, batch, fit, seq)

    def store(self) -> None:
        """Write the batches that are new since the last time."""
        if self._rows:
            driver(self._connection).executemany(_ADD, self._rows)
            self._rows.clear()

    def _keep(self, number: int, batch: Batch) -> None:
        source = batch.source
        self._rows.append((self._next, number, source.seq, source.hash, *batch.sealed))
        self.new.append((self._next, batch))
        self._next += 1

    def _set_aside(self, line: Line, batch: Batch, fit: Fit, seq: int) -> None:
        is_first = keep_fork(self._connection, line.number, batch, fit)
        if fit is Fit.FORK:
            line.freeze(seq)
            freeze(self._connection, line.number, seq)
        if is_first:
            (self.forks if fit is Fit.FORK else self.set_aside).append(_place(batch))


def _apply(
    connection: Connection, new: list[tuple[int, Batch]], refilled: set[bytes]
) -> dict[bytes, RecordState]:
    """Merge the ops of ``new`` into the tables; returns the states of all touched records."""
    touched = {op.record for _, batch in new for op in batch.ops}
    before = read_states(connection, touched)
    after = dict(before.states)
    rows: dict[bytes, int] = {}
    for row, batch in new:
        for op in batch.ops:
            rows[op.id] = row
            after[op.record] = merge(after[op.record], op)
    write_states(connection, before, after, rows)
    after.update(read_states(connection, refilled).states)
    return after


def _by_stream(batches: Iterable[Batch]) -> Iterable[list[Batch]]:
    found: dict[Stream, list[Batch]] = {}
    for batch in sorted(batches, key=lambda one: one.source.seq):
        found.setdefault(Stream(*batch.source[:3]), []).append(batch)
    return found.values()


def _place(batch: Batch) -> Place:
    return Place(Stream(*batch.source[:3]), batch.source.seq)
