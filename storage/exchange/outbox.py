"""The outbox: immutable items on their way to devices, and how far each has come.

Tables (local: never journaled)::

    item       id 16 = SHA-256("nivel-item-1" | length u32 | kind | data)[:16], kind, data,
               made and expires in Unix ms
    owed       (item, device) -> state, at (Unix ms of the state), parcel that carried it last
    item_blob  names of sealed blob files that travel beside an item

The law: an item never changes; who wants it otherwise makes another. What is written but not
acknowledged is owed as before: a lost stick heals by itself. What was written longest ago goes
first, so a peer who never answers starves of nothing. Once all have it, its data is let go.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection

from storage.journal.clock import system_ms
from storage.journal.driver import driver

ITEM_BYTES = 16
_LABEL = b"nivel-item-1"

SCHEMA = """
CREATE TABLE IF NOT EXISTS item (
    id BLOB PRIMARY KEY, kind TEXT NOT NULL, data BLOB NOT NULL, made INTEGER NOT NULL,
    expires INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS owed (
    item BLOB NOT NULL, device BLOB NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL,
    parcel BLOB, PRIMARY KEY (item, device)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS owed_to ON owed (device, state);
CREATE TABLE IF NOT EXISTS item_blob (
    item BLOB NOT NULL, name TEXT NOT NULL, PRIMARY KEY (item, name)
) WITHOUT ROWID
"""
_ADD = (
    "INSERT INTO item (id, kind, data, made, expires) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET data = excluded.data WHERE item.data <> excluded.data"
)
_OWE = "INSERT OR IGNORE INTO owed (item, device, state, at) VALUES (?, ?, 'waiting', 0)"
_BLOB = "INSERT OR IGNORE INTO item_blob (item, name) VALUES (?, ?)"
_STATES = "SELECT device, state, at, parcel FROM owed WHERE item = ? ORDER BY device"
_WITHDRAW = "DELETE FROM owed WHERE item = ? AND device = ? AND state = 'waiting'"
_SUPERSEDE = "DELETE FROM owed WHERE item = ? AND state <> 'received'"
_GIVE_UP = _SUPERSEDE + " AND device = ?"
_OWED = """
SELECT item.id, item.kind, item.data, item.made FROM owed JOIN item ON item.id = owed.item
WHERE owed.device = ?1 AND owed.state IN ('waiting', 'written')
  AND (item.expires IS NULL OR item.expires > ?2)
ORDER BY CASE owed.state WHEN 'waiting' THEN 0 ELSE owed.at END, item.made, item.id
"""
_BLOBS = "SELECT name FROM item_blob WHERE item = ? ORDER BY name"
_WRITTEN = (
    "UPDATE owed SET state = 'written', at = ?1, parcel = ?2"
    " WHERE device = ?3 AND state <> 'received' AND item IN"
    " (SELECT unhex(value) FROM json_each(?4))"
)
_RECEIVED = (
    "UPDATE owed SET state = 'received', at = ?1 WHERE device = ?2 AND state <> 'received'"
    " AND item IN (SELECT unhex(value) FROM json_each(?3))"
)
_SETTLE = (
    "UPDATE item SET data = x'' WHERE data <> x'' AND id IN"
    " (SELECT unhex(value) FROM json_each(?)) AND NOT EXISTS"
    " (SELECT 1 FROM owed WHERE owed.item = item.id AND owed.state <> 'received')"
)
_NEWCOMER = """
INSERT OR IGNORE INTO owed (item, device, state, at)
SELECT DISTINCT owed.item, ?1, 'waiting', 0 FROM owed JOIN item ON item.id = owed.item
WHERE item.kind = ?2 AND owed.device IN (SELECT unhex(value) FROM json_each(?3)) AND NOT EXISTS (
    SELECT 1 FROM owed AS other WHERE other.item = owed.item AND other.state = 'received'
    AND other.device IN (SELECT unhex(value) FROM json_each(?3))
)
"""
_DEVICES = "SELECT DISTINCT device FROM owed WHERE state <> 'received'"
_WAITING = (
    "SELECT item.kind, count(DISTINCT item.id) FROM owed JOIN item ON item.id = owed.item"
    " WHERE owed.state = 'waiting' AND (item.expires IS NULL OR item.expires > ?)"
    " GROUP BY item.kind ORDER BY item.kind"
)
_OF_KIND = (
    "SELECT item.id, owed.state FROM owed JOIN item ON item.id = owed.item"
    " WHERE item.kind = ? AND owed.device = ?"
)
_HELD_BLOBS = (
    "SELECT DISTINCT item_blob.name FROM item_blob JOIN owed ON owed.item = item_blob.item"
    " WHERE owed.state <> 'received'"
)


class State(StrEnum):
    """How far an item has come on its way to one device."""

    WAITING = "waiting"
    WRITTEN = "written"
    RECEIVED = "received"


class ItemState(NamedTuple):
    """Where an item stands for one device; ``at`` in Unix ms, 0 while it waits."""

    state: State
    at: int
    parcel: bytes | None


class Item(NamedTuple):
    """An item as it is owed."""

    id: bytes
    kind: str
    data: bytes
    made: int


def create_tables(connection: Connection) -> None:
    """Make the outbox's tables where they are missing."""
    for statement in SCHEMA.split(";"):
        connection.exec_driver_sql(statement)


def item_id(kind: str, data: bytes) -> bytes:
    """Return the 16-byte name of an item."""
    label = kind.encode()
    head = _LABEL + len(label).to_bytes(4, "big") + label
    return hashlib.sha256(head + data).digest()[:ITEM_BYTES]


def add(  # noqa: PLR0913 — what an item is, and whom it goes to
    connection: Connection,
    kind: str,
    data: bytes,
    devices: Iterable[bytes],
    *,
    expires: int | None = None,
    blobs: Iterable[str] = (),
    made: int | None = None,
) -> bytes:
    """Owe an item to ``devices``; returns its id. The same again changes nothing.

    ``expires``: from then on (Unix ms) it is not written any more. ``blobs`` name sealed files.
    """
    owed = list(dict.fromkeys(devices))
    one = item_id(kind, data)
    run = driver(connection)
    if owed:
        run.execute(_ADD, (one, kind, data, system_ms() if made is None else made, expires))
        run.executemany(_OWE, [(one, device) for device in owed])
        run.executemany(_BLOB, [(one, name) for name in blobs])
    return one


def owe_newcomer(connection: Connection, kind: str, device: bytes, others: Iterable[bytes]) -> None:
    """Owe to ``device`` what none of the ``others`` of its person has acknowledged yet."""
    names = _names(list(others))
    driver(connection).execute(_NEWCOMER, (device, kind, names))


def states(connection: Connection, item: bytes) -> dict[bytes, ItemState]:
    """Return where the item stands, by device."""
    return {
        bytes(device): ItemState(State(state), at, None if parcel is None else bytes(parcel))
        for device, state, at, parcel in connection.exec_driver_sql(_STATES, (item,))
    }


def withdraw(connection: Connection, item: bytes, devices: Iterable[bytes]) -> None:
    """Owe the item no longer to ``devices`` to whom it has not been written yet."""
    connection.exec_driver_sql(_WITHDRAW, [(item, device) for device in devices] or [(item, b"")])


def supersede(connection: Connection, item: bytes) -> None:
    """Owe the item to nobody who has not acknowledged it: another stands in its place."""
    connection.exec_driver_sql(_SUPERSEDE, (item,))


def give_up(connection: Connection, item: bytes, device: bytes) -> None:
    """Owe the item no longer to one device, unless it has acknowledged it."""
    connection.exec_driver_sql(_GIVE_UP, (item, device))


def owed_to(connection: Connection, device: bytes, now: int) -> tuple[Item, ...]:
    """Return what ``device`` has not acknowledged, what was written longest ago first."""
    found = driver(connection).execute(_OWED, (device, now))
    return tuple(Item(bytes(row[0]), row[1], bytes(row[2]), row[3]) for row in found)


def of_kind(connection: Connection, kind: str, device: bytes) -> dict[bytes, State]:
    """Return every item of ``kind`` that was ever owed to ``device``, and its state."""
    found = connection.exec_driver_sql(_OF_KIND, (kind, device))
    return {bytes(one): State(state) for one, state in found}


def blobs_of(connection: Connection, item: bytes) -> tuple[str, ...]:
    """Return the names of the sealed files that travel beside an item."""
    return tuple(str(row[0]) for row in connection.exec_driver_sql(_BLOBS, (item,)))


def blobs_owed(connection: Connection) -> frozenset[str]:
    """Return the names of all sealed files that somebody has not acknowledged."""
    return frozenset(str(row[0]) for row in connection.exec_driver_sql(_HELD_BLOBS))


def devices_owed(connection: Connection) -> frozenset[bytes]:
    """Return the devices that have something coming."""
    return frozenset(bytes(row[0]) for row in connection.exec_driver_sql(_DEVICES))


def count_waiting(connection: Connection, now: int) -> dict[str, int]:
    """Count, by kind, the items that nobody has been written yet to at least one device."""
    return {str(kind): int(count) for kind, count in connection.exec_driver_sql(_WAITING, (now,))}


def note_written(
    connection: Connection, items: Collection[bytes], device: bytes, parcel: bytes, at: int
) -> None:
    """Write down that ``parcel`` carries the items to ``device``."""
    driver(connection).execute(_WRITTEN, (at, parcel, device, _names(items)))


def note_received(connection: Connection, items: Collection[bytes], device: bytes, at: int) -> None:
    """Write down that ``device`` has the items; what all have is let go of."""
    names = _names(items)
    driver(connection).execute(_RECEIVED, (at, device, names))
    driver(connection).execute(_SETTLE, (names,))


def _names(items: Collection[bytes]) -> str:
    return json.dumps([one.hex() for one in items])
