"""What a handover still waits for, and for how many days nobody had the role.

The law: a handover is over when it was accepted, the client was told and the first contact was
made; declined, the role is without a successor until it is offered to another. Days are counted
from what was written, and nothing is counted where the former one's last day is not known.
"""

import datetime as dt
from enum import StrEnum


class Standing(StrEnum):
    """What is missing, the most urgent first."""

    NO_SUCCESSOR = "no-successor"
    NO_ANSWER = "no-answer"
    NOT_TOLD = "not-told"
    NO_CONTACT = "no-contact"


def standing(
    state: str, told_on: dt.date | None, contact_on: dt.date | None, *, is_latest: bool = True
) -> str:
    """Return what the handover waits for, "" where it waits for nothing.

    ``is_latest``: no later handover of the same role was written; an earlier one waits no more.
    """
    if not is_latest:
        return ""
    if state == "offered":
        return Standing.NO_ANSWER
    if state == "declined":
        return Standing.NO_SUCCESSOR
    if state != "accepted":
        return ""
    if told_on is None:
        return Standing.NOT_TOLD
    return Standing.NO_CONTACT if contact_on is None else ""


def gap_days(ends_on: dt.date | None, contact_on: dt.date | None, today: dt.date) -> int | None:
    """Return the whole days between the former one's last day and the first contact, or today."""
    if ends_on is None:
        return None
    return max(0, ((contact_on or today) - ends_on).days - 1)
