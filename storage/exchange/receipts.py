"""Who has read which message: local, since each device of the author is told.

Table::

    receipt(letter blob, root blob, read integer)   ms; the earliest telling counts

The law: a receipt says that a person opened the message, never more.
"""

from sqlalchemy import Connection

from storage.exchange.letters import Receipt

TABLES = (
    (
        "CREATE TABLE IF NOT EXISTS receipt (letter BLOB NOT NULL, root BLOB NOT NULL,"
        " read INTEGER NOT NULL, PRIMARY KEY (letter, root)) WITHOUT ROWID"
    ),
)
_KEEP = (
    "INSERT INTO receipt (letter, root, read) VALUES (?, ?, ?)"
    " ON CONFLICT (letter, root) DO UPDATE SET read = min(read, excluded.read)"
)
_OF = "SELECT root, read FROM receipt WHERE letter = ?"


def create_tables(connection: Connection) -> None:
    """Make the table where it is missing."""
    for statement in TABLES:
        connection.exec_driver_sql(statement)


def keep_receipt(connection: Connection, receipt: Receipt) -> None:
    """Keep one receipt."""
    connection.exec_driver_sql(_KEEP, tuple(receipt))


def receipts_of(connection: Connection, letter: bytes) -> dict[bytes, int]:
    """Return who has read a letter, and when (ms)."""
    found = connection.exec_driver_sql(_OF, (letter,))
    return {bytes(root): int(read) for root, read in found}
