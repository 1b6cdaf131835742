"""What goes to whom: for each device what it has not acknowledged, cut into parcels.

The law: a device is owed its items and, of exactly the places it may have, all batches beyond what
it acknowledged. It is cut at ``CAP``, always at the same points, so what lies in the folder already
is recognised; what was written longest ago goes first, so a peer who never answers starves of
nothing. One parcel serves the devices that are owed exactly the same; with a case's records in it,
only those of one person, who would else see the others among its recipients.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from storage.casebook.addresses import Addresses
from storage.casebook.core import Core
from storage.casebook.entitled import Entitled
from storage.casebook.known import Person
from storage.casebook.offering import may_have_cases
from storage.casebook.passing import Passing, day_of
from storage.casebook.takers import OF_CASES
from storage.exchange import outbox, reach
from storage.exchange.ack import read_vector
from storage.exchange.outbox import Item
from storage.exchange.parcel import Recipient
from storage.exchange.reach import Span, Vector
from storage.exchange.shipments import Content
from storage.journal.streams import Place, Stream
from storage.lines.delivery import HeldBack
from storage.refusals import CorrespondentBlocked
from storage.rules import rights as rules

CAP = 8 << 20  # plain bytes of one parcel; zlib makes about a third of it
MOST_ENTRIES = 20_000


class Due(NamedTuple):
    """What one device is owed: where it may have things, and the parcels it makes."""

    device: bytes
    recipient: Recipient
    person: Person | None
    places: frozenset[Place] | None
    lacking: tuple[tuple[Stream, int], ...]
    contents: tuple[Content, ...]
    passing: Passing | None

    @property
    def person_id(self) -> bytes:
        """Return the correspondent's id; for one's own devices a word that is no id."""
        return b"me" if self.person is None else self.person.id

    @property
    def name(self) -> str:
        """Return whose device it is; empty for one's own."""
        return "" if self.person is None else self.person.name


class Plan(NamedTuple):
    """What goes out now: for each device its due, all items by id, and what is held back."""

    due: tuple[Due, ...]
    items: dict[bytes, Item]
    held_back: tuple[HeldBack, ...]
    own: tuple[Recipient, ...]


class Planning:
    """Plans within one reading transaction."""

    def __init__(
        self, casebook: Core, connection: Connection, entitled: Entitled, now: int
    ) -> None:
        """Look at everything once."""
        self._casebook = casebook
        self._connection = connection
        self._entitled = entitled
        self._now = now
        self._mine = reach.own_vector(connection)
        self._items: dict[bytes, Item] = {}
        self._held_back: list[HeldBack] = []
        self.places: dict[bytes, frozenset[Place]] = {}

    def plan(self, only: Iterable[bytes] | None = None, asking: Iterable[bytes] = ()) -> Plan:
        """Return what is due: to everybody, or to the correspondents ``only``.

        One's own person id stands for one's own other devices. ``asking``: devices that want an
        acknowledgement, whatever else they are owed.
        """
        wanted = None if only is None else set(only)
        due: list[Due] = []
        own = Addresses(self._casebook).own_devices(self._now)
        if only is None or self._casebook.me.person_id in only:
            due += [self._due(one, None, None, None) for one in own]
        for person in self._entitled.known.people.values():
            is_wanted = wanted is None or person.id in wanted
            due += self._to_person(person, frozenset(asking), is_wanted=is_wanted)
        return Plan(tuple(due), self._items, tuple(self._held_back), own)

    def _to_person(self, person: Person, asking: frozenset[bytes], *, is_wanted: bool) -> list[Due]:
        devices = [one.device for one in person.devices]
        places, passing = self._places(person)
        self.places.update(dict.fromkeys(devices, places))
        if not is_wanted or not (places or any(self._is_owed(one, asking) for one in devices)):
            return []
        try:
            recipients = Addresses(self._casebook).recipients((person.id,), now=self._now)
        except CorrespondentBlocked as refusal:
            self._held_back.append(HeldBack(person.name, "", refusal.reason))
            return []
        return [self._due(one, person, places, passing) for one in recipients]

    def _is_owed(self, device: bytes, asking: frozenset[bytes]) -> bool:
        """Say whether a device has items coming, or waits for an acknowledgement."""
        if device in asking or reach.acked(self._connection, device).is_due:
            return True
        return bool(outbox.owed_to(self._connection, device, self._now))

    def _places(self, person: Person) -> tuple[frozenset[Place], Passing | None]:
        """Return the places this person's devices may have now: shared, and let out by the gate."""
        rights, today = self._entitled.rights, day_of(self._now)
        found: set[Place] = set()
        for device in person.devices:
            found |= rules.places(rights, device.device, today) or frozenset()
        if not found:
            return frozenset(), None
        if not may_have_cases(person, self._now):
            self._held_back.append(HeldBack(person.name, "", "unknown"))
            return frozenset(), None
        passing = Passing(self._casebook, self._connection, self._entitled, person, self._now)
        self._held_back += passing.held_back
        back = {place for place in found if place[0] in rights.granted}
        office = {place for place in found if place[0] == rights.office_id}
        return frozenset((found & passing.places) | back | office), passing

    def _due(
        self,
        recipient: Recipient,
        person: Person | None,
        places: frozenset[Place] | None,
        passing: Passing | None,
    ) -> Due:
        device = recipient.device
        items = outbox.owed_to(self._connection, device, self._now)
        if person is not None and not may_have_cases(person, self._now):
            items = tuple(item for item in items if item.kind not in OF_CASES)
        self._items.update((item.id, item) for item in items)
        theirs = read_vector(reach.acked(self._connection, device).vector)
        only = self._entitled.rights.own if person is not None else frozenset()
        lacking = tuple(reach.lacking(self._mine, theirs, places, only=only))
        contents = tuple(self._cut(items, lacking))
        return Due(device, recipient, person, places, lacking, contents, passing)

    def merged(self, due: Iterable[Due]) -> tuple[Content, ...]:
        """Return what all these devices of one person together are owed: for a single file."""
        those = list(due)
        wanted = {item for one in those for content in one.contents for item in content.items}
        starts: dict[Stream, int] = {}
        for stream, start in (pair for one in those for pair in one.lacking):
            starts[stream] = min(start, starts.get(stream, start))
        items = [self._items[item] for item in wanted]
        return tuple(self._cut(items, sorted(starts.items())))

    def _cut(
        self, items: Iterable[Item], lacking: Iterable[tuple[Stream, int]]
    ) -> Iterator[Content]:
        """Yield the contents: items first, in the order of their making, then batches."""
        held_items: list[bytes] = []
        spans: list[Span] = []
        size = count = 0
        for item in sorted(items, key=lambda one: (one.made, one.id)):
            if held_items and (size + len(item.data) > CAP or count >= MOST_ENTRIES):
                yield Content(tuple(held_items), ())
                held_items, size, count = [], 0, 0
            held_items.append(item.id)
            size, count = size + len(item.data), count + 1
        for stream, start in lacking:
            for span in self._spans(stream, start):
                if (held_items or spans) and (size + span.size > CAP or count >= MOST_ENTRIES):
                    yield Content(tuple(held_items), tuple(_joined(spans)))
                    held_items, spans, size, count = [], [], 0, 0
                spans.append(span)
                size, count = size + span.size, count + 1
        if held_items or spans:
            yield Content(tuple(held_items), tuple(_joined(spans)))

    def _spans(self, stream: Stream, start: int) -> Iterator[Span]:
        for seq, size in reach.sizes_beyond(self._connection, stream, start):
            yield Span(stream, seq, seq, size)

    def vector_for(self, due: Due) -> Vector:
        """Return what of our own vector may be told to this device."""
        if due.places is None:
            return self._mine
        told = {place for place in due.places if place[1] != rules.LOG}
        theirs = set() if due.person is None else {one.device for one in due.person.all_devices}
        written = self._written_by(due.device)
        return {
            stream: held
            for stream, held in self._mine.items()
            if stream[:2] in told or (stream[:2] in written and stream.device in theirs)
        }

    def _written_by(self, device: bytes) -> set[Place]:
        """Return the places where a device may write by a share, also one that ran out."""
        return {
            (case, section)
            for case, shares in self._entitled.rights.lent.items()
            for lent in shares
            if device in lent.devices and not lent.is_over
            for section in (*lent.sections, rules.LOG)
        }


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans with neighbours in one stream made one; a gap stays a gap."""
    last: Span | None = None
    for span in spans:
        if last is not None and last.stream == span.stream and last.last + 1 == span.first:
            last = last._replace(last=span.last, size=last.size + span.size)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
