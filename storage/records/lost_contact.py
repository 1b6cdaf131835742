"""The lost-contact plan: whom to turn to, in which order, and what may be said, agreed beforehand.

The law: what was agreed with the client and what came of it are kept apart, so a plan that has been
run stands as it was agreed. A step that was passed over says why. Each contact made also stands in
the contact log.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.kind import Kind
from storage.records.people import Channel


class StepOutcome(StrEnum):
    """What came of a step."""

    OPEN = "open"
    REACHED = "reached"
    SENT = "sent"
    NO_ANSWER = "no-answer"
    PASSED = "passed-over"


class LostContactStep(SQLModel, table=True):
    """One step. ``role`` says who it is where it is nobody of the directory or the case."""

    __tablename__ = "lost_contact_step"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    position: int = 0
    person_id: bytes | None = None
    role: str = ""
    channel: str = choice(Channel.PHONE)
    may_say: str = ""
    agreed_on: dt.date | None = None
    outcome: str = choice(StepOutcome.OPEN)
    done_at: dt.datetime | None = moment()
    outcome_words: str = ""


def _check(step: LostContactStep) -> str | None:
    if step.person_id is None and not step.role:
        return "actor-missing"
    if step.outcome == StepOutcome.PASSED and not step.outcome_words:
        return "reason-missing"
    return None


LOST_CONTACT_STEP = Kind(
    name="lost-contact-step",
    table=LostContactStep,
    groups={
        "origin": ("case_id",),
        "position": ("position",),
        "whom": ("person_id", "role", "channel"),
        "may-say": ("may_say",),
        "agreed": ("agreed_on",),
        "outcome": ("outcome", "done_at", "outcome_words"),
    },
    scope=lambda step: step.case_id,
    section=lambda _step: "follow-ups",
    check=_check,
    long=frozenset({"may_say"}),
)
