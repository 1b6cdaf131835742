"""The disclosure log: what of whose data went out, to whom, why, on which basis, when, by whom.

The law: the gate writes a line in the transaction of the passage itself, and nothing else writes
one; a line is never changed and never undone. It says which sections went, never what they held.
An override carries its reason and stands out.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.kind import Kind
from storage.records.people import Sector


class Ground(StrEnum):
    """On what a passage stood: one of the bases, or what needs none."""

    PERMISSION = "permission"
    CONSENT = "consent"
    STATUTORY = "statutory"
    DUTY = "duty"
    OWN_COPY = "own-copy"
    NOTHING_TOLD = "nothing-told"
    OVERRIDE = "override"


class Disclosure(SQLModel, table=True):
    """One passage. Without a case: the whole casebook. ``what`` is a stable code, no content."""

    __tablename__ = "disclosure"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    at: dt.datetime | None = moment()
    person: str = ""
    way: str = ""
    what: str = ""
    kind: str = ""
    record_id: bytes | None = None
    sections: str = ""
    areas: str = ""
    sector: str = choice(Sector.OTHER)
    organisation: str = ""
    receiver: str = ""
    receiver_id: bytes | None = reference()
    purpose: str = ""
    ground: str = choice(Ground.DUTY)
    basis_id: bytes | None = None
    override: str = ""


DISCLOSURE = Kind(
    name="disclosure",
    table=Disclosure,
    groups={
        "line": tuple(name for name in Disclosure.model_fields if name != "id"),
    },
    scope=lambda line: line.case_id,
    section=lambda _line: "log",
)
