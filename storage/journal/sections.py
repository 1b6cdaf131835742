"""The whole journal, one section at a time, merged anew from its batches.

The law: superseding never crosses a section, so the state of a section's records follows from its
own batches, and no more than one section lies in memory. (An id that serves in two sections, which
no honest device makes, is read again from the heads at the end.)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from storage.errors import VaultDamaged
from storage.journal.batch import SealedBatch, read_batch
from storage.journal.driver import driver
from storage.journal.merge import EMPTY, RecordState, merge
from storage.journal.op import Op

Progress = Callable[[int, int], None]
STEP = 256  # batches between two calls of a Progress
_SECTIONS = "SELECT id, scope, name FROM section ORDER BY id"
_COUNT = "SELECT count(*) FROM batch"
_BATCHES = """
SELECT batch.id, batch.hash, batch.body, batch.payload
FROM batch JOIN stream ON stream.id = batch.stream WHERE stream.section = ? ORDER BY batch.id
"""


@dataclass(slots=True)
class Section:
    """One section merged: ``place`` (scope, name), states by record, the batch row of each op."""

    place: tuple[bytes, str]
    states: dict[bytes, RecordState] = field(default_factory=dict)
    rows: dict[bytes, int] = field(default_factory=dict)

    def settled(self, record: bytes) -> RecordState:
        """Return the record's state without claims whose op has come and gone."""
        state = self.states[record]
        return RecordState(
            state.heads, frozenset(one for one in state.awaited if one.id not in self.rows)
        )


def merged_sections(
    connection: Connection, progress: Progress | None = None, damaged: list[bytes] | None = None
) -> Iterator[Section]:
    """Yield every section. ``progress(done, all)`` counts batches and may raise to stop.

    The hash of a batch that cannot be read goes into ``damaged``; without it, raises VaultDamaged.
    """
    total = int(connection.exec_driver_sql(_COUNT).scalar_one())
    done = 0
    for number, scope, name in connection.exec_driver_sql(_SECTIONS).all():
        section = Section((bytes(scope), name))
        for row, digest, body, payload in driver(connection).execute(_BATCHES, (number,)):
            try:
                _take(section, row, read_batch(SealedBatch(body, b"", payload), digest).ops)
            except VaultDamaged:
                if damaged is None:
                    raise
                damaged.append(bytes(digest))
            done += 1
            if progress is not None and done % STEP == 0:
                progress(done, total)
        yield section
    if progress is not None:
        progress(total, total)


def _take(section: Section, row: int, ops: tuple[Op, ...]) -> None:
    states, rows = section.states, section.rows
    for op in ops:
        rows[op.id] = row
        states[op.record] = merge(states.get(op.record, EMPTY), op)
