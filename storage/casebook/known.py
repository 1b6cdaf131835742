"""Who is known, read whole from the tables: correspondents, the cards that count, what is revoked.

The law: a card counts while its root is the one decided about; a device counts while nobody who may
speak for it has taken it back; whether an office vouches is looked up in its newest roster each
time, and the level kept in the record is a copy for lists. Cards were checked when they came
(``card.open_card``) and are only taken apart here.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from storage.casebook import place
from storage.casebook.card_rows import (
    Files,
    Offices,
    cards_by_person,
    devices_of,
    revocations,
    revoked_of,
    speakers_of,
)
from storage.exchange.card import Card
from storage.exchange.certificate import DeviceCard
from storage.exchange.roster import find_roster, trusted_offices
from storage.journal.driver import driver
from storage.lines.change import Identity
from storage.records.correspondents import Level, correspondent_id
from storage.rules.trust import Held, revouched

_PEOPLE = (
    "SELECT c.id, c.person_id, c.root, c.name, c.organisation, c.role, c.level, c.compared_at,"
    " c.blocked, c.pending, s.at FROM correspondent c"
    " LEFT JOIN contact_seen s ON s.correspondent = c.id"
)


class Person(NamedTuple):
    """A correspondent as decided, with all cards kept of them (also of a pending root)."""

    id: bytes
    person_id: bytes
    root: bytes
    name: str
    organisation: str
    role: str
    kept_level: str
    level: Level
    compared_at: dt.datetime | None
    blocked: bool
    pending: bytes
    last_contact: int | None
    files: tuple[tuple[Card, bytes], ...]
    revoked: frozenset[bytes]

    @property
    def cards(self) -> tuple[Card, ...]:
        """Return all cards kept of them, the oldest first."""
        return tuple(card for card, _file in self.files)

    @property
    def counting(self) -> tuple[Card, ...]:
        """Return the cards of the root that was decided about, the oldest first."""
        return tuple(card for card in self.cards if card.root == self.root)

    @property
    def all_devices(self) -> tuple[DeviceCard, ...]:
        """Return every device under that root, also those taken back."""
        return devices_of(self.counting)

    @property
    def devices(self) -> tuple[DeviceCard, ...]:
        """Return the devices that count."""
        return tuple(one for one in self.all_devices if one.device not in self.revoked)

    @property
    def expires(self) -> int:
        """Return when the last card ends, in ms; 0 without any."""
        return max((card.expires for card in self.counting), default=0)

    @property
    def held(self) -> Held:
        """Return what the rule of trust judges by."""
        return Held(
            self.root,
            self.level,
            self.blocked,
            self.pending,
            frozenset(one.device for one in self.all_devices),
            self.revoked,
            max((card.issued for card in self.counting), default=0),
        )


class Known:
    """Everybody who is known, at one moment."""

    def __init__(self, connection: Connection, me: Identity) -> None:
        """Read the tables within the caller's transaction."""
        cards = cards_by_person(connection)
        self.me = me
        self.root = place.find_value(connection, "person-root") or b""
        self.office = place.find_value(connection, "office-key")
        own = cards.get(correspondent_id(me.person_id, me.person_id), ())
        self.own_cards = tuple(card for card, _file in own)
        self.taken_back = revocations(connection)
        bare = [_person(row, cards) for row in driver(connection).execute(_PEOPLE)]
        self.offices = trusted_offices(connection) | _offices_of(bare)
        if self.office is not None:
            self.offices |= {self.office}
        self.rosters = tuple(
            roster
            for office in self.offices
            if (roster := find_roster(connection, office)) is not None
        )
        self.people = {one.id: self._judged(one) for one in bare}

    def _judged(self, one: "Person") -> "Person":
        """Return the person with the level that holds now and the devices taken back."""
        vouched = self.is_vouched(one.person_id, one.root)
        return one._replace(
            level=revouched(one.held, vouched=vouched).level,
            revoked=revoked_of(one.cards, self.taken_back, self._offices),
        )

    @property
    def _offices(self) -> Offices:
        return Offices(self.offices, self.me.office_id, self.office)

    def speakers(self, cards: Iterable[Card]) -> frozenset[bytes]:
        """Return the keys that may take back the devices of these cards."""
        return speakers_of(cards, self._offices)

    @property
    def own_speakers(self) -> frozenset[bytes]:
        """Return the keys that may take back one's own devices."""
        return frozenset({self.root} if self.office is None else {self.root, self.office})

    @property
    def own_revoked(self) -> frozenset[bytes]:
        """Return the devices that one's own root or office took back."""
        speakers = self.own_speakers
        return frozenset(device for device, by in self.taken_back.items() if speakers & by)

    @property
    def own_devices(self) -> tuple[DeviceCard, ...]:
        """Return the own other devices that have shown a card and count."""
        cards = (card for card in self.own_cards if card.root == self.root)
        gone = self.own_revoked | {self.me.device_id}
        return tuple(one for one in devices_of(cards) if one.device not in gone)

    @property
    def publics(self) -> dict[bytes, bytes]:
        """Return the keys of all devices that may send here: certified, and not taken back."""
        found = {one.device: one.public for one in self.own_devices}
        for person in self.people.values():
            if not person.blocked:
                found |= {one.device: one.public for one in person.devices}
        return found

    def is_own(self, device: bytes) -> bool:
        """Say whether it is this device, or one of one's own, also when it was taken back."""
        cards = (one.device for card in self.own_cards for one in card.devices)
        return device == self.me.device_id or device in cards

    def root_of(self, device: bytes) -> bytes:
        """Return the root key that a device stands under, one's own too; empty when unknown."""
        if self.is_own(device):
            return self.root
        person = self.by_device(device)
        return b"" if person is None else person.root

    def by_root(self, root: bytes) -> Person | None:
        """Return the correspondent with this root key."""
        return next((one for one in self.people.values() if one.root == root), None)

    def is_vouched(self, person_id: bytes, root: bytes) -> bool:
        """Say whether the newest roster of a trusted office names this person with this root."""
        return any(roster.lists(person_id, root) for roster in self.rosters)

    def is_enrolled(self, person_id: bytes, root: bytes) -> bool:
        """Say whether the newest roster of one's own office names this person with this root."""
        own = (one for one in self.rosters if one.office == self.office)
        return any(roster.lists(person_id, root) for roster in own)

    def by_device(self, device: bytes) -> Person | None:
        """Return whose device it is, also when it was taken back."""
        return next(
            (
                one
                for one in self.people.values()
                if any(each.device == device for each in one.all_devices)
            ),
            None,
        )


def _person(row: Any, cards: Mapping[bytes, Files]) -> Person:  # a driver's row
    return Person(
        id=bytes(row[0]),
        person_id=bytes(row[1] or b""),
        root=bytes(row[2]),
        name=row[3],
        organisation=row[4],
        role=row[5],
        kept_level=row[6],
        level=Level(row[6]) if row[6] in set(Level) else Level.UNKNOWN,
        compared_at=None if row[7] is None else dt.datetime.fromisoformat(row[7]),
        blocked=bool(row[8]),
        pending=bytes(row[9]),
        last_contact=row[10],
        files=cards.get(bytes(row[0]), ()),
        revoked=frozenset(),
    )


def _offices_of(people: Iterable[Person]) -> frozenset[bytes]:
    """Return the office keys that people compared in person stand under."""
    return frozenset(
        card.vouching.office
        for one in people
        if one.held.standing is Level.COMPARED
        for card in one.counting
        if card.vouching is not None
    )
