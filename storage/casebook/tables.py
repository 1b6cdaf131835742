"""Every table of a vault, made where it is missing.

The law: whoever changes a table, or adds one, raises ``DATABASE_VERSION`` (``vault.connection``),
so that older vaults are upgraded when they open (``upgrading``); a test holds the two together.
"""

from sqlalchemy import Connection

from storage.casebook import contact_seen, place, same, text_index
from storage.exchange import (
    history,
    inbox,
    latecomers,
    outbox,
    period_keys,
    quarantine,
    reach,
    receipts,
    roster,
    shipments,
)
from storage.journal.heads import create_tables as create_journal
from storage.vault.connection import DATABASE_VERSION


def are_current(connection: Connection) -> bool:
    """Say whether the tables are those of this build; it needs no record class, and no SQLModel."""
    return connection.exec_driver_sql("PRAGMA user_version").scalar() == DATABASE_VERSION


def create_tables(connection: Connection) -> None:
    """Make every table of a new or older vault where it is missing."""
    from storage.records.kinds import ALL

    place.create_tables(connection)
    period_keys.create_tables(connection)
    create_journal(connection)
    text_index.create_tables(connection)
    for part in (
        outbox,
        inbox,
        reach,
        shipments,
        quarantine,
        history,
        receipts,
        roster,
        latecomers,
    ):
        part.create_tables(connection)
    contact_seen.create_tables(connection)
    same.create_tables(connection)
    for kind in ALL:
        kind.table.__table__.create(connection, checkfirst=True)  # type: ignore[attr-defined]
