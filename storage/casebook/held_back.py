"""What did not go out, for the history: what was held back, and what was removed again.

The law: whatever a person is told once at the end of an exchange can be read again later; but a
file that was refused leaves no trace in the vault (safety T20): whoever fills a folder with rubbish
must not push the lines that matter out of the history.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from storage.casebook.core import Core
from storage.casebook.tidying import Ours
from storage.exchange import history
from storage.exchange.history import Passage
from storage.journal.peers import list_peers
from storage.lines.delivery import HeldBack


def remember(casebook: Core, folder: str, held: Iterable[HeldBack], now: int) -> None:
    """Write what was held back into the history."""
    lines = [
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
