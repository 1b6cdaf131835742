"""What did not pass, for the history: files refused, what was held back or removed.

The law: whatever a person is told once at the end of an exchange can be read again later. A file
that is for somebody else, or none of ours, was not refused and stands nowhere.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from storage.casebook.core import Core
from storage.casebook.tidying import Ours
from storage.exchange import history
from storage.exchange.history import Passage
from storage.journal.peers import list_peers
from storage.lines.delivery import HeldBack, Unread

_REFUSED = frozenset(
    {"unknown-sender", "signature", "recipients", "large", "newer", "broken", "held-here"}
)


def remember(
    casebook: Core, folder: str, unread: Iterable[Unread], held: Iterable[HeldBack], now: int
) -> None:
    """Write what was refused, and what was held back, into the history."""
    lines = [
        Passage(now, history.REFUSED, folder, one.file, b"", b"", one.name, (), 0, one.reason)
        for one in unread
        if one.reason in _REFUSED or one.is_damaged
    ]
    lines += [
        Passage(now, history.HELD, folder, one.case_label, b"", b"", one.name, (), 0, one.reason)
        for one in held
    ]
    if lines:
        with casebook.vault.write() as connection:
            for line in lines:
                history.note_once(connection, line)


def remember_removed(connection: Connection, gone: Iterable[Ours]) -> None:
    """Write that parcels were taken out of a folder, since what they hold may not go any more."""
    peers = list_peers(connection)
    for one in gone:
        people = {peers[device].person for device in one.devices if device in peers}
        content = next(iter(one.devices.values())).content
        changes = sum(span.last - span.first + 1 for span in content.spans)
        what = (("changes", changes),) if changes else ()
        history.note_withdrawn(connection, ", ".join(sorted(people)), one.shipment.name, what)
