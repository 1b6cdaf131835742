"""What others acknowledge: items and batches they have, and how far they have seen ourselves.

The law: of two acknowledgements of a device the later counts, by its own clock; one from a clock
that is more than a day ahead never shuts out those that come after it. Somebody who has seen more
of this very device than it remembers says that the vault was put back from an older copy; whose key
nobody has vouched for is not believed, since it is a claim and no proof.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from storage.casebook import older_copy
from storage.exchange import outbox, reach, shipments
from storage.exchange.ack import Ack, pack_vector, read_ack, read_vector
from storage.exchange.inbox import Sender
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
    if sender.is_trusted and _knows_another(connection, me, ack):
        older_copy.notice(connection, me, sender.name)
    return shipments.note_acked(connection, sender.device, vector or {}, now)


def _knows_another(connection: Connection, me: bytes, ack: Ack) -> bool:
    """Say whether somebody holds more of this device, or other batches, than it does itself."""
    seen = {stream: told for stream, told in ack.vector.items() if stream.device == me}
    mine = reach.own_vector(connection) if seen else {}
    if any(stream not in mine or told.top > mine[stream].top for stream, told in seen.items()):
        return True
    return any(
        reach.hash_at(connection, Stream(head.scope, head.section, me), head.seq) != head.hash
        for head in ack.heads
    )


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
