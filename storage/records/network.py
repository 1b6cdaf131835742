"""Network ties: who stands around the client, why, what the client wishes, and what came of it.

The law: a wish not to invite someone is followed, or the reason why not is written and the day on
which the client was told (domain.md F4). How strong a tie is, and whether there is conflict, is
somebody's view: ``said_by_client`` keeps apart whether it is the client's own.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, reference
from storage.records.kind import Kind
from storage.records.people import Channel, Sector


class Wish(StrEnum):
    """What the client wishes about this actor's part in the network."""

    NOT_ASKED = "not-asked"
    INVITE = "invite"
    NOT_INVITE = "not-invite"
    UNSURE = "unsure"


class Outcome(StrEnum):
    """What came of the wish."""

    OPEN = "open"
    FOLLOWED = "followed"
    NOT_FOLLOWED = "not-followed"


class Strength(StrEnum):
    """How strong the tie is, in words; never a score of a person."""

    UNKNOWN = "unknown"
    STRONG = "strong"
    NORMAL = "normal"
    WEAK = "weak"


class Nearness(StrEnum):
    """How near to the client's own neighbourhood the actor is (domain.md F21)."""

    UNKNOWN = "unknown"
    DISTRICT = "district"
    REACHABLE = "reachable"
    FAR = "far"


class Tie(SQLModel, table=True):
    """One actor of a case's network: a person, an organisation, or a role still to be filled.

    ``since`` and ``until``: the first and the last day of the tie, where they are known.
    """

    __tablename__ = "tie"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    person_id: bytes | None = reference()
    organisation_id: bytes | None = reference()
    sector: str = choice(Sector.OTHER)
    role: str = ""
    why: str = ""
    wish: str = choice(Wish.NOT_ASKED)
    wish_words: str = ""
    outcome: str = choice(Outcome.OPEN)
    outcome_reason: str = ""
    told_on: dt.date | None = None
    channel: str = choice(Channel.UNKNOWN)
    channel_note: str = ""
    strength: str = choice(Strength.UNKNOWN)
    conflict: bool = False
    said_by_client: bool = False
    nearness: str = choice(Nearness.UNKNOWN)
    anchoring: bool = False
    since: dt.date | None = None
    until: dt.date | None = None


def _check(tie: Tie) -> str | None:
    if not (tie.person_id or tie.organisation_id or tie.role):
        return "actor-missing"
    if tie.outcome == Outcome.NOT_FOLLOWED and not tie.outcome_reason:
        return "reason-missing"
    if tie.since and tie.until and tie.until < tie.since:
        return "end-before-start"
    return None


TIE = Kind(
    name="tie",
    table=Tie,
    groups={
        "origin": ("case_id",),
        "actor": ("person_id", "organisation_id"),
        "role": ("sector", "role"),
        "why": ("why",),
        "wish": ("wish", "wish_words"),
        "outcome": ("outcome", "outcome_reason", "told_on"),
        "channel": ("channel", "channel_note"),
        "strength": ("strength", "conflict", "said_by_client"),
        "nearness": ("nearness",),
        "anchoring": ("anchoring",),
        "span": ("since", "until"),
    },
    scope=lambda tie: tie.case_id,
    section=lambda _tie: "network",
    check=_check,
    long=frozenset({"why", "wish_words"}),
)
