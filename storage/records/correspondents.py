"""Correspondents: the people we exchange with, their contact cards, and devices taken back.

The law: what a person decided (who it is, how sure that is, what a changed key means) stands in the
correspondent. Cards and revocations are facts that somebody signed: kept as they came, never
edited, so two devices of one person never disagree about them. All of it belongs to the person
(``mailbox_id``), not to a case, and travels to their own other devices alone.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.identity import derive_id
from storage.records.kind import Kind

SECTION = "correspondents"


class Level(StrEnum):
    """How sure it is that a key is this person's (exchange.md, "Identity")."""

    UNKNOWN = "unknown"
    VOUCHED = "vouched"
    COMPARED = "compared"


class Correspondent(SQLModel, table=True):
    """One person. ``pending`` is the root key to decide about while ``blocked``."""

    __tablename__ = "correspondent"

    id: bytes = Field(primary_key=True)
    mailbox_id: bytes | None = None
    person_id: bytes | None = reference()
    name: str = ""
    organisation: str = ""
    role: str = ""
    root: bytes = b""
    level: str = choice(Level.UNKNOWN)
    compared_at: dt.datetime | None = moment()
    blocked: bool = False
    pending: bytes = b""


class ContactCard(SQLModel, table=True):
    """A card as it came (``exchange/card.py``); ``issued`` in ms, ``issuer`` the device."""

    __tablename__ = "contact_card"

    id: bytes = Field(primary_key=True)
    mailbox_id: bytes | None = None
    correspondent_id: bytes | None = reference()
    root: bytes = b""
    issuer: bytes = b""
    issued: int = 0
    data: bytes = b""


class DeviceRevocation(SQLModel, table=True):
    """A device taken back: who signed it (a root or an office key), when, and the statement."""

    __tablename__ = "device_revocation"

    id: bytes = Field(primary_key=True)
    mailbox_id: bytes | None = None
    device: bytes | None = reference()
    signer: bytes = b""
    at: int = 0
    data: bytes = b""


def correspondent_id(mailbox_id: bytes, person_id: bytes) -> bytes:
    """Return the id under which a person is kept: it stays when their keys change."""
    return derive_id(mailbox_id, "correspondent", person_id.hex())


def _check(correspondent: Correspondent) -> str | None:
    return None if correspondent.name else "name-missing"


CORRESPONDENT = Kind(
    name="correspondent",
    table=Correspondent,
    groups={
        "origin": ("mailbox_id", "person_id"),
        "name": ("name", "organisation", "role"),
        "trust": ("root", "level", "compared_at", "blocked", "pending"),
    },
    scope=lambda one: one.mailbox_id,
    section=lambda _one: SECTION,
    check=_check,
)

CONTACT_CARD = Kind(
    name="contact-card",
    table=ContactCard,
    groups={"card": ("mailbox_id", "correspondent_id", "root", "issuer", "issued", "data")},
    scope=lambda card: card.mailbox_id,
    section=lambda _card: SECTION,
)

DEVICE_REVOCATION = Kind(
    name="device-revocation",
    table=DeviceRevocation,
    groups={"revocation": ("mailbox_id", "device", "signer", "at", "data")},
    scope=lambda revocation: revocation.mailbox_id,
    section=lambda _revocation: SECTION,
)
