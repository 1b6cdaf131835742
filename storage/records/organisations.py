"""Organisations of the office directory: counties, prisons, NGOs, services, each with its channels.

The law: facts about an organisation age; ``checked_on`` and ``checked_by`` say how old they are.
"""

import datetime as dt

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, reference
from storage.records.kind import Kind
from storage.records.people import Sector


class Organisation(SQLModel, table=True):
    """One organisation. ``same_as_id`` and ``lent``: as for a person."""

    __tablename__ = "organisation"

    id: bytes = Field(primary_key=True)
    name: str = Field(default="", index=True)
    sector: str = choice(Sector.OTHER)
    municipality: str = ""
    county: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    note: str = ""
    checked_on: dt.date | None = None
    checked_by: str = ""
    same_as_id: bytes | None = reference()
    lent: str = ""


def _check(organisation: Organisation) -> str | None:
    return None if organisation.name else "name-missing"


ORGANISATION = Kind(
    name="organisation",
    table=Organisation,
    groups={
        "name": ("name", "sector"),
        "area": ("municipality", "county"),
        "phone": ("phone",),
        "email": ("email",),
        "address": ("address",),
        "note": ("note",),
        "checked": ("checked_on", "checked_by"),
        "same-as": ("same_as_id", "lent"),
    },
    scope=lambda _organisation: None,
    section=lambda _organisation: "directory",
    check=_check,
    long=frozenset({"note"}),
)
