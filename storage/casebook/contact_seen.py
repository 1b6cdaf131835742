"""When something of a correspondent last came: for the list and the picker, nothing else.

Table (local: two devices of one person see different things, and neither is wrong)::

    contact_seen(correspondent blob primary key, at: Unix ms)
"""

from sqlalchemy import Connection

TABLE = (
    "CREATE TABLE IF NOT EXISTS contact_seen (correspondent BLOB PRIMARY KEY,"
    " at INTEGER NOT NULL) WITHOUT ROWID"
)
_SEEN = (
    "INSERT INTO contact_seen (correspondent, at) VALUES (?, ?) ON CONFLICT (correspondent)"
    " DO UPDATE SET at = max(at, excluded.at)"
)


def create_tables(connection: Connection) -> None:
    """Make the table where it is missing."""
    connection.exec_driver_sql(TABLE)


def note_contact(connection: Connection, correspondent_id: bytes, at: int) -> None:
    """Remember that something of this person came at ``at`` (ms)."""
    connection.exec_driver_sql(_SEEN, (correspondent_id, at))
