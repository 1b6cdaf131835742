"""Release dates: what was told, by whom, when, and how certain it was.

The law: Nivel never computes a release date. A case can hold several with their history; the case
names one of them as the planning date.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, reference
from storage.records.kind import Kind


class Certainty(StrEnum):
    """How certain the teller was."""

    CONFIRMED = "confirmed"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    WITHDRAWN = "withdrawn"


class ReleaseDate(SQLModel, table=True):
    """One date that was told. ``told_by`` is the person, ``source`` the letter, call or system."""

    __tablename__ = "release_date"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    day: dt.date | None = Field(default=None, index=True)
    certainty: str = choice(Certainty.EXPECTED)
    told_on: dt.date | None = None
    told_by: str = ""
    source: str = ""
    note: str = ""


def _check(release: ReleaseDate) -> str | None:
    return None if release.day else "date-missing"


RELEASE_DATE = Kind(
    name="release-date",
    table=ReleaseDate,
    groups={
        "origin": ("case_id",),
        "date": ("day", "certainty"),
        "told": ("told_on", "told_by", "source"),
        "note": ("note",),
    },
    scope=lambda release: release.case_id,
    section=lambda _release: "summary",
    check=_check,
    long=frozenset({"note"}),
)
