"""How a basis, a bar or a protection stands on a day; told from plain values, so lists can ask.

The law: what is withdrawn is withdrawn whatever its days say; what ended with its case never wakes.
"""

import datetime as dt


def state_in(
    today: dt.date,
    starts: dt.date | None,
    ends: dt.date | None,
    *,
    withdrawn: bool,
    ended: bool = False,
    draft: bool = False,
) -> str:
    """Return withdrawn, ended (with its case), expired, not-yet, draft or live."""
    if withdrawn:
        return "withdrawn"
    if ended:
        return "ended"
    if ends is not None and ends < today:
        return "expired"
    if starts is not None and starts > today:
        return "not-yet"
    return "draft" if draft else "live"


def has_ended(recorded_at: dt.datetime | None, ended_at: dt.datetime | None) -> bool:
    """Say whether a basis recorded then is over since the case was last closed."""
    return ended_at is not None and (recorded_at is None or recorded_at <= ended_at)
