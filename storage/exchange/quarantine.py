"""Batches set aside: from devices without the right to write there, or taken back, or unknown.

Table (local: never journaled)::

    quarantine   SHA-256 of the body -> stream (scope, section, device, seq), reason, which device
                 brought it, when (Unix ms), and the batch as it came

Reasons: no-right, revoked, unknown-device, foreign-record (a record of another place, or of a kind
that does not belong there), unvouched (brought by somebody whose key nobody has vouched for).

The law: what is set aside is named and never applied; nothing of it is acknowledged. It is judged
again whenever something came in: a right that arrives late lets it in by itself.
"""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from storage.journal.batch import SealedBatch
from storage.journal.streams import Stream

NO_RIGHT, REVOKED, UNKNOWN_DEVICE = "no-right", "revoked", "unknown-device"
FOREIGN_RECORD, UNVOUCHED = "foreign-record", "unvouched"
MOST_BATCHES = 20_000
MOST_BYTES = 64 << 20

SCHEMA = """
CREATE TABLE IF NOT EXISTS quarantine (
    hash BLOB PRIMARY KEY, scope BLOB NOT NULL, section TEXT NOT NULL, device BLOB NOT NULL,
    seq INTEGER NOT NULL, reason TEXT NOT NULL, carrier BLOB NOT NULL, at INTEGER NOT NULL,
    body BLOB NOT NULL, signature BLOB NOT NULL, payload BLOB NOT NULL
) WITHOUT ROWID
"""
_ADD = (
    "INSERT INTO quarantine"
    " (hash, scope, section, device, seq, reason, carrier, at, body, signature, payload)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (hash) DO UPDATE SET reason = excluded.reason"
)
_ROOM = "SELECT count(*), coalesce(sum(length(body) + length(payload)), 0) FROM quarantine"
_LIST = (
    "SELECT hash, scope, section, device, seq, reason, carrier, at, body, signature, payload"
    " FROM quarantine ORDER BY scope, section, device, seq, hash"
)
_COUNT = (
    "SELECT device, reason, scope, count(*), max(at) FROM quarantine"
    " GROUP BY device, reason, scope ORDER BY device, reason, scope"
)
_LET_GO = "DELETE FROM quarantine WHERE hash = ?"
_DROP = "DELETE FROM quarantine WHERE device = ?"


class SetAside(NamedTuple):
    """One batch that was set aside."""

    hash: bytes
    stream: Stream
    seq: int
    reason: str
    carrier: bytes
    at: int
    sealed: SealedBatch


class Counted(NamedTuple):
    """How many batches of one device in one scope were set aside, why, and when last."""

    device: bytes
    reason: str
    scope: bytes
    batches: int
    at: int


def create_tables(connection: Connection) -> None:
    """Make the table where it is missing."""
    connection.exec_driver_sql(SCHEMA)


def set_aside(connection: Connection, found: Iterable[SetAside]) -> int:
    """Keep batches apart, as far as there is room; the rest comes again. Returns how many."""
    count, held = connection.exec_driver_sql(_ROOM).one()
    kept = 0
    for one in found:
        size = len(one.sealed.body) + len(one.sealed.payload)
        if count >= MOST_BATCHES or held + size > MOST_BYTES:
            continue
        count, held, kept = count + 1, held + size, kept + 1
        values = (one.hash, *one.stream, one.seq, one.reason, one.carrier, one.at, *one.sealed)
        connection.exec_driver_sql(_ADD, values)
    return kept


def list_set_aside(connection: Connection) -> tuple[SetAside, ...]:
    """Return all batches that are set aside."""
    return tuple(
        SetAside(
            bytes(row[0]),
            Stream(bytes(row[1]), row[2], bytes(row[3])),
            row[4],
            row[5],
            bytes(row[6]),
            row[7],
            SealedBatch(bytes(row[8]), bytes(row[9]), bytes(row[10])),
        )
        for row in connection.exec_driver_sql(_LIST)
    )


def count_set_aside(connection: Connection) -> tuple[Counted, ...]:
    """Return how much is set aside, by device, reason and scope."""
    return tuple(
        Counted(bytes(row[0]), row[1], bytes(row[2]), row[3], row[4])
        for row in connection.exec_driver_sql(_COUNT)
    )


def let_in(connection: Connection, hashes: Iterable[bytes]) -> None:
    """Keep batches apart no longer: they were taken in."""
    for one in hashes:
        connection.exec_driver_sql(_LET_GO, (one,))


def drop_device(connection: Connection, device: bytes) -> int:
    """Throw away what a device wrote and had no right to; returns how many batches."""
    return connection.exec_driver_sql(_DROP, (device,)).rowcount


def hash_of(sealed: SealedBatch) -> bytes:
    """Return the name of a batch here."""
    return hashlib.sha256(sealed.body).digest()
