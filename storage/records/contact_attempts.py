"""Contact attempts: that the client was called, met, written to, or did not answer.

The law: when it happened (``at``) and when it was written down (``entered_at``) are kept apart, so
a late entry shows itself as one. ``day_only``: the day is known, the hour is not, and none is
shown. A contact that follows up a release may name its ``follow_up_id``.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.kind import Kind
from storage.records.people import Channel


class ContactOutcome(StrEnum):
    """What came of it; a letter is only ever sent."""

    REACHED = "reached"
    SENT = "sent"
    NO_ANSWER = "no-answer"


class ContactAttempt(SQLModel, table=True):
    """One contact, or an attempt at one. ``person_id``: whom, where it was not the client."""

    __tablename__ = "contact_attempt"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    follow_up_id: bytes | None = reference()
    entered_at: dt.datetime | None = moment()
    by_id: bytes | None = None
    by_name: str = ""
    person_id: bytes | None = None
    channel: str = choice(Channel.PHONE)
    outcome: str = choice(ContactOutcome.REACHED)
    at: dt.datetime | None = moment()
    day_only: bool = False
    words: str = ""


def _check(attempt: ContactAttempt) -> str | None:
    if attempt.at is None:
        return "date-missing"
    if attempt.entered_at is not None and attempt.at > attempt.entered_at:
        return "in-the-future"
    return None


CONTACT_ATTEMPT = Kind(
    name="contact-attempt",
    table=ContactAttempt,
    groups={
        "origin": ("case_id", "follow_up_id", "entered_at", "by_id", "by_name"),
        "contact": ("person_id", "channel", "outcome", "at", "day_only"),
        "words": ("words",),
    },
    scope=lambda attempt: attempt.case_id,
    section=lambda _attempt: "follow-ups",
    check=_check,
    long=frozenset({"words"}),
)
