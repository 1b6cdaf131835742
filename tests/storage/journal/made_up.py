"""Made-up kinds, so that the journal's tests stand on no real record.

``plan`` has a rule that two devices can break together: its start and its end are (wrongly, for a
real kind) in two field groups, so each side's change is valid alone.
"""

import datetime as dt

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from storage.records.columns import UtcTime
from storage.records.kind import Kind


class MadeUp(SQLModel, registry=registry()):
    """A metadata of its own: no made-up table reaches a real vault."""


class Plan(MadeUp, table=True):
    """A thing with ten fields in five groups."""

    __tablename__ = "made_up_plan"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = None
    title: str = ""
    text: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    state: str = "open"
    reason: str = ""
    count: int = 0
    is_urgent: bool = False
    told_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)


class Memo(MadeUp, table=True):
    """A thing of another section."""

    __tablename__ = "made_up_memo"

    id: bytes = Field(primary_key=True)
    text: str = ""


def _check(plan: Plan) -> str | None:
    if plan.starts and plan.ends and plan.ends < plan.starts:
        return "end-before-start"
    return None


PLAN = Kind(
    name="plan",
    table=Plan,
    groups={
        "text": ("case_id", "title", "text"),
        "starts": ("starts",),
        "ends": ("ends",),
        "state": ("state", "reason", "told_at"),
        "count": ("count", "is_urgent"),
    },
    scope=lambda plan: plan.case_id,
    section=lambda _plan: "plans",
    check=_check,
)

MEMO = Kind(
    name="memo",
    table=Memo,
    groups={"text": ("text",)},
    scope=lambda _memo: None,
    section=lambda _memo: "memos",
)

KINDS = {PLAN.name: PLAN, MEMO.name: MEMO}
CASE = b"made-up-case-001"
OTHER_CASE = b"made-up-case-002"


def record_id(number: int) -> bytes:
    """Return the 16-byte id of a made-up record."""
    return b"record-%09d" % number
