"""Taking parcels in: opened, judged, and everything of one parcel in one transaction.

The law: what cannot be proved changes nothing; a parcel that was taken in is never opened again.
Records, the memory of what came, and the acknowledgement that is due are written together or not at
all. One item that is refused leaves the others alone; one batch that cannot be proved refuses its
whole parcel. To the outside there is one answer for not for us, damaged and wrong key (T31).
"""

from typing import TYPE_CHECKING

from storage.casebook import letting_go, older_copy
from storage.casebook.acknowledged import note_shown, take_ack, take_proof
from storage.casebook.arrival import (
    CHANGES,
    Arrival,
    came_of,
    has_other_than_log,
    hints,
    sender_of,
)
from storage.casebook.card_items import introduce
from storage.casebook.contact_seen import note_contact
from storage.casebook.core import Core
from storage.casebook.entitled import read_entitled
from storage.casebook.granting import may_be_granted, meet
from storage.casebook.judging import judge, unpacked
from storage.casebook.known import Known
from storage.casebook.takers import HANDLERS, JOURNAL, OF_CASES
from storage.errors import BatchRefused, Invalid
from storage.exchange import history, inbox, quarantine, reach
from storage.exchange.grants import GRANT, PEERS, read_grant, read_peers
from storage.exchange.parcel import Opened, open_parcel, open_unproved
from storage.exchange.payload import Entry, Payload, unpack
from storage.exchange.proof import PROOF
from storage.journal.take import take_in
from storage.lines.delivery import Came
from storage.records.log import LogWhat
from storage.refusals import CardRefused, ParcelRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.crypto.envelope import EnvelopeKey

_REFUSALS = (ParcelRefused, CardRefused, BatchRefused, Invalid)
_ORDER = {kind: place for place, kind in enumerate(HANDLERS)}


class Receiving:
    """Takes in the parcels of one folder, or single files, at one moment."""

    def __init__(
        self, casebook: Core, keys: "Mapping[bytes, EnvelopeKey]", now: int, folder: str
    ) -> None:
        """Take this device's live period keys; ``now`` in Unix ms; ``folder``: for the history."""
        self._casebook = casebook
        self._keys = keys
        self._now = now
        self._folder = folder
        self.forks: set[bytes] = set()
        self.gaps = 0

    def is_for_us(self, head: bytes) -> bool:
        """Say by the hints in a parcel's header whether a wrap may be ours; reads no body."""
        return any(one in head for one in hints(head, self._keys))

    def open(self, data: bytes) -> tuple[Opened, Payload]:
        """Open a parcel; writes nothing. Raises ParcelRefused."""
        with self._casebook.read() as connection:
            known = Known(connection, self._casebook.me)
        me = self._casebook.me.device_id
        opened = open_parcel(data, self._keys, me, known.publics.get)
        return opened, unpack(opened.payload)

    def _open_introduced(self, data: bytes) -> tuple[Opened, Payload]:
        """Open a parcel, also of a device that first has to introduce itself by its card."""
        try:
            return self.open(data)
        except ParcelRefused as refusal:
            if refusal.reason != "unknown-sender":
                raise
            device, payload = open_unproved(data, self._keys)
            cards = [entry.data for entry in unpack(payload).entries if entry.kind == "card"]
            if not introduce(self._casebook, device, cards, self._now):
                raise
            return self.open(data)

    def take(self, name: str, data: bytes) -> Came:
        """Take in one parcel. Raises ParcelRefused and BatchRefused: then nothing was changed."""
        opened, payload = self._open_introduced(data)
        with self._casebook.change("delivery.receive", can_undo=False) as change:
            entitled = read_entitled(change.connection, self._casebook.me)
            sender = sender_of(entitled.known, opened.signer)
            arrival = Arrival(change, sender, entitled, payload)
            inbox.note_parcel(
                change.connection,
                opened.parcel_id,
                sender.device,
                self._now,
                asks=arrival.asks,
            )
            self._take_writers(arrival)
            self._take_items(arrival, grants=True)  # before what they open lives here
            self._take_batches(arrival)
            self._take_items(arrival, grants=False)
            self._settle(arrival)
            came = came_of(name, arrival)
            self._note(arrival, came, opened.parcel_id, len(data))
        return came

    def _take_writers(self, arrival: Arrival) -> None:
        """Learn keys and grants first: what else came may stand on them."""
        sender, connection = arrival.sender, arrival.change.connection
        if not sender.is_trusted:
            return
        for data in arrival.of(PEERS):
            meet(connection, read_peers(data))
        if sender.correspondent_id is None:
            return
        for data in arrival.of(GRANT):
            told = read_grant(data)
            giver = sender.correspondent_id
            if may_be_granted(connection, self._casebook.me, giver, told.case_id):
                arrival.entitled = arrival.entitled.with_grant(giver, told)

    def _take_batches(self, arrival: Arrival) -> None:
        connection = arrival.change.connection
        came = unpacked(arrival.of("batch"))
        if not came:
            return
        judged = judge(connection, arrival.entitled, arrival.sender, came, self._now)
        taken = take_in(connection, judged.counting, self._casebook.clock)
        arrival.change.took(taken.after)
        letting_go.follow(arrival.change, taken.after)
        quarantine.set_aside(connection, judged.aside)
        note_shown(connection, arrival.sender.device, judged.shown)
        arrival.new, arrival.doubled = taken.new, taken.doubled
        arrival.set_aside = len(judged.aside)
        arrival.counted[CHANGES] += taken.new
        arrival.is_news |= bool(taken.new) and has_other_than_log(judged.counting)
        me = self._casebook.me.device_id  # batches of our own that we do not have: we are a copy
        if any(place.stream.device == me for place in (*taken.forks, *taken.returned)):
            older_copy.notice(connection, me, arrival.sender.name)
        self.forks |= {place.stream.device for place in taken.forks}
        self.gaps += len(taken.gaps)

    def _take_items(self, arrival: Arrival, *, grants: bool) -> None:
        items = [one for one in arrival.payload.entries if one.kind not in JOURNAL]
        items = [one for one in items if (one.kind == GRANT) is grants]
        for entry in sorted(items, key=lambda one: _ORDER.get(one.kind, len(_ORDER))):
            self._take_item(arrival, entry)

    def _take_item(self, arrival: Arrival, entry: Entry) -> None:
        connection, sender = arrival.change.connection, arrival.sender
        is_new = not inbox.is_received(connection, entry.kind, entry.data, sender.device)
        handler = HANDLERS.get(entry.kind)
        held = (entry.kind, entry.data, sender.device, self._now)
        if handler is None:
            inbox.hold(connection, *held, inbox.UNKNOWN_KIND)
        elif entry.kind in OF_CASES and not sender.is_trusted:
            inbox.hold(connection, *held, inbox.NOT_TRUSTED)
            return
        else:
            try:
                handler(self._casebook, arrival.change, sender, entry.data)
            except _REFUSALS:
                arrival.refused += 1
                return
        inbox.note_item(connection, *held)
        arrival.counted[entry.kind] += int(is_new)
        arrival.is_news |= is_new

    def _settle(self, arrival: Arrival) -> None:
        """Take what the sender acknowledges and shows; remember that we owe him the same."""
        connection, sender = arrival.change.connection, arrival.sender
        for data in arrival.of("ack"):
            take_ack(connection, self._casebook.me.device_id, sender, data, self._now)
        for data in arrival.of(PROOF):
            try:
                take_proof(self._casebook, connection, sender.name, data)
            except ParcelRefused:
                arrival.refused += 1
        if arrival.asks:
            reach.mark_due(connection, sender.device, is_due=True)
        if sender.correspondent_id is not None:
            note_contact(connection, sender.correspondent_id, self._now)

    def _note(self, arrival: Arrival, came: Came, parcel: bytes, size: int) -> None:
        apart = (("refused", arrival.refused), ("set-aside", arrival.set_aside))
        if arrival.is_news:  # not for log lines alone: two devices would answer for ever
            arrival.change.log(LogWhat.EXCHANGED, detail="parcel.take")
        passage = history.Passage(
            self._now,
            history.IN,
            self._folder,
            came.file,
            parcel,
            arrival.sender.device,
            came.name,
            (*came.what, *(one for one in apart if one[1])),
            size,
        )
        history.note(arrival.change.connection, passage)
