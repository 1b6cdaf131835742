"""What a list of contact attempts shows."""

import datetime as dt
from typing import NamedTuple


class ContactAttemptLine(NamedTuple):
    """One contact; ``at`` is when it happened, ``entered_at`` when it was written down (UTC).

    ``person`` names whom, where it was not the client; ``day_only``: the hour is not known.
    """

    id: bytes
    case_id: bytes
    at: dt.datetime
    entered_at: dt.datetime
    day_only: bool
    channel: str
    outcome: str
    person: str
    by: str
    words: str
    follow_up_id: bytes | None
    person_id: bytes | None = None
