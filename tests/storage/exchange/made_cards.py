"""Made-up people with roots, devices and period keys, always the same, and their cards."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from storage.crypto.envelope import EnvelopeKey
from storage.crypto.keypair import DeviceSigner, device_id
from storage.crypto.secret import Secret
from storage.exchange.card import EXPIRES_AFTER, Card, seal_card
from storage.exchange.certificate import DeviceCard, certify, sign_period
from storage.exchange.roster import Roster, member, sign_roster

NOW = 1_790_000_000_000  # September 2026
DAY = 24 * 60 * 60 * 1000
OFFICE_ID = b"made-up-office-1"


def seed(*names: str) -> bytes:
    """Return 32 bytes that belong to the names."""
    return sha256("/".join(names).encode()).digest()


@dataclass(frozen=True)
class Someone:
    """A made-up person with one device, or more."""

    name: str

    @property
    def id(self) -> bytes:
        """Return the person's id."""
        return seed(self.name, "id")[:16]

    @property
    def root(self) -> DeviceSigner:
        """Return the root key."""
        return DeviceSigner.from_seed(seed(self.name, "root"))

    def signer(self, device: str = "A") -> DeviceSigner:
        """Return the key of a device."""
        return DeviceSigner.from_seed(seed(self.name, device))

    def device(self, mark: str = "A", made: int = NOW) -> DeviceCard:
        """Return a certified device with one period key."""
        signer = self.signer(mark)
        key = period_key(self.name, mark)
        period = sign_period(signer, key.public, made, made + 14 * DAY)
        certificate = certify(self.root, self.id, signer.public, mark)
        return DeviceCard(device_id(signer.public), signer.public, mark, certificate, (period,))

    def card(self, *marks: str, roster: Roster | None = None, issued: int = NOW) -> Card:
        """Return what this person's card says, made by the first of the devices."""
        devices = tuple(self.device(mark, issued) for mark in marks or ("A",))
        return Card(
            person_id=self.id,
            person=self.name,
            organisation="Esimerkkilän hyvinvointialue",
            role="sosiaalityöntekijä",
            office_id=OFFICE_ID,
            root=self.root.public,
            issuer=devices[0].device,
            issued=issued,
            expires=issued + EXPIRES_AFTER,
            devices=devices,
            roster=roster,
        )

    def file(self, *marks: str, roster: Roster | None = None, issued: int = NOW) -> bytes:
        """Return the card's file."""
        marks = marks or ("A",)
        card = self.card(*marks, roster=roster, issued=issued)
        return seal_card(card, self.signer(marks[0]))


@cache
def period_key(name: str, mark: str) -> EnvelopeKey:
    """Return a device's period key."""
    whole = seed(name, mark, "1") + seed(name, mark, "2") + seed(name, mark, "3")
    return EnvelopeKey.from_seed(Secret(bytearray(whole)))


AINO, TESTI = Someone("Aino Keksitty"), Someone("Testi Testinen")
OFFICE = DeviceSigner.from_seed(seed("office"))


def roster_of(*people: Someone, number: int = 1, office: DeviceSigner = OFFICE) -> Roster:
    """Return a roster that names these people."""
    members = [member(one.id, one.root.public) for one in people]
    return sign_roster(office, OFFICE_ID, number, members, NOW)
