"""Follow-up contacts after a release, and the office's template of when they are due.

The law: ``due`` is what was agreed, ``asked`` the day that the template gives; where the two
differ, somebody accepted the move. Both stand in one group with the day they were planned from, so
a contact never comes before the release. A case's follow-ups have ids derived from their origin:
two devices that plan the same make one. Loads no table but its own.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, reference
from storage.records.kind import Kind
from storage.records.people import Channel


class FollowUpState(StrEnum):
    """Planned, done, missed (nobody was reached, and it is let be), dropped with a reason."""

    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"
    DROPPED = "dropped"


class IntervalUnit(StrEnum):
    """What an interval of the template is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class FollowUp(SQLModel, table=True):
    """One contact to be made. ``next_try``: the day of the next attempt, after one that failed.

    ``step_id``: the row of the template, and ``first``, ``last``, ``unit`` its interval then; a
    contact of its own has a ``label`` instead. ``person_id``: who makes it.
    """

    __tablename__ = "follow_up"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    step_id: bytes | None = None
    label: str = ""
    first: int = 0
    last: int = 0
    unit: str = choice(IntervalUnit.WEEKS)
    planned_from: dt.date | None = None
    asked: dt.date | None = None
    due: dt.date | None = Field(default=None, index=True)
    next_try: dt.date | None = Field(default=None, index=True)
    state: str = choice(FollowUpState.PLANNED)
    reason: str = ""
    ended_on: dt.date | None = None
    channel: str = choice(Channel.PHONE)
    person_id: bytes | None = None
    words: str = ""


def _check(follow_up: FollowUp) -> str | None:
    if not follow_up.label and not follow_up.last:
        return "name-missing"
    if follow_up.due is None:
        return "date-missing"
    if follow_up.planned_from is not None and follow_up.due < follow_up.planned_from:
        return "before-release"
    if follow_up.state == FollowUpState.DROPPED and not follow_up.reason:
        return "reason-missing"
    return None


FOLLOW_UP = Kind(
    name="follow-up",
    table=FollowUp,
    groups={
        "origin": ("case_id", "step_id"),
        "label": ("label", "first", "last", "unit"),
        "due": ("planned_from", "asked", "due"),
        "next": ("next_try",),
        "state": ("state", "reason", "ended_on"),
        "how": ("channel", "person_id"),
        "words": ("words",),
    },
    scope=lambda follow_up: follow_up.case_id,
    section=lambda _follow_up: "follow-ups",
    check=_check,
    long=frozenset({"words"}),
)


class FollowUpTemplate(SQLModel, table=True):
    """One interval: ``first`` to ``last`` ``unit`` after; ``label``: the office's own name."""

    __tablename__ = "follow_up_template"

    id: bytes = Field(primary_key=True)
    label: str = ""
    first: int = 1
    last: int = 1
    unit: str = choice(IntervalUnit.WEEKS)
    channel: str = choice(Channel.PHONE)


MOST = 999


def _check_interval(interval: FollowUpTemplate) -> str | None:
    if not 0 <= interval.first <= interval.last <= MOST or not interval.last:
        return "no-such-interval"
    return None


FOLLOW_UP_TEMPLATE = Kind(
    name="follow-up-template",
    table=FollowUpTemplate,
    groups={
        "label": ("label",),
        "interval": ("first", "last", "unit"),
        "channel": ("channel",),
    },
    scope=lambda _interval: None,
    section=lambda _interval: "directory",
    check=_check_interval,
)
