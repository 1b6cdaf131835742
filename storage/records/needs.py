"""Needs of a client by life area, and goals in the client's own words.

The law: a goal is the client's, in the client's words; how a need stands is a word, never a score.
Desistance and belonging are aims that stand beside the life areas (domain.md F27), and no service
is asked for them. The first need of an area has an id derived from its case and area: two devices
that write it down make one. ``tie_id``: who of the network takes care of it. ``unmet``: no service
answers it, which is somebody's finding and is said as such (F29).
"""

from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, reference
from storage.records.identity import derive_id
from storage.records.kind import Kind


class NeedArea(StrEnum):
    """The two aims, then the life areas of ``sharing`` in their order."""

    DESISTANCE = "desistance"
    BELONGING = "belonging"
    HOUSING = "housing"
    INCOME = "income"
    DEBT = "debt"
    HEALTH = "health"
    MENTAL_HEALTH = "mental-health"
    SUBSTANCE_USE = "substance-use"
    WORK = "work"
    RELATIONS = "relations"
    LEISURE = "leisure"
    DIGITAL = "digital"
    CRIMINAL_MATTERS = "criminal-matters"


AIMS = frozenset({NeedArea.DESISTANCE, NeedArea.BELONGING})


class NeedState(StrEnum):
    """How a need stands; ``declined``: the client does not want help with it."""

    NOT_ASKED = "not-asked"
    NEEDED = "needed"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    NOT_NEEDED = "not-needed"
    DECLINED = "declined"


class Need(SQLModel, table=True):
    """One need, or an aim. ``words`` are the worker's, ``goal`` the client's own."""

    __tablename__ = "need"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    area: str = choice(NeedArea.HOUSING)
    state: str = choice(NeedState.NOT_ASKED)
    words: str = ""
    goal: str = ""
    tie_id: bytes | None = None
    service_id: bytes | None = None
    unmet: bool = False
    unmet_words: str = ""


def first_need(case_id: bytes, area: str) -> bytes:
    """Return the id of the first need of an area."""
    return derive_id(case_id, "need", area)


NEED = Kind(
    name="need",
    table=Need,
    groups={
        "origin": ("case_id", "area"),
        "state": ("state",),
        "words": ("words",),
        "goal": ("goal",),
        "actor": ("tie_id",),
        "service": ("service_id",),
        "unmet": ("unmet", "unmet_words"),
    },
    scope=lambda need: need.case_id,
    section=lambda _need: "needs",
    long=frozenset({"words", "goal"}),
)
