"""Cases: one per client, numbered by the device that opened it (``K-0142``).

The law: a case's scope is its own id; the client is a person of the case, with an id derived from
it; no release date is ever computed here, only chosen among those that were told (``release``).
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, reference
from storage.records.kind import Kind


class Phase(StrEnum):
    """Where on the release path (domain.md, "The release path")."""

    IN_PRISON = "in-prison"
    PROBATIONARY = "probationary-freedom"
    RELEASE_DAY = "release-day"
    FIRST_DAYS = "first-days"
    AFTER = "after"
    CLOSED = "closed"


class Reach(StrEnum):
    """What stands in the way of reaching the client, in words; never a score (domain page, F14)."""

    NO_PHONE = "no-phone"
    SHARED_PHONE = "shared-phone"
    SHELTER = "shelter"
    LETTER_ONLY = "letter-only"
    THROUGH_SOMEONE = "through-someone"


class Case(SQLModel, table=True):
    """One case. ``owner_id`` is the person id of the key worker's vault.

    ``reach``: words of ``Reach``, sorted, a space between; ``reach_words``: more, as it was told.
    """

    __tablename__ = "case_"

    id: bytes = Field(primary_key=True)
    number: int = Field(default=0, index=True)
    mark: str = ""
    client_id: bytes | None = None
    opened_on: dt.date | None = None
    owner_id: bytes | None = None
    owner_name: str = ""
    phase: str = choice(Phase.IN_PRISON)
    closed_on: dt.date | None = None
    closing_reason: str = ""
    prison: str = ""
    home_municipality: str = ""
    planning_id: bytes | None = reference()
    wishes: str = ""
    summary: str = ""
    reach: str = ""
    reach_words: str = ""


CASE = Kind(
    name="case",
    table=Case,
    groups={
        "origin": ("number", "mark", "client_id", "opened_on"),
        "owner": ("owner_id", "owner_name"),
        "phase": ("phase", "closed_on", "closing_reason"),
        "place": ("prison", "home_municipality"),
        "planning": ("planning_id",),
        "wishes": ("wishes",),
        "summary": ("summary",),
        "reach": ("reach", "reach_words"),
    },
    scope=lambda case: case.id,
    section=lambda _case: "summary",
    long=frozenset({"wishes", "summary"}),
)
