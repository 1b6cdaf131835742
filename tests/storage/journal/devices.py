"""Made-up devices: a real database in memory, a real key, a clock that may be wrong."""

from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool

from storage.crypto.keypair import DeviceSigner
from storage.journal.batch import SealedBatch
from storage.journal.canonical import Value
from storage.journal.clock import HybridClock
from storage.journal.heads import create_tables
from storage.journal.peers import Peer, save_peer
from storage.journal.project import project, project_states
from storage.journal.states import read_states
from storage.journal.tables import record_table
from storage.journal.take import Taken, take_in
from storage.journal.upcast import UPCASTERS, Upcasters
from storage.journal.write import Done, Writer
from tests.storage.journal.made_up import KINDS, MadeUp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.journal.merge import RecordState
    from storage.records.kind import Kind

NOON_MS = 1_795_000_000_000  # a day in November 2026
DAY_MS = 24 * 60 * 60 * 1000
_ALL = "SELECT body, signature, payload FROM batch ORDER BY id"


@dataclass
class Device:
    """One device. ``days_off`` is how wrong its clock is; ``sections`` limits what it may hold."""

    number: int
    days_off: float = 0.0
    kinds: "Mapping[str, Kind]" = field(default_factory=lambda: KINDS)
    upcasters: Upcasters = field(default_factory=lambda: UPCASTERS)
    sections: frozenset[tuple[bytes, str]] | None = None

    def __post_init__(self) -> None:
        """Make its key, its clock and its empty database."""
        self.signer = DeviceSigner.from_seed(b"made-up-device-%017d" % self.number)
        self.minutes = 0
        self.clock = HybridClock(0, self.now_ms)
        self.engine = memory_engine()
        self._changes = count(1)
        with self.engine.begin() as connection:
            create_tables(connection)
            MadeUp.metadata.create_all(connection)
        self.meet(self, is_own=True)

    @property
    def person(self) -> str:
        """A made-up worker."""
        return f"Testi Testinen {self.number}"

    def now_ms(self) -> int:
        """Tell the time, wrongly if so made."""
        return NOON_MS + int(self.days_off * DAY_MS) + self.minutes * 60_000

    def meet(self, other: "Device", *, is_own: bool = False) -> None:
        """Learn the other's public key."""
        with self.engine.begin() as connection:
            mark = f"D{other.number}"
            key = (other.signer.device_id, other.signer.public)
            save_peer(connection, Peer(*key, mark, other.person, is_own))

    def writer(self, connection: Connection) -> Writer:
        """Begin a change."""
        self.minutes += 1
        change = b"change-%04d-%04d" % (self.number, next(self._changes))
        return Writer(
            connection,
            self.signer,
            self.clock,
            self.person,
            change,
            kinds=self.kinds,
            upcasters=self.upcasters,
        )

    @contextmanager
    def change(self) -> "Iterator[Change]":
        """Make one change: written and projected at the end."""
        with self.engine.begin() as connection:
            change = Change(connection, self.writer(connection))
            yield change
            change.done = change.writer.finish()
            project_states(connection, change.done.after, self.kinds, upcasters=self.upcasters)

    def put(self, kind: str, place: tuple[bytes, str], record: bytes, **groups: Value) -> Done:
        """Save field groups of one record in one change."""
        with self.change() as change:
            for group, value in groups.items():
                change.writer.put(kind, *place, record, group, value)
        return change.done

    def delete(self, kind: str, place: tuple[bytes, str], record: bytes) -> Done:
        """Delete one record in one change."""
        with self.change() as change:
            change.writer.delete(kind, *place, record)
        return change.done

    def batches(self) -> list[SealedBatch]:
        """Return all it holds, in order of arrival."""
        with self.engine.begin() as connection:
            return [SealedBatch(*row) for row in connection.exec_driver_sql(_ALL)]

    def take(self, batches: Iterable[SealedBatch]) -> Taken:
        """Take in batches of the sections it may hold, and project."""
        with self.engine.begin() as connection:
            taken = take_in(connection, batches, self.clock)
            project_states(connection, taken.after, self.kinds, upcasters=self.upcasters)
        return taken

    def state(self, record: bytes) -> "RecordState":
        """Return a record's state."""
        with self.engine.begin() as connection:
            return read_states(connection, (record,)).states[record]

    def row(self, kind: str, record: bytes) -> dict[str, Any] | None:
        """Return a record's row as stored, or None."""
        table = record_table(self.kinds[kind].table)
        with self.engine.begin() as connection:
            found = table.rows(connection, (record,)).get(record)
        return None if found is None else dict(zip(table.columns, found, strict=True))

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return everything that the journal decides, as stored."""
        names = ["head", "conflict", *(kind.table.__tablename__ for kind in self.kinds.values())]
        with self.engine.begin() as connection:
            return {
                str(name): sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")))  # noqa: S608 — our own table names
                for name in names
            }

    def project(self, *records: bytes) -> None:
        """Project records again."""
        with self.engine.begin() as connection:
            project(connection, records, self.kinds, upcasters=self.upcasters)


@dataclass
class Change:
    """A change at hand; ``done`` once it is written."""

    connection: Connection
    writer: Writer
    done: Done = field(init=False)


def memory_engine() -> Engine:
    """Return an engine on a new database in memory."""
    return create_engine("sqlite://", module=sqlcipher3.dbapi2, poolclass=StaticPool)


def acquainted(number: int) -> list[Device]:
    """Return devices that know each other."""
    devices = [Device(one) for one in range(1, number + 1)]
    introduce(devices)
    return devices


def introduce(devices: Iterable[Device]) -> None:
    """Let each learn the others' keys."""
    known = list(devices)
    for device in known:
        for other in known:
            if other is not device:
                device.meet(other)
