"""Every table of a vault: which there are, and how they are made where they are missing.

The law: a vault of an older version opens, because what it lacks is made. Whether anything is
missing is told by names alone, so that an opening needs no record class (SQLModel) and writes
nothing; a test holds ``NAMES`` against what is really made.
"""

from sqlalchemy import Connection

from storage.casebook import contact_seen, place, text_index
from storage.exchange import (
    history,
    inbox,
    outbox,
    period_keys,
    quarantine,
    reach,
    receipts,
    roster,
    shipments,
)
from storage.journal.heads import create_tables as create_journal

NAMES = frozenset(
    {
        *("place", "draft", "draft_over", "period_key"),
        *("search_text", "search_trigram"),
        *("peer", "section", "stream", "batch", "fork", "purged", "clock"),
        *("head", "awaited", "conflict"),
        *("organisation", "person", "case_", "release_date", "tie", "action", "log_line"),
        *("meeting", "agenda_item", "attendance", "entry", "agreement"),
        *("note", "thread", "message", "receipt"),
        *("correspondent", "contact_card", "device_revocation", "roster", "contact_seen"),
        *("basis", "basis_end", "bar", "protection", "disclosure", "share", "grant_"),
        *("item", "owed", "item_blob"),
        *("seen_parcel", "received_item", "held_item", "wanted_blob"),
        *("peer_reach", "sent_stream", "sent_place", "quarantine", "passage"),
        *("shipment", "shipment_to", "carried_blob"),
    }
)
_MADE = "SELECT name FROM sqlite_master WHERE type = 'table'"


def are_made(connection: Connection) -> bool:
    """Say whether no table is missing."""
    return {str(row[0]) for row in connection.exec_driver_sql(_MADE)} >= NAMES


def create_tables(connection: Connection) -> None:
    """Make every table of a new or older vault where it is missing."""
    from storage.records.kinds import ALL

    place.create_tables(connection)
    period_keys.create_tables(connection)
    create_journal(connection)
    text_index.create_tables(connection)
    for part in (outbox, inbox, reach, shipments, quarantine, history, receipts, roster):
        part.create_tables(connection)
    contact_seen.create_tables(connection)
    for kind in ALL:
        kind.table.__table__.create(connection, checkfirst=True)  # type: ignore[attr-defined]
