"""What lists of action items show: plain named rows, because thousands are made at once."""

import datetime as dt
from typing import NamedTuple


class ActionLine(NamedTuple):
    """One action item."""

    id: bytes
    case_id: bytes
    case_label: str
    client: str
    what: str
    owner_id: bytes | None
    owner: str
    due: dt.date | None
    state: str
    reason: str
    done_on: dt.date | None
    meeting_id: bytes | None
    agreement_id: bytes | None
    note: str
    repeat: str = ""
    repeat_until: dt.date | None = None


class NextItem(NamedTuple):
    """What a repeat made when its item was done: the next one, and when it is due."""

    id: bytes
    due: dt.date


class CommentLine(NamedTuple):
    """One comment on an action item; ``at`` is UTC."""

    id: bytes
    at: dt.datetime
    author: str
    words: str
