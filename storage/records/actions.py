"""Action items: who does what by when, and from which agreement it came.

The law: an action item dropped or waiting says why; its owner may be anyone of the network, also
the client. ``repeat`` is "" for once, or ``days:N``, ``weeks:N``, ``months:N:D``: every N of them,
months on day D or, where a month is shorter, on its last (``records.repeats``).
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, reference
from storage.records.kind import Kind
from storage.records.repeats import read_repeat


class ActionState(StrEnum):
    """Open, waiting for someone else, done, or dropped with a reason."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"


class Action(SQLModel, table=True):
    """One action item."""

    __tablename__ = "action"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    meeting_id: bytes | None = None
    agreement_id: bytes | None = reference()
    what: str = ""
    owner_id: bytes | None = None
    due: dt.date | None = Field(default=None, index=True)
    state: str = choice(ActionState.OPEN)
    reason: str = ""
    done_on: dt.date | None = None
    note: str = ""
    repeat: str = ""
    repeat_until: dt.date | None = None


def _check(action: Action) -> str | None:
    if not action.what:
        return "text-missing"
    if action.state == ActionState.DROPPED and not action.reason:
        return "reason-missing"
    if action.repeat and read_repeat(action.repeat) is None:
        return "no-such-repeat"
    if action.repeat and action.due is None:
        return "date-missing"
    return None


ACTION = Kind(
    name="action",
    table=Action,
    groups={
        "origin": ("case_id", "meeting_id", "agreement_id"),
        "what": ("what",),
        "owner": ("owner_id",),
        "due": ("due",),
        "state": ("state", "reason", "done_on"),
        "note": ("note",),
        "repeat": ("repeat", "repeat_until"),
    },
    scope=lambda action: action.case_id,
    section=lambda _action: "actions",
    check=_check,
    long=frozenset({"note"}),
)
