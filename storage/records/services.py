"""Services of the office directory, and practice cards: how things are done somewhere.

The law: what is written of a service ages (domain.md F15). ``checked_on`` and ``checked_by`` say
who looked last, and when; nobody yet: it is to be checked. A ``county`` is the letters of a
wellbeing services county (``rules/regions``); none: the service is there for the whole country.
``areas`` are life areas, kept as closed words with a space between.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, reference
from storage.records.kind import Kind
from storage.records.people import Channel


class ServiceKind(StrEnum):
    """What a service gives."""

    GUIDANCE = "guidance"
    MEETING_PLACE = "meeting-place"
    PEER_SUPPORT = "peer-support"
    CARE = "care"
    HOUSING = "housing"
    BENEFIT = "benefit"
    WORK = "work"
    SUPERVISION = "supervision"
    OTHER = "other"


class About(StrEnum):
    """What a practice card is about."""

    COUNTY = "county"
    PRISON = "prison"
    SERVICE = "service"


class Service(SQLModel, table=True):
    """One service. ``low_threshold``: one may come without a referral or an appointment.

    ``anchoring``: a community that people stay with, near where they live (domain.md F21).
    """

    __tablename__ = "service"

    id: bytes = Field(primary_key=True)
    name: str = Field(default="", index=True)
    kind: str = choice(ServiceKind.OTHER)
    organisation_id: bytes | None = reference()
    county: str = ""
    municipality: str = ""
    areas: str = ""
    eligibility: str = ""
    hours: str = ""
    channel: str = choice(Channel.UNKNOWN)
    channel_note: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    low_threshold: bool = False
    anchoring: bool = False
    note: str = ""
    checked_on: dt.date | None = None
    checked_by: str = ""


class PracticeCard(SQLModel, table=True):
    """How a county, a prison or a service works: ways, channels, whom to ask first."""

    __tablename__ = "practice_card"

    id: bytes = Field(primary_key=True)
    about: str = choice(About.COUNTY)
    name: str = Field(default="", index=True)
    county: str = ""
    organisation_id: bytes | None = reference()
    service_id: bytes | None = reference()
    words: str = ""
    contact: str = ""
    checked_on: dt.date | None = None
    checked_by: str = ""


def _named(record: Service | PracticeCard) -> str | None:
    return None if record.name else "name-missing"


SERVICE = Kind(
    name="service",
    table=Service,
    groups={
        "name": ("name", "kind"),
        "organisation": ("organisation_id",),
        "place": ("county", "municipality"),
        "areas": ("areas",),
        "eligibility": ("eligibility",),
        "hours": ("hours",),
        "channel": ("channel", "channel_note"),
        "phone": ("phone",),
        "email": ("email",),
        "address": ("address",),
        "low-threshold": ("low_threshold",),
        "anchoring": ("anchoring",),
        "note": ("note",),
        "checked": ("checked_on", "checked_by"),
    },
    scope=lambda _service: None,
    section=lambda _service: "directory",
    check=_named,
    long=frozenset({"eligibility", "note"}),
)

PRACTICE_CARD = Kind(
    name="practice-card",
    table=PracticeCard,
    groups={
        "name": ("about", "name"),
        "place": ("county", "organisation_id", "service_id"),
        "words": ("words",),
        "contact": ("contact",),
        "checked": ("checked_on", "checked_by"),
    },
    scope=lambda _card: None,
    section=lambda _card: "directory",
    check=_named,
    long=frozenset({"words", "contact"}),
)
