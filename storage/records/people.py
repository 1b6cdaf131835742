"""People: professionals in the office directory, private people inside their case, and the client.

The law: a person with a ``case_id`` belongs to that case alone; only what the work needs is kept
of a third person (a name, a tie, a channel).
"""

from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, reference
from storage.records.kind import Kind


class Sector(StrEnum):
    """Whom an actor belongs to; all of equal standing (domain.md F10)."""

    COUNTY = "county"
    MUNICIPALITY = "municipality"
    STATE = "state"
    PRISON = "prison"
    HEALTH = "health"
    HOUSING = "housing"
    NGO = "ngo"
    PEER = "peer"
    CLOSE = "close"
    CLIENT = "client"
    OTHER = "other"


class Channel(StrEnum):
    """How a person is best reached."""

    UNKNOWN = "unknown"
    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"
    VIDEO = "video"
    THROUGH = "through"


class Person(SQLModel, table=True):
    """One person. ``called`` is the name they want to be called by.

    ``same_as_id``: who stands for this card, which is one too many; ``lent``: the fields that the
    other took over from it, with a space between.
    """

    __tablename__ = "person"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    is_client: bool = False
    family_name: str = Field(default="", index=True)
    given_name: str = ""
    called: str = ""
    organisation_id: bytes | None = reference()
    title: str = ""
    sector: str = choice(Sector.OTHER)
    phone: str = ""
    email: str = ""
    address: str = ""
    channel: str = choice(Channel.UNKNOWN)
    channel_note: str = ""
    note: str = ""
    same_as_id: bytes | None = reference()
    lent: str = ""


def _check(person: Person) -> str | None:
    named = person.family_name or person.given_name or person.called
    return None if named else "name-missing"


def _section(person: Person) -> str:
    if person.case_id is None:
        return "directory"
    return "summary" if person.is_client else "network"


PERSON = Kind(
    name="person",
    table=Person,
    groups={
        "origin": ("case_id", "is_client"),
        "name": ("family_name", "given_name", "called"),
        "work": ("organisation_id", "title", "sector"),
        "phone": ("phone",),
        "email": ("email",),
        "address": ("address",),
        "channel": ("channel", "channel_note"),
        "note": ("note",),
        "same-as": ("same_as_id", "lent"),
    },
    scope=lambda person: person.case_id,
    section=_section,
    check=_check,
    long=frozenset({"note"}),
)
