"""The door-open card: what the client gets at closing, so that the threshold to return is low.

The law: one card for each closing; it says whom to turn to, and that no new application is needed.
"""

import datetime as dt

from sqlmodel import Field, SQLModel

from storage.records.columns import reference
from storage.records.kind import Kind


class DoorCard(SQLModel, table=True):
    """One card; ``contact`` is who answers, ``phone`` the number that the client may call."""

    __tablename__ = "door_card"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    made_on: dt.date | None = None
    words: str = ""
    contact: str = ""
    phone: str = ""


def _check(card: DoorCard) -> str | None:
    return None if card.words.strip() else "text-missing"


DOOR_CARD = Kind(
    name="door-card",
    table=DoorCard,
    groups={
        "origin": ("case_id", "made_on"),
        "words": ("words",),
        "contact": ("contact", "phone"),
    },
    scope=lambda card: card.case_id,
    section=lambda _card: "follow-ups",
    check=_check,
    long=frozenset({"words"}),
)
