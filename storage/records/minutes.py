"""Minutes: entries with their tier and speaker, and agreements that become action items.

The law: the tier says who may get a copy (the client, the network, one's own organisation only).
What is for one's own organisation lies in a section of its own, so that it can be withheld whole;
an entry's section is fixed when it is made. ``at`` is when it was said, ``written_at`` when it was
written down. Differing views stand side by side; nobody agrees on behalf of someone absent.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.kind import Kind


class Tier(StrEnum):
    """Who may get a copy; each later tier sees the earlier ones too."""

    CLIENT = "client"
    SHARED = "shared"
    OWN = "own"


class EntryKind(StrEnum):
    """A note, an open or an answered question, or one of several differing views on an item."""

    NOTE = "note"
    QUESTION = "question"
    ANSWERED = "answered"
    VIEW = "view"


class Entry(SQLModel, table=True):
    """One thing that was said or seen."""

    __tablename__ = "entry"

    id: bytes = Field(primary_key=True)
    meeting_id: bytes | None = reference()
    case_id: bytes | None = None
    kind: str = choice(EntryKind.NOTE)
    at: dt.datetime | None = moment()
    written_at: dt.datetime | None = moment()
    item_id: bytes | None = None
    tier: str = choice(Tier.SHARED)
    speaker_id: bytes | None = None
    verbatim: bool = False
    text: str = ""


class Agreement(SQLModel, table=True):
    """What was agreed, who does it, by when. The action item's id is derived from this one's."""

    __tablename__ = "agreement"

    id: bytes = Field(primary_key=True)
    meeting_id: bytes | None = reference()
    case_id: bytes | None = None
    at: dt.datetime | None = moment()
    item_id: bytes | None = None
    tier: str = choice(Tier.CLIENT)
    text: str = ""
    doer_id: bytes | None = None
    due: dt.date | None = None
    read_back: bool = False


def section_of_tier(tier: str) -> str:
    """Return the section in which a thing of this tier lies."""
    return "own" if tier == Tier.OWN else "meetings"


def may_show(copy: str, tier: str) -> bool:
    """Say whether a copy for one tier may hold a thing of another; an unknown tier is one's own."""
    order = [str(each) for each in Tier]
    rank = order.index(tier) if tier in order else len(order) - 1
    return rank <= order.index(copy)


def _check_text(record: Entry | Agreement) -> str | None:
    return None if record.text else "text-missing"


ENTRY = Kind(
    name="entry",
    table=Entry,
    groups={
        "origin": ("meeting_id", "case_id", "kind", "at", "written_at"),
        "item": ("item_id",),
        "tier": ("tier",),
        "text": ("text", "speaker_id", "verbatim"),
    },
    scope=lambda entry: entry.case_id,
    section=lambda entry: section_of_tier(entry.tier),
    check=_check_text,
    long=frozenset({"text"}),
)

AGREEMENT = Kind(
    name="agreement",
    table=Agreement,
    groups={
        "origin": ("meeting_id", "case_id", "at"),
        "item": ("item_id",),
        "tier": ("tier",),
        "text": ("text", "doer_id", "due"),
        "read_back": ("read_back",),
    },
    scope=lambda agreement: agreement.case_id,
    section=lambda agreement: section_of_tier(agreement.tier),
    check=_check_text,
    long=frozenset({"text"}),
)
