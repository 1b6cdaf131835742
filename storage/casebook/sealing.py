"""Parcels to be written: what is due, grouped, with acknowledgements and keys, sealed.

The law: one parcel serves the devices that are owed exactly the same; one's own other devices can
open every parcel. An acknowledgement goes when one is due, or while a parcel of that device still
lies in the folder: its sender has not seen ours; and one that lies there alone goes once more with
the next parcel to that device, which takes its place. It lies only in parcels of one person, since
it tells of places that others may not know of. Nothing that lies there whole is sealed again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import Connection

from storage.casebook.core import Core
from storage.casebook.outgoing import Due, Plan, Planning
from storage.casebook.takers import HANDLERS
from storage.exchange import inbox, reach, shipments
from storage.exchange.ack import Ack, pack_vector
from storage.exchange.grants import PEERS, pack_peers
from storage.exchange.parcel import Recipient, seal_parcel
from storage.exchange.payload import Entry, pack
from storage.exchange.proof import PROOF, proofs_for
from storage.exchange.shipments import Content
from storage.journal.canonical import encode
from storage.journal.peers import list_peers

MOST_DEVICES = 60  # of one parcel: the format holds 64
_NOTHING = Content((), ())
_ORDER = {kind: place for place, kind in enumerate(HANDLERS)}


@dataclass
class Making:
    """One parcel to be written, before it is sealed."""

    content: Content
    due: list[Due]
    told: dict[bytes, bytes] = field(default_factory=dict)  # device -> hash of its acknowledgement

    def keys(self, own: Iterable[Recipient]) -> tuple[Recipient, ...]:
        """Return everybody it is sealed to: those it is for, and one's own other devices."""
        mine = {one.device: one for one in own}
        return tuple((mine | {one.device: one.recipient for one in self.due}).values())

    def is_only_for(self, due: Due) -> bool:
        """Say whether it is for this device, and for nobody but its person."""
        theirs = all(one.person_id == due.person_id for one in self.due)
        return theirs and any(one is due for one in self.due)

    def digest(self, own: Iterable[Recipient]) -> bytes:
        """Return what tells whether the same lies in the folder already."""
        return shipments.digest_of(self.content, (one.key_id for one in self.keys(own)))


def group(due: Iterable[Due]) -> list[Making]:
    """Return the parcels: one for each content that somebody is owed."""
    found: dict[tuple[bytes, bytes], Making] = {}
    for one in due:
        for content in one.contents:
            key = (content.pack(), one.person_id if content.spans else b"")
            making = found.setdefault(key, Making(content, []))
            if len(making.due) < MOST_DEVICES:
                making.due.append(one)
    return list(found.values())


class Sealing:
    """Adds acknowledgements to what is to be written, and seals it."""

    def __init__(
        self, casebook: Core, connection: Connection, planning: Planning, plan: Plan, now: int
    ) -> None:
        """Work within one reading transaction."""
        self._casebook = casebook
        self._connection = connection
        self._planning = planning
        self._plan = plan
        self._now = now
        self._peers = list_peers(connection)

    def acknowledge(
        self,
        makings: list[Making],
        asking: frozenset[bytes],
        is_there: Callable[[bytes, bytes], bool],
        lies_alone: Callable[[bytes], bool],
    ) -> list[Making]:
        """Return the parcels with the acknowledgements that are needed, more of them if need be.

        ``is_there(device, hash)``: such an acknowledgement lies in the folder already;
        ``lies_alone(device)``: one lies there in a parcel of its own.
        """
        alone: dict[bytes, Making] = {}
        for due in self._plan.due:
            told = self._hash_of(due)
            needed = due.device in asking or reach.acked(self._connection, due.device).is_due
            carrying = [one for one in makings if one.is_only_for(due)]
            for making in carrying[:1] if needed or lies_alone(due.device) else ():
                making.told[due.device] = told
            if needed and not carrying and not is_there(due.device, told):
                making = alone.setdefault(due.person_id, Making(_NOTHING, []))
                making.due.append(due)
                making.told[due.device] = told
        return [*makings, *alone.values()]

    def seal(self, making: Making) -> bytes:
        """Return the parcel's bytes. Raises ParcelRefused (recipients, large)."""
        payload = pack(self._entries(making), self._now)
        return seal_parcel(payload, self._casebook.signer, making.keys(self._plan.own))

    def _entries(self, making: Making) -> Iterable[Entry]:
        for due in making.due:
            if due.device in making.told:
                yield from self._told(due)
        authors = {span.stream.device for span in making.content.spans}
        writers = [self._peers[one] for one in sorted(authors) if one in self._peers]
        if writers:
            yield Entry(PEERS, pack_peers(writers))
        items = [self._plan.items[one] for one in making.content.items]
        for item in sorted(items, key=lambda one: _ORDER.get(one.kind, len(_ORDER))):
            yield Entry(item.kind, item.data)
        for span in making.content.spans:
            for batch in reach.read_span(self._connection, span):
                yield Entry("batch", batch.pack())

    def _told(self, due: Due) -> Iterable[Entry]:
        """Yield what a device is told of what is here, and shown of what it signed itself."""
        vector = dict(self._planning.vector_for(due))
        items = inbox.items_from(self._connection, due.device)
        ack = Ack(due.device, self._casebook.clock.tick(), vector, items)
        yield Entry("ack", ack.pack())
        for proof in proofs_for(self._connection, due.device, vector.keys()):
            yield Entry(PROOF, proof)

    def _hash_of(self, due: Due) -> bytes:
        vector = self._planning.vector_for(due)
        items = inbox.items_from(self._connection, due.device)
        return sha256(encode([pack_vector(vector), list(items)])).digest()
