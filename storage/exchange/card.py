"""A contact card: who somebody is, their devices, and how to seal something to them.

Format 1, a file of about 2 to 4 KB::

    magic 8 "NIVELCRD" | version u8 = 1 | signature 64 | body
    body      = canonical CBOR [person 16, name, organisation, role, office id 16, root 32,
                  issuing device 16, issued ms, expires ms, [device, ...], roster or null,
                  [revocation stub, ...]]
    device    = [key 32, mark, certificate 64, [[period key 1216, made, until, signature 64], ...]]
                  (``certificate.py``); 1 to 8 of them, the issuing one among them
    roster    = as ``roster.py``: the office that says this person belongs to it
    signature = Ed25519 by the issuing device over "nivel-card-1" | SHA-256(magic | version | body)

The law: every size is checked before anything is used, every signature before anything is kept, and
keys of small order are refused. A card proves that its keys belong together, not whose they are:
that is decided in ``rules/trust.py``, and by people. Texts are cleaned when they are read.
"""

from hashlib import sha256
from typing import Any, NamedTuple

from storage.crypto.keypair import (
    PUBLIC_BYTES,
    SIGNATURE_BYTES,
    DeviceSigner,
    device_id,
    is_sound,
    verify,
)
from storage.errors import Invalid
from storage.exchange.certificate import DeviceCard, PeriodCard, read_device
from storage.exchange.period_keys import key_id
from storage.exchange.revocation import Revocation, read_revocation
from storage.exchange.roster import Roster, own_roster, read_roster
from storage.exchange.shapes import ID_BYTES, is_bytes, is_text, is_time, need, row_of
from storage.journal.canonical import NotCanonical, decode, decode_own, encode
from storage.journal.clock import system_ms
from storage.refusals import CardRefused, ParcelRefused
from storage.rules.clean import clean_line

MAGIC = b"NIVELCRD"
VERSION = 1
MOST_BYTES = 64 << 10
MOST_DEVICES = 8
MOST_REVOKED = 64
_DAY = 24 * 60 * 60 * 1000
EXPIRES_AFTER = 26 * 7 * _DAY  # ms
_LONGEST = 2 * EXPIRES_AFTER
_AHEAD = _DAY  # a clock that is a day ahead is still believed (safety.md T27)
_LABEL = b"nivel-card-1"
_MOST_TEXT = 200
_PARTS = 12
_PREFIX = len(MAGIC) + 1


class Card(NamedTuple):
    """What a card says. ``issued`` and ``expires`` in ms; ``issuer`` is the device that made it."""

    person_id: bytes
    person: str
    organisation: str
    role: str
    office_id: bytes
    root: bytes
    issuer: bytes
    issued: int
    expires: int
    devices: tuple[DeviceCard, ...]
    roster: Roster | None = None
    revoked: tuple[Revocation, ...] = ()

    @property
    def office(self) -> bytes | None:
        """Return the office key of the roster."""
        return None if self.roster is None else self.roster.office

    @property
    def vouching(self) -> Roster | None:
        """Return the roster, if it names this person with this root key."""
        roster = self.roster
        listed = roster is not None and roster.lists(self.person_id, self.root)
        return roster if listed else None


def is_card(first_bytes: bytes) -> bool:
    """Say whether a file that begins so may be a card."""
    return first_bytes.startswith(MAGIC)


def seal_card(card: Card, signer: DeviceSigner) -> bytes:
    """Return the card's file; ``signer`` is one of its devices."""
    body = encode(
        [
            *(card.person_id, card.person, card.organisation, card.role, card.office_id, card.root),
            *(signer.device_id, card.issued, card.expires),
            [device.row() for device in card.devices],
            None if card.roster is None else card.roster.row(),
            [revocation.row() for revocation in card.revoked],
        ]
    )
    prefix = MAGIC + bytes([VERSION])
    return prefix + signer.sign(_LABEL + sha256(prefix + body).digest()) + body


def open_card(data: bytes, now: int | None = None) -> Card:
    """Return what the card says, everything about it checked; ``now`` in ms.

    Raises CardRefused (format, newer, key, signature, expired, future).
    """
    body, signature = _split(data)
    try:
        card = _read(decode(body))
    except (NotCanonical, Invalid):
        raise CardRefused(reason="format") from None
    except ParcelRefused as refusal:
        raise CardRefused(reason=refusal.reason) from None
    told = _LABEL + sha256(data[:_PREFIX] + body).digest()
    issuer = next((one for one in card.devices if one.device == card.issuer), None)
    if issuer is None or not verify(issuer.public, signature, told):
        raise CardRefused(reason="signature")
    moment = system_ms() if now is None else now
    if card.issued > moment + _AHEAD:
        raise CardRefused(reason="future")
    if card.expires <= moment:
        raise CardRefused(reason="expired")
    return card


def own_card(data: bytes) -> Card:
    """Return what a card says that this vault has checked and kept; nothing is checked again."""
    body, _signature = _split(data)
    found: Any = decode_own(body)
    devices = tuple(_own_device(row) for row in found[9])
    roster = None if found[10] is None else own_roster(found[10])
    revoked = tuple(Revocation(*row) for row in found[11])
    return _card(found, devices, roster, revoked)


def _split(data: bytes) -> tuple[bytes, bytes]:
    """Return body and signature."""
    start = _PREFIX + SIGNATURE_BYTES
    if not is_card(data) or not start < len(data) <= MOST_BYTES:
        raise CardRefused(reason="format")
    if data[_PREFIX - 1] != VERSION:
        raise CardRefused(reason="newer" if data[_PREFIX - 1] > VERSION else "format")
    return data[start:], data[_PREFIX:start]


def _read(found: object) -> Card:
    parts = row_of(found, _PARTS)
    person_id, person, organisation, role, office_id, root, issuer, issued, expires = parts[:9]
    rows, roster, revoked = parts[9:]
    need(is_bytes(person_id, ID_BYTES), is_bytes(office_id, ID_BYTES), is_bytes(issuer, ID_BYTES))
    need(all(is_text(text, _MOST_TEXT) for text in (person, organisation, role)))
    need(is_bytes(root, PUBLIC_BYTES), is_time(issued), is_time(expires))
    need(0 < expires - issued <= _LONGEST, clean_line(person) != "")
    need(isinstance(rows, list) and 1 <= len(rows) <= MOST_DEVICES)
    need(isinstance(revoked, list) and len(revoked) <= MOST_REVOKED)
    if not is_sound(root):
        raise CardRefused(reason="key")
    devices = tuple(read_device(row, root, person_id) for row in rows)
    need(len({one.device for one in devices}) == len(devices))
    read = None if roster is None else read_roster(roster)
    need(read is None or read.office_id == office_id)
    return _card(parts, devices, read, tuple(read_revocation(row) for row in revoked))


def _card(
    parts: Any,  # noqa: ANN401 — decoded CBOR of the shape that ``_read`` checks
    devices: tuple[DeviceCard, ...],
    roster: Roster | None,
    revoked: tuple[Revocation, ...],
) -> Card:
    person, organisation, role = (clean_line(text, _MOST_TEXT) for text in parts[1:4])
    office_id, root, issuer, issued, expires = parts[4:9]
    return Card(
        person_id=parts[0],
        person=person,
        organisation=organisation,
        role=role,
        office_id=office_id,
        root=root,
        issuer=issuer,
        issued=issued,
        expires=expires,
        devices=devices,
        roster=roster,
        revoked=revoked,
    )


def _own_device(row: Any) -> DeviceCard:  # noqa: ANN401 — decoded CBOR, checked when it came
    public, mark, certificate, periods = row
    read = tuple(PeriodCard(key_id(one[0]), *one) for one in periods)
    return DeviceCard(device_id(public), public, mark, certificate, read)
