"""Protected people: whose address is secret, and whom a restraining order protects.

The law (domain page, "Sharing"): a protected person is never suggested, invited or drawn, nothing
is told to them through this case, and the refusal tells nobody else why. A protection is lifted,
never deleted.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.kind import Kind


class ProtectionKind(StrEnum):
    """turvakielto, lähestymiskielto."""

    ADDRESS = "address"
    RESTRAINING = "restraining"


class Protection(SQLModel, table=True):
    """A protected person; ``against_id``: whom a restraining order keeps away, where known."""

    __tablename__ = "protection"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    kind: str = choice(ProtectionKind.ADDRESS)
    person_id: bytes | None = reference()
    against_id: bytes | None = None
    note: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    lifted_at: dt.datetime | None = moment()


def _check(protection: Protection) -> str | None:
    if protection.person_id is None:
        return "person-missing"
    span = (protection.starts, protection.ends)
    if span[0] and span[1] and span[1] < span[0]:
        return "end-before-start"
    return None


PROTECTION = Kind(
    name="protection",
    table=Protection,
    groups={
        "origin": ("case_id", "kind", "person_id"),
        "against": ("against_id", "note"),
        "span": ("starts", "ends"),
        "lifted": ("lifted_at",),
    },
    scope=lambda protection: protection.case_id,
    section=lambda _protection: "sharing",
    check=_check,
)
