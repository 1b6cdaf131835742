"""Handing a role over: from whom, to which named successor, what came of it.

The law: nobody has a role because somebody else says so: the successor accepts it, or declines with
a reason (domain.md F7). It is done when the client has been told and the first contact was made.
What was offered stays as it was offered; offering the role to another is another handover.
``tie_id``: the actor of the network whose role it is; none: the case's key worker. The names are
kept as words, because a history outlives the directory.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.kind import Kind


class HandoverState(StrEnum):
    """Offered, accepted, declined with a reason, or withdrawn by who offered it."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Handover(SQLModel, table=True):
    """One handover. ``ends_on``: the last day on which the former one has the role."""

    __tablename__ = "handover"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    tie_id: bytes | None = None
    role: str = ""
    from_id: bytes | None = None
    from_name: str = ""
    to_id: bytes | None = None
    to_name: str = ""
    offered_at: dt.datetime | None = moment()
    offered_by: str = ""
    ends_on: dt.date | None = None
    state: str = choice(HandoverState.OFFERED)
    reason: str = ""
    answered_on: dt.date | None = None
    told_on: dt.date | None = None
    contact_on: dt.date | None = None
    words: str = ""


def _check(handover: Handover) -> str | None:
    if not handover.to_name:
        return "person-missing"
    if handover.state == HandoverState.DECLINED and not handover.reason:
        return "reason-missing"
    return None


HANDOVER = Kind(
    name="handover",
    table=Handover,
    groups={
        "origin": (
            *("case_id", "tie_id", "role", "from_id", "from_name", "to_id", "to_name"),
            *("offered_at", "offered_by"),
        ),
        "ends": ("ends_on",),
        "answer": ("state", "reason", "answered_on"),
        "told": ("told_on",),
        "contact": ("contact_on",),
        "words": ("words",),
    },
    scope=lambda handover: handover.case_id,
    section=lambda _handover: "network",
    check=_check,
    long=frozenset({"words"}),
)
