"""One parcel on its way in: what it holds, whose it is, and what a person is told of it.

The law: whose device signed is looked up here once; whoever is unknown, blocked or taken back sends
nothing.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage.casebook.entitled import Entitled
from storage.casebook.known import Known, Person
from storage.exchange.folder import parcel_id
from storage.exchange.grants import PEERS
from storage.exchange.inbox import Sender
from storage.exchange.parcel import hint_of
from storage.exchange.payload import Payload
from storage.exchange.proof import PROOF
from storage.journal.batch import SealedBatch, read_batch
from storage.journal.peers import list_peers
from storage.lines.delivery import Came
from storage.records.correspondents import Level
from storage.rules.rights import LOG

if TYPE_CHECKING:
    from storage.casebook.change import Change

CHANGES = "changes"  # how batches are counted


@dataclass
class Arrival:
    """One parcel on its way in, and what came of it."""

    change: "Change"
    sender: Sender
    entitled: Entitled
    payload: Payload
    counted: Counter[str] = field(default_factory=Counter)
    new: int = 0
    doubled: int = 0
    set_aside: int = 0
    refused: int = 0
    is_news: bool = False

    @property
    def asks(self) -> bool:
        """Say whether anything in it is to be acknowledged."""
        return any(entry.kind not in {"ack", PEERS, PROOF} for entry in self.payload.entries)

    def of(self, kind: str) -> Iterable[bytes]:
        """Return the data of all entries of a kind."""
        return (entry.data for entry in self.payload.entries if entry.kind == kind)


def hints(head: bytes, keys: "Iterable[bytes]") -> list[bytes]:
    """Return what a wrap sealed to one of these keys begins with."""
    return [hint_of(parcel_id(head), key) for key in keys]


def sender_of(known: Known, device: bytes) -> Sender:
    """Return whose device it is; ``open_parcel`` has proved that somebody known holds it."""
    person: Person | None = known.by_device(device)
    if person is None:
        return Sender(device, known.me.person_id, None, "own", known.me.person)
    level = Level.UNKNOWN if person.blocked else person.held.standing
    return Sender(device, person.person_id, person.id, level, person.name)


def has_other_than_log(batches: Iterable[SealedBatch]) -> bool:
    """Say whether any batch is of another section than the log."""
    return any(read_batch(one).source.section != LOG for one in batches)


def came_of(name: str, arrival: Arrival) -> Came:
    """Return what a person is told of one parcel."""
    peer = list_peers(arrival.change.connection).get(arrival.sender.device)
    return Came(
        file=name,
        name=arrival.sender.name,
        mark=peer.mark if peer is not None else "",
        at=dt.datetime.fromtimestamp(arrival.payload.sent / 1000, dt.UTC),
        what=tuple(sorted((kind, count) for kind, count in arrival.counted.items() if count)),
        new=arrival.new,
        doubled=arrival.doubled,
        set_aside=arrival.set_aside,
        refused=arrival.refused,
    )
