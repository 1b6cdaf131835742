"""Two devices of one office, for tests: what one writes is carried to the other."""

from typing import TYPE_CHECKING

from storage.journal.batch import SealedBatch
from storage.journal.peers import list_peers, save_peer
from storage.journal.take import take_in

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.casebook.seen import Heads

_BATCHES = "SELECT body, signature, payload FROM batch ORDER BY id"


def carry(source: "Casebook", target: "Casebook") -> None:
    """Take everything of one device in on the other."""
    with source.read() as connection:
        batches = [SealedBatch(*row) for row in connection.exec_driver_sql(_BATCHES)]
        peers = list_peers(connection)
    with target.change("changes.take", can_undo=False) as change:
        for device, peer in peers.items():
            if device not in list_peers(change.connection):
                save_peer(change.connection, peer._replace(own=False))
        change.took(take_in(change.connection, batches, target.clock).after)


def look(casebook: "Casebook", person: bytes) -> "Heads":
    """Open a person's form."""
    with casebook.looking():
        casebook.people.read(person)
        return casebook.heads(person)


def known_to_both(here: "Casebook", there: "Casebook") -> bytes:
    """Add a made-up person and tell the other device."""
    person = here.people.add(given_name="Aino", family_name="Keksitty", title="ohjaaja")
    carry(here, there)
    return person


def living(casebook: "Casebook", record: bytes, field: str) -> set[object]:
    """Return the values of a field that stand in conflict."""
    return {
        dict(side.values)[field]
        for line in casebook.conflicts.lines()
        if line.record_id == record
        for side in line.sides
        if field in dict(side.values)
    }
