"""What came and what went, for people to look at: one line for each parcel or file.

Table (local: never journaled)::

    passage  number, at (Unix ms), way (in, out, refused, held, withdrawn), folder's name for
             people, the file's name (of what was held back or withdrawn: the case's), the parcel's
             id or nothing, the other's device and name, what (CBOR [[kind, count], ...]), bytes,
             reason (of a refusal, a stable word)

The law: it holds counts, never words; the oldest lines go first. What is held back at each exchange
stands here once in a day.
"""

from typing import NamedTuple

from sqlalchemy import Connection

from storage.journal.canonical import decode_own, encode
from storage.journal.clock import system_ms

IN, OUT, REFUSED, HELD, WITHDRAWN = "in", "out", "refused", "held", "withdrawn"
MOST_LINES = 20_000

SCHEMA = """
CREATE TABLE IF NOT EXISTS passage (
    number INTEGER PRIMARY KEY, at INTEGER NOT NULL, way TEXT NOT NULL, folder TEXT NOT NULL,
    name TEXT NOT NULL, parcel BLOB NOT NULL, device BLOB NOT NULL, person TEXT NOT NULL,
    what BLOB NOT NULL, size INTEGER NOT NULL, reason TEXT NOT NULL
)
"""
_COLUMNS = "at, way, folder, name, parcel, device, person, what, size, reason"
_ADD = f"INSERT INTO passage ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 — constants
_TRIM = "DELETE FROM passage WHERE number <= (SELECT max(number) FROM passage) - ?"
_LIST = f"SELECT {_COLUMNS} FROM passage ORDER BY number DESC LIMIT ? OFFSET ?"  # noqa: S608 — constants
_STANDS = (
    "SELECT 1 FROM passage WHERE way = ? AND name = ? AND person = ? AND reason = ? AND at > ?"
)
_DAY_MS = 24 * 60 * 60 * 1000
_COUNT = "SELECT count(*) FROM passage"
_LAST = "SELECT max(at) FROM passage WHERE way IN ('in', 'out')"


class Passage(NamedTuple):
    """One line; ``what`` is (kind, count)."""

    at: int
    way: str
    folder: str
    name: str
    parcel: bytes
    device: bytes
    person: str
    what: tuple[tuple[str, int], ...]
    size: int
    reason: str = ""


def create_tables(connection: Connection) -> None:
    """Make the table where it is missing."""
    connection.exec_driver_sql(SCHEMA)


def note(connection: Connection, passage: Passage) -> None:
    """Write one line."""
    what = encode([list(pair) for pair in passage.what])
    connection.exec_driver_sql(_ADD, (*passage[:7], what, *passage[8:]))
    connection.exec_driver_sql(_TRIM, (MOST_LINES,))


def note_once(connection: Connection, passage: Passage) -> None:
    """Write one line unless the same was written within a day."""
    same = (passage.way, passage.name, passage.person, passage.reason, passage.at - _DAY_MS)
    if connection.exec_driver_sql(_STANDS, same).first() is None:
        note(connection, passage)


def note_withdrawn(
    connection: Connection, person: str, name: str, what: tuple[tuple[str, int], ...]
) -> None:
    """Write that something which had not reached somebody, or not all, does not go any more."""
    note(connection, Passage(system_ms(), WITHDRAWN, "", name, b"", b"", person, what, 0))


def list_passages(connection: Connection, offset: int, limit: int) -> tuple[Passage, ...]:
    """Return lines, the newest first."""
    return tuple(
        Passage(
            row[0],
            row[1],
            row[2],
            row[3],
            bytes(row[4]),
            bytes(row[5]),
            row[6],
            tuple((kind, count) for kind, count in decode_own(bytes(row[7]))),
            row[8],
            row[9],
        )
        for row in connection.exec_driver_sql(_LIST, (limit, offset))
    )


def count_passages(connection: Connection) -> int:
    """Count them."""
    return int(connection.exec_driver_sql(_COUNT).scalar_one())


def last_at(connection: Connection) -> int | None:
    """Return when something came or went last (Unix ms)."""
    found = connection.exec_driver_sql(_LAST).scalar()
    return None if found is None else int(found)
