"""The parcels this vault has written: what lay in each, for whom, and whether they have it.

Tables (local: never journaled)::

    shipment     number (the order of writing), parcel id 16, name of the file, digest of what is
                 in it and for which keys, SHA-256 and length of the file, made and written (Unix
                 ms; written is empty while it is being written), the folder's name for people
    shipment_to  (parcel, device) -> the content that device is to acknowledge (CBOR [[item, ...],
                 [[scope, section, author, first, last], ...]]), the hash of the acknowledgement it
                 was told, and when it has acknowledged (Unix ms)
    carried_blob names of sealed files that this vault has put into a folder

The law: a row stands before the file does, so a file that an interrupted write left is known as
ours; nothing is removed from a folder that has no row here. What has the same digest and lies
there whole is not written twice.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from storage.exchange.outbox import State
from storage.exchange.reach import Span, Vector
from storage.journal.canonical import decode_own, encode
from storage.journal.driver import driver
from storage.journal.streams import Stream

SCHEMA = """
CREATE TABLE IF NOT EXISTS shipment (
    number INTEGER PRIMARY KEY, parcel BLOB NOT NULL UNIQUE, name TEXT NOT NULL,
    digest BLOB NOT NULL, hash BLOB NOT NULL, size INTEGER NOT NULL, made INTEGER NOT NULL,
    written INTEGER, folder TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS shipment_name ON shipment (name);
CREATE INDEX IF NOT EXISTS shipment_digest ON shipment (digest);
CREATE TABLE IF NOT EXISTS shipment_to (
    parcel BLOB NOT NULL, device BLOB NOT NULL, content BLOB NOT NULL, told BLOB NOT NULL,
    acked INTEGER, PRIMARY KEY (parcel, device)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS carried_blob (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shipment_open ON shipment_to (device, acked)
"""
_COLUMNS = "parcel, name, digest, hash, size, made, written, folder"
_ADD = f"INSERT INTO shipment ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, NULL, ?)"  # noqa: S608 — constants
_ADD_TO = "INSERT INTO shipment_to (parcel, device, content, told) VALUES (?, ?, ?, ?)"
_WRITTEN = "UPDATE shipment SET written = ? WHERE parcel = ?"
_DROP = ("DELETE FROM shipment WHERE parcel = ?", "DELETE FROM shipment_to WHERE parcel = ?")
_ALL = f"SELECT {_COLUMNS} FROM shipment ORDER BY number"  # noqa: S608 — constants
_IS_ACKED = "SELECT count(*), coalesce(sum(acked IS NULL), 0) FROM shipment_to WHERE parcel = ?"
_IS_OURS = "SELECT 1 FROM shipment WHERE parcel = ?"
_OLD = "SELECT parcel FROM shipment WHERE made < ?"
_DEVICES = "SELECT device, content, told, acked FROM shipment_to WHERE parcel = ?"
_OPEN = "SELECT parcel, content FROM shipment_to WHERE device = ? AND acked IS NULL"
_RECEIVED = "SELECT item FROM owed WHERE device = ? AND state = ?"
_ACKED = "UPDATE shipment_to SET acked = ? WHERE parcel = ? AND device = ?"
_LAST = "SELECT digest, max(coalesce(written, 0)) FROM shipment GROUP BY digest"
_ADD_BLOB = "INSERT OR IGNORE INTO carried_blob (name) VALUES (?)"
_BLOBS = "SELECT name FROM carried_blob"
_OLDEST = (
    "SELECT min(shipment.written) FROM shipment JOIN shipment_to USING (parcel)"
    " WHERE device = ? AND acked IS NULL AND written IS NOT NULL AND content <> ?"
)


class Content(NamedTuple):
    """What a device is to acknowledge: items by id, and spans of streams."""

    items: tuple[bytes, ...]
    spans: tuple[Span, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to acknowledge: a parcel of acknowledgements alone."""
        return not self.items and not self.spans

    def pack(self) -> bytes:
        """Return its bytes, the same for the same content."""
        spans = [[*span.stream, span.first, span.last] for span in self.spans]
        return encode([list(self.items), spans])


class Shipment(NamedTuple):
    """One parcel as it was written; ``written`` is None while it is being written."""

    parcel: bytes
    name: str
    digest: bytes
    hash: bytes
    size: int
    made: int
    written: int | None
    folder: str


def create_tables(connection: Connection) -> None:
    """Make the tables where they are missing."""
    for statement in SCHEMA.split(";"):
        connection.exec_driver_sql(statement)


def digest_of(content: Content, keys: Iterable[bytes]) -> bytes:
    """Return what tells whether the same would be written again, for the same keys."""
    return hashlib.sha256(encode([content.pack(), sorted(keys)])).digest()


class Addressed(NamedTuple):
    """A parcel as one device is meant to have it; ``told``: hash of an acknowledgement in it."""

    content: Content
    told: bytes
    acked: int | None = None


def note_making(
    connection: Connection, shipment: Shipment, devices: Mapping[bytes, Addressed]
) -> None:
    """Write down a parcel that is about to be written, with what each device will acknowledge."""
    connection.exec_driver_sql(_ADD, (*shipment[:6], shipment.folder))
    rows = [(shipment.parcel, one, each.content.pack(), each.told) for one, each in devices.items()]
    connection.exec_driver_sql(_ADD_TO, rows)


def note_written(connection: Connection, parcel: bytes, at: int) -> None:
    """Write down that the file lies whole where it was meant to."""
    connection.exec_driver_sql(_WRITTEN, (at, parcel))


def drop(connection: Connection, parcel: bytes) -> None:
    """Forget a parcel: it never came to lie anywhere, or it was removed."""
    for statement in _DROP:
        connection.exec_driver_sql(statement, (parcel,))


def forget_before(connection: Connection, made: int) -> None:
    """Forget what was written so long ago that nobody can open it any more."""
    for (parcel,) in connection.exec_driver_sql(_OLD, (made,)).all():
        drop(connection, bytes(parcel))


def list_shipments(connection: Connection) -> tuple[Shipment, ...]:
    """Return all parcels that were written and are not forgotten, the oldest first."""
    return tuple(
        Shipment(bytes(row[0]), row[1], bytes(row[2]), bytes(row[3]), *row[4:])
        for row in driver(connection).execute(_ALL)
    )


def is_ours(connection: Connection, parcel: bytes) -> bool:
    """Say whether this vault wrote the parcel."""
    return driver(connection).execute(_IS_OURS, (parcel,)).fetchone() is not None


def is_acked(connection: Connection, parcel: bytes) -> bool:
    """Say whether everybody a parcel was for has all of it."""
    found = connection.exec_driver_sql(_IS_ACKED, (parcel,)).one()
    return bool(found[0]) and not found[1]


def devices_of(connection: Connection, parcel: bytes) -> dict[bytes, Addressed]:
    """Return the devices of a parcel, what each is to acknowledge, and when it has (Unix ms)."""
    return {
        bytes(device): Addressed(read_content(bytes(content)), bytes(told), acked)
        for device, content, told, acked in driver(connection).execute(_DEVICES, (parcel,))
    }


def note_blob(connection: Connection, name: str) -> None:
    """Remember a sealed file that this vault puts into a folder."""
    connection.exec_driver_sql(_ADD_BLOB, (name,))


def carried_blobs(connection: Connection) -> frozenset[str]:
    """Return the sealed files this vault has put into folders."""
    return frozenset(str(row[0]) for row in connection.exec_driver_sql(_BLOBS))


def note_acked(connection: Connection, device: bytes, vector: Vector, at: int) -> tuple[bytes, ...]:
    """Mark the parcels of which ``device`` now has everything; returns their ids."""
    run = driver(connection).execute
    received = {bytes(row[0]) for row in run(_RECEIVED, (device, State.RECEIVED)).fetchall()}
    done = []
    for parcel, packed in run(_OPEN, (device,)).fetchall():
        content = read_content(bytes(packed))
        if not content.is_empty and has_all(content, received, vector):
            run(_ACKED, (at, parcel, device))
            done.append(bytes(parcel))
    return tuple(done)


def has_all(content: Content, received: Collection[bytes], vector: Vector) -> bool:
    """Say whether somebody with these items and this vector has all of ``content``."""
    return all(item in received for item in content.items) and all(
        span.stream in vector and vector[span.stream].whole >= span.last for span in content.spans
    )


def last_written(connection: Connection) -> dict[bytes, int]:
    """Return when each digest was written last (Unix ms; 0: never to the end)."""
    return {bytes(row[0]): int(row[1]) for row in connection.exec_driver_sql(_LAST)}


def unacknowledged_since(connection: Connection, device: bytes) -> int | None:
    """Return when the oldest parcel that ``device`` has not acknowledged was written (Unix ms)."""
    nothing = Content((), ()).pack()
    found = connection.exec_driver_sql(_OLDEST, (device, nothing)).scalar()
    return None if found is None else int(found)


def read_content(data: bytes) -> Content:
    """Return what ``Content.pack`` wrote; the spans' sizes are not kept."""
    items, spans = decode_own(data)
    return Content(
        tuple(items),
        tuple(Span(Stream(*row[:3]), row[3], row[4], 0) for row in spans),
    )
