"""What lists of follow-up contacts show, and what a plan proposes."""

import datetime as dt
from typing import NamedTuple


class FollowUpLine(NamedTuple):
    """One follow-up contact; ``day`` is when its turn is: the next attempt's day, or ``due``.

    ``first``, ``last``, ``unit``: its interval, where it came from the template. ``asked``: the
    day that the template gave. ``release``: the case's planning date now; ``attempts`` counts the
    contacts written down for it, ``last_outcome`` is the newest one's.
    """

    id: bytes
    case_id: bytes
    case_label: str
    client: str
    label: str
    first: int
    last: int
    unit: str
    planned_from: dt.date | None
    asked: dt.date | None
    due: dt.date
    next_try: dt.date | None
    state: str
    reason: str
    ended_on: dt.date | None
    channel: str
    person: str
    words: str
    release: dt.date | None
    attempts: int
    last_outcome: str

    @property
    def day(self) -> dt.date:
        """The day on which it is to be made."""
        return self.next_try or self.due


class PlanLine(NamedTuple):
    """One contact proposed; ``id`` is the template's row.

    ``standing``: new, moved (it is planned on ``before``), same, ended (made or let be already).
    """

    id: bytes
    label: str
    first: int
    last: int
    unit: str
    channel: str
    asked: dt.date
    due: dt.date
    is_late: bool
    standing: str
    before: dt.date | None


class FollowUpPlan(NamedTuple):
    """What planning a case would write; ``release`` None: there is no planning date."""

    release: dt.date | None
    certainty: str
    lines: tuple[PlanLine, ...]


class StepLine(NamedTuple):
    """One step of a lost-contact plan, in the agreed order."""

    id: bytes
    case_id: bytes
    person_id: bytes | None
    person: str
    role: str
    channel: str
    may_say: str
    agreed_on: dt.date | None
    outcome: str
    done_at: dt.datetime | None
    outcome_words: str
    phone: str


class DoorCardLine(NamedTuple):
    """One door-open card."""

    id: bytes
    case_id: bytes
    made_on: dt.date | None
    words: str
    contact: str
    phone: str
