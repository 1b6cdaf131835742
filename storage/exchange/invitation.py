"""An invitation into the exchange, and the answer to it: two files and one passphrase.

Invitation, format 1: the frame of ``passphrase_file`` with the magic "NIVELINV" and the label
"nivel-invitation-1"; the content is canonical CBOR::

    [1, id 16, secret 32, kind, person, mark, office id 16, made ms, expires ms, [mark, ...],
     [card, ...]]
    kind    = colleague (of the same office), device (another one of the inviter), peer (an own
              office: a peer expert's vault holds only what is shared with it)
    mark    = proposed for the new device; the list names those that are taken
    card    = contact cards as files (``card.py``), the inviter's first

Answer, format 1: magic 8 "NIVELANS" | version u8 = 1 | canonical CBOR [id 16, seal 32, card]
    seal    = HMAC-SHA-256(secret, "nivel-answer-1" | id | SHA-256(card))

The law: whoever opened the invitation knew the passphrase that was told by another way, and only
they can make the seal: so the answer's card needs no second secret, and cannot be swapped on its
way. An invitation is answered once and ends by itself.
"""

import hmac
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from storage.crypto.kdf import LIMITS, Argon2Parameters, Limits
from storage.errors import ImportRefused, Invalid
from storage.exchange import card
from storage.exchange.card import Card, open_card
from storage.exchange.passphrase_file import Form, open_file, seal_file
from storage.exchange.shapes import (
    HASH_BYTES,
    ID_BYTES,
    is_bytes,
    is_text,
    is_time,
    need,
    parts_of,
    row_of,
)
from storage.journal.canonical import NotCanonical, decode, encode
from storage.refusals import CardRefused, ParcelRefused
from storage.rules.clean import clean_line

VERSION = 1
FORM = Form(b"NIVELINV", "nivel-invitation-1", 1 << 20)
ANSWER_MAGIC = b"NIVELANS"
LASTS = 14 * 24 * 60 * 60 * 1000  # ms
MOST_MARKS = 1_000
MOST_CARDS = 100
_SEAL = b"nivel-answer-1"
_MOST_TEXT = 200
_MOST_MARK = 3
_PARTS = 11


class InvitationKind(StrEnum):
    """Whom it invites."""

    COLLEAGUE = "colleague"
    DEVICE = "device"
    PEER = "peer"


class Invitation(NamedTuple):
    """What an invitation says; ``cards`` are the files of cards, the inviter's first."""

    id: bytes
    secret: bytes
    kind: InvitationKind
    person: str
    mark: str
    office_id: bytes
    made: int
    expires: int
    marks: tuple[str, ...]
    cards: tuple[bytes, ...]

    @property
    def inviter(self) -> Card:
        """Return the inviter's card, as it was when it was made."""
        return open_card(self.cards[0], self.made)


def seal_invitation(
    invitation: Invitation,
    passphrase: str,
    parameters: Argon2Parameters,
    *,
    limits: Limits = LIMITS,
) -> Iterator[bytes]:
    """Yield the file's bytes."""
    told = invitation._replace(marks=(), cards=())[:-2]
    parts = [VERSION, *told, list(invitation.marks), list(invitation.cards)]
    parts[3] = str(invitation.kind)
    return seal_file(FORM, [encode(parts)], passphrase, parameters, limits=limits)


def open_invitation(
    path: Path, passphrase: str, now: int, *, limits: Limits = LIMITS
) -> Invitation:
    """Return what the file says.

    Raises ImportRefused (format, large, expired), VaultNewer, WrongSecret, CardRefused,
    FileRefused and MediumGone.
    """
    content = open_file(FORM, path, passphrase, limits=limits)
    try:
        invitation = _read(content)
    except (ParcelRefused, Invalid, ValueError):
        raise ImportRefused(path, "format") from None
    if invitation.expires <= now:
        raise ImportRefused(path, "expired")
    if invitation.inviter.office_id != invitation.office_id:
        raise ImportRefused(path, "format")
    return invitation


def answer(invitation_id: bytes, secret: bytes, data: bytes) -> bytes:
    """Return the answer's file: the card ``data``, sealed by who opened the invitation."""
    parts = [invitation_id, _seal(invitation_id, secret, data), data]
    return ANSWER_MAGIC + bytes([VERSION]) + encode(parts)


def is_answer(first_bytes: bytes) -> bool:
    """Say whether a file that begins so may be an answer."""
    return first_bytes.startswith(ANSWER_MAGIC)


def answered(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Return invitation id, seal and card of an answer; nothing is proved yet.

    Raises CardRefused (format, newer).
    """
    start = len(ANSWER_MAGIC) + 1
    if not is_answer(data) or not start < len(data) <= card.MOST_BYTES + 1_000:
        raise CardRefused(reason="format")
    if data[start - 1] != VERSION:
        raise CardRefused(reason="newer" if data[start - 1] > VERSION else "format")
    try:
        invitation_id, seal, inner = row_of(decode(data[start:]), 3)
        need(is_bytes(invitation_id, ID_BYTES), is_bytes(seal, HASH_BYTES))
        need(isinstance(inner, bytes))
    except (NotCanonical, ParcelRefused):
        raise CardRefused(reason="format") from None
    return invitation_id, seal, inner


def proves_answer(invitation_id: bytes, secret: bytes, data: bytes, seal: bytes) -> bool:
    """Say whether who sealed the card ``data`` had opened the invitation."""
    return hmac.compare_digest(seal, _seal(invitation_id, secret, data))


def _seal(invitation_id: bytes, secret: bytes, data: bytes) -> bytes:
    told = _SEAL + invitation_id + sha256(data).digest()
    return hmac.new(secret, told, "sha256").digest()


def _read(content: bytes) -> Invitation:
    parts = parts_of(content, _PARTS, VERSION)
    _version, own_id, secret, kind, person, mark, office_id, made, expires, marks, cards = parts
    need(is_bytes(own_id, ID_BYTES), is_bytes(secret, HASH_BYTES), is_bytes(office_id, ID_BYTES))
    need(is_text(kind, _MOST_TEXT), is_text(person, _MOST_TEXT), is_text(mark, _MOST_MARK))
    need(is_time(made), is_time(expires))
    need(isinstance(marks, list) and len(marks) <= MOST_MARKS)
    need(all(is_text(one, _MOST_MARK) for one in marks))
    need(isinstance(cards, list) and 1 <= len(cards) <= MOST_CARDS)
    need(all(isinstance(one, bytes) and len(one) <= card.MOST_BYTES for one in cards))
    return Invitation(
        id=own_id,
        secret=secret,
        kind=InvitationKind(kind),
        person=clean_line(person),
        mark=mark,
        office_id=office_id,
        made=made,
        expires=expires,
        marks=tuple(marks),
        cards=tuple(cards),
    )
