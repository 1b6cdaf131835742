"""What makes a device a person's, and a period key a device's: two signatures.

Version 1, each over a label and canonical CBOR::

    certificate = Ed25519 by the person's root over
                  "nivel-certificate-1" | [root 32, person 16, device key 32, mark]
    period key  = Ed25519 by the device over
                  "nivel-period-key-1"  | [device key 32, period key 1216, made ms, until ms]

The law: a key of small order is refused before a signature is looked at, both of signing keys and
of period keys. A device without a certificate of its person's root is no device of that person.
"""

from collections.abc import Sequence
from typing import NamedTuple

from storage.crypto import envelope
from storage.crypto.keypair import (
    PUBLIC_BYTES,
    SIGNATURE_BYTES,
    DeviceSigner,
    device_id,
    is_sound,
    verify,
)
from storage.exchange.period_keys import key_id
from storage.exchange.shapes import is_bytes, is_time, need, row_of
from storage.journal.canonical import encode
from storage.refusals import CardRefused

MOST_MARK = 3  # letters
MOST_PERIODS = 4
_CERTIFICATE = b"nivel-certificate-1"
_PERIOD = b"nivel-period-key-1"


class PeriodCard(NamedTuple):
    """A device's public period key, as the device signed it: times in ms since 1970."""

    key_id: bytes
    public: bytes
    made: int
    until: int
    signature: bytes


class DeviceCard(NamedTuple):
    """One device of a person: its key, its mark, the root's certificate, its period keys."""

    device: bytes
    public: bytes
    mark: str
    certificate: bytes
    periods: tuple[PeriodCard, ...]

    def row(self) -> list[object]:
        """Return the device as it lies in a card."""
        periods = [list(period[1:]) for period in self.periods]
        return [self.public, self.mark, self.certificate, periods]


def certify(root: DeviceSigner, person_id: bytes, public: bytes, mark: str) -> bytes:
    """Return the root's certificate for a device."""
    return root.sign(_CERTIFICATE + encode([root.public, person_id, public, mark]))


def sign_period(signer: DeviceSigner, public: bytes, made: int, until: int) -> PeriodCard:
    """Return a period key of this device, signed."""
    signature = signer.sign(_PERIOD + encode([signer.public, public, made, until]))
    return PeriodCard(key_id(public), public, made, until, signature)


def is_certified(root: bytes, person_id: bytes, device: DeviceCard) -> bool:
    """Say whether the root certified this device for this person."""
    told = encode([root, person_id, device.public, device.mark])
    return verify(root, device.certificate, _CERTIFICATE + told)


def read_device(found: object, root: bytes, person_id: bytes) -> DeviceCard:
    """Return the device of a card's row, every signature checked.

    Raises ParcelRefused (format), and CardRefused (key, signature).
    """
    public, mark, certificate, periods = row_of(found, 4)
    need(is_bytes(public, PUBLIC_BYTES), is_bytes(certificate, SIGNATURE_BYTES))
    need(isinstance(mark, str) and 1 <= len(mark) <= MOST_MARK)
    need(mark.isascii() and mark.isalpha() and mark.isupper())
    need(isinstance(periods, list) and len(periods) <= MOST_PERIODS)
    if not is_sound(public):
        raise CardRefused(reason="key")
    read = tuple(_period(row, public) for row in periods)
    device = DeviceCard(device_id(public), public, mark, certificate, read)
    if not is_certified(root, person_id, device):
        raise CardRefused(reason="signature")
    return device


def _period(found: object, device: bytes) -> PeriodCard:
    public, made, until, signature = row_of(found, 4)
    need(is_bytes(public, envelope.PUBLIC_BYTES), is_bytes(signature, SIGNATURE_BYTES))
    need(is_time(made), is_time(until))
    need(made < until)
    if not envelope.is_sound(public):
        raise CardRefused(reason="key")
    if not verify(device, signature, _PERIOD + encode([device, public, made, until])):
        raise CardRefused(reason="signature")
    return PeriodCard(key_id(public), public, made, until, signature)


def newest(cards: Sequence[DeviceCard]) -> DeviceCard:
    """Return, of several cards of one device, the one with the newest period key."""
    return max(cards, key=lambda card: max((one.made for one in card.periods), default=0))
