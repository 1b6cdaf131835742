"""What others acknowledge: items and batches they have, and how far they have seen ourselves.

The law: of two acknowledgements of a device the later counts, by its own clock; one from a clock
that is more than a day ahead never shuts out those that come after it. That the vault was put back
from an older copy is believed when somebody shows what this very device signed and does not
remember (``exchange/proof.py``), whoever they are; nobody's word for it is, however well known.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from storage.casebook import older_copy
from storage.casebook.core import Core
from storage.exchange import outbox, reach, shipments
from storage.exchange.ack import pack_vector, read_ack, read_vector
from storage.exchange.inbox import Sender
from storage.exchange.proof import read_proof
from storage.journal.clock import is_future
from storage.journal.streams import Reach, Stream


def take_ack(
    connection: Connection, me: bytes, sender: Sender, data: bytes, now: int
) -> tuple[bytes, ...]:
    """Take one acknowledgement; returns the parcels that are done with. Raises ParcelRefused."""
    ack = read_ack(data)
    if ack.to != me:
        return ()
    held = reach.acked(connection, sender.device)
    outbox.note_received(connection, ack.items, sender.device, now)
    if held.stamp > ack.stamp and not is_future(held.stamp, now):
        vector = None
    else:
        vector = ack.vector
        reach.keep_acked(connection, sender.device, pack_vector(vector), ack.stamp, now)
    return shipments.note_acked(connection, sender.device, vector or {}, now)


def take_proof(casebook: Core, connection: Connection, shown_by: str, data: bytes) -> None:
    """Look at what this device is said to have signed; if it has not got it, it is a copy.

    Raises ParcelRefused for what does not prove itself.
    """
    me = casebook.me.device_id
    proved = read_proof(data, me, casebook.signer.public)
    if proved and reach.hash_at(connection, proved.stream, proved.seq) != proved.hash:
        older_copy.notice(connection, me, shown_by)


def note_shown(connection: Connection, device: bytes, shown: Iterable[tuple[Stream, int]]) -> None:
    """Remember that a device has what it sent: it is not sent back before it says so itself.

    ``shown``: stream and seq of its batches. What does not join on to the rest it has is no proof.
    """
    held = reach.acked(connection, device)
    vector = read_vector(held.vector)
    for stream, seq in sorted(shown):
        known = vector.get(stream, Reach(0, 0))
        if known.whole < seq <= known.whole + 1:
            vector[stream] = Reach(seq, max(seq, known.top))
    if pack_vector(vector) != held.vector:
        reach.keep_acked(connection, device, pack_vector(vector), held.stamp, held.at)
