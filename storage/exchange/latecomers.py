"""Who of a circle has not been owed a message yet, since nothing could be sealed to them.

Table (local: the device that sent a message hands it on)::

    late_reader  (letter 16, root 32): a member of the message's circle, by the person's root key

The law: only whom the signed list of the message itself names stands here.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS late_reader ("
    "letter BLOB NOT NULL, root BLOB NOT NULL, PRIMARY KEY (letter, root)) WITHOUT ROWID"
)
_ADD = "INSERT OR IGNORE INTO late_reader (letter, root) VALUES (?, ?)"
_ALL = "SELECT letter, root FROM late_reader ORDER BY letter, root"
_DROP = "DELETE FROM late_reader WHERE letter = ? AND root = ?"


def create_tables(connection: Connection) -> None:
    """Make the table where it is missing."""
    connection.exec_driver_sql(SCHEMA)


def note_late(connection: Connection, letter: bytes, roots: Iterable[bytes]) -> None:
    """Remember who could not be owed a message that was sent."""
    for root in roots:
        connection.exec_driver_sql(_ADD, (letter, root))


def list_late(connection: Connection) -> dict[bytes, list[bytes]]:
    """Return the roots of those who wait for a card, by message."""
    found: dict[bytes, list[bytes]] = {}
    for letter, root in connection.exec_driver_sql(_ALL):
        found.setdefault(bytes(letter), []).append(bytes(root))
    return found


def drop_late(connection: Connection, letter: bytes, root: bytes) -> None:
    """Remember no longer: they are owed it now, or are not to have it."""
    connection.exec_driver_sql(_DROP, (letter, root))
