"""The inbox: which parcels and items have come, from whom, and what is kept for later.

Tables (local: never journaled)::

    seen_parcel    parcel id -> the device that signed it, when it was taken in (Unix ms), whether
                   anything in it asks for an acknowledgement
    received_item  (item, device) -> when it came last: what the next acknowledgement names
    held_item      items kept as they came: of a kind this build does not know ("unknown-kind"), or
                   from somebody who is not trusted with case data yet ("not-trusted")
    wanted_blob    sealed files named by what came -> their SHA-256; gone once they are here

The law: a parcel that was taken in is known by its id and never opened again, so a replay changes
nothing. What this build does not understand is kept word for word: a newer build takes it up.
"""

from typing import NamedTuple

from sqlalchemy import Connection

from storage.exchange.outbox import item_id
from storage.journal.driver import driver

ITEMS_NAMED = 1_000  # the newest that one acknowledgement names: 16 kB
MOST_HELD = 10_000
UNKNOWN_KIND, NOT_TRUSTED = "unknown-kind", "not-trusted"

SCHEMA = """
CREATE TABLE IF NOT EXISTS seen_parcel (
    id BLOB PRIMARY KEY, device BLOB NOT NULL, at INTEGER NOT NULL, asks INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS received_item (
    item BLOB NOT NULL, device BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (item, device)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS received_from ON received_item (device, at);
CREATE TABLE IF NOT EXISTS held_item (
    id BLOB PRIMARY KEY, kind TEXT NOT NULL, data BLOB NOT NULL, device BLOB NOT NULL,
    at INTEGER NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wanted_blob (
    name TEXT PRIMARY KEY, digest BLOB NOT NULL
) WITHOUT ROWID
"""
_SEEN = "SELECT device, asks FROM seen_parcel WHERE id = ?"
_NOTE_PARCEL = "INSERT OR IGNORE INTO seen_parcel (id, device, at, asks) VALUES (?, ?, ?, ?)"
_IS_RECEIVED = "SELECT 1 FROM received_item WHERE item = ? AND device = ?"
_NOTE_ITEM = (
    "INSERT INTO received_item (item, device, at) VALUES (?, ?, ?)"
    " ON CONFLICT (item, device) DO UPDATE SET at = excluded.at"
)
_NEWEST = "SELECT item FROM received_item WHERE device = ? ORDER BY at DESC, item LIMIT ?"
_HOLD = (
    "INSERT OR IGNORE INTO held_item (id, kind, data, device, at, reason)"
    " SELECT ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM held_item) < ?"
)
_HELD = "SELECT id, kind, data, device, at, reason FROM held_item ORDER BY at, id"
_LET_GO = "DELETE FROM held_item WHERE id = ?"
_WANT = "INSERT OR IGNORE INTO wanted_blob (name, digest) VALUES (?, ?)"
_WANTED = "SELECT name, digest FROM wanted_blob"
_HAVE = "DELETE FROM wanted_blob WHERE name = ?"


class Sender(NamedTuple):
    """Who signed a parcel, as far as this vault knows them.

    ``correspondent_id`` is None for one's own other devices; ``level`` is unknown, vouched,
    compared, or own.
    """

    device: bytes
    person_id: bytes
    correspondent_id: bytes | None
    level: str
    name: str = ""

    @property
    def is_own(self) -> bool:
        """Say whether it is another device of the same person."""
        return self.correspondent_id is None

    @property
    def is_trusted(self) -> bool:
        """Say whether somebody has vouched for the key: case data is not taken from others."""
        return self.level != "unknown"


class Held(NamedTuple):
    """An item kept for later; ``at`` in Unix ms."""

    id: bytes
    kind: str
    data: bytes
    device: bytes
    at: int
    reason: str


def create_tables(connection: Connection) -> None:
    """Make the inbox's tables where they are missing."""
    for statement in SCHEMA.split(";"):
        connection.exec_driver_sql(statement)


def seen(connection: Connection, parcel: bytes) -> tuple[bytes, bool] | None:
    """Return whose parcel this was and whether it asks for an answer, if it was taken in."""
    row = driver(connection).execute(_SEEN, (parcel,)).fetchone()
    return None if row is None else (bytes(row[0]), bool(row[1]))


def note_parcel(
    connection: Connection, parcel: bytes, device: bytes, at: int, *, asks: bool
) -> None:
    """Remember a parcel that is being taken in."""
    connection.exec_driver_sql(_NOTE_PARCEL, (parcel, device, at, int(asks)))


def is_received(connection: Connection, kind: str, data: bytes, device: bytes) -> bool:
    """Say whether this item has come from ``device`` before."""
    key = (item_id(kind, data), device)
    return driver(connection).execute(_IS_RECEIVED, key).fetchone() is not None


def note_item(connection: Connection, kind: str, data: bytes, device: bytes, at: int) -> None:
    """Remember that the item came: the next acknowledgement to ``device`` names it."""
    driver(connection).execute(_NOTE_ITEM, (item_id(kind, data), device, at))


def items_from(connection: Connection, device: bytes) -> tuple[bytes, ...]:
    """Return the newest items that came from ``device``, sorted."""
    found = driver(connection).execute(_NEWEST, (device, ITEMS_NAMED))
    return tuple(sorted(bytes(row[0]) for row in found))


def hold(
    connection: Connection, kind: str, data: bytes, device: bytes, at: int, reason: str
) -> bool:
    """Keep an item as it came; False when it lies here already, or too many do."""
    values = (item_id(kind, data), kind, data, device, at, reason, MOST_HELD)
    return bool(connection.exec_driver_sql(_HOLD, values).rowcount)


def list_held(connection: Connection) -> tuple[Held, ...]:
    """Return all items that are kept for later, the oldest first."""
    return tuple(
        Held(bytes(row[0]), row[1], bytes(row[2]), bytes(row[3]), row[4], row[5])
        for row in connection.exec_driver_sql(_HELD)
    )


def let_go(connection: Connection, item: bytes) -> None:
    """Keep an item no longer: it was taken up."""
    connection.exec_driver_sql(_LET_GO, (item,))


def want_blob(connection: Connection, name: str, digest: bytes) -> None:
    """Want the sealed file ``name`` (hex, no ending) whose bytes have the SHA-256 ``digest``."""
    connection.exec_driver_sql(_WANT, (name, digest))


def wanted_blobs(connection: Connection) -> dict[str, bytes]:
    """Return the sealed files that are still missing, and their SHA-256."""
    return {str(row[0]): bytes(row[1]) for row in connection.exec_driver_sql(_WANTED)}


def have_blob(connection: Connection, name: str) -> None:
    """Want a sealed file no longer: it is here."""
    connection.exec_driver_sql(_HAVE, (name,))
