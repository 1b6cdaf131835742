"""What came and what went, for people to look at: one line for each parcel or file.

Table (local: never journaled)::

    passage  number, at (Unix ms), way (in, out, refused, aside), folder's name for people, the
             file's name, the parcel's id or nothing, the other's device and name, what (CBOR
             [[kind, count], ...]), bytes, reason (of a refusal, a stable word)

The law: it holds counts, never words; the oldest lines go first.
"""

from typing import NamedTuple

from sqlalchemy import Connection

from storage.journal.canonical import decode_own, encode

IN, OUT, REFUSED = "in", "out", "refused"
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
