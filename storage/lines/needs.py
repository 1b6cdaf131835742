"""What the lists of needs, of unmet needs and of handovers show."""

import datetime as dt
from typing import NamedTuple

from storage.lines.services import ServiceLine


class NeedLine(NamedTuple):
    """One need, or a life area of which nothing is written yet (``is_kept`` false).

    ``actor``: who takes care of it, "" where that is an open role or nobody. ``gap``: the word of
    ``rules/gaps`` for why nobody does, "" where somebody does or nothing is needed.
    """

    id: bytes
    case_id: bytes
    area: str
    state: str
    words: str
    goal: str
    tie_id: bytes | None
    actor: str
    actor_role: str
    is_person: bool
    service_id: bytes | None
    service: str
    unmet: bool
    unmet_words: str
    is_kept: bool
    is_aim: bool
    gap: str


class GapLine(NamedTuple):
    """A need that nobody takes care of, and what the directory has for it."""

    need: NeedLine
    suggestions: tuple[ServiceLine, ...]


class UnmetLine(NamedTuple):
    """A life area whose need no service meets. ``clients``: how many; None: too few to be told.

    ``counties``: how many in each (its letters, "" where it is not known), where that may be told.
    """

    area: str
    clients: int | None
    counties: tuple[tuple[str, int], ...]


class HandoverLine(NamedTuple):
    """One handover. ``standing``: what it waits for, a word of ``rules/handovers``, "" for nothing.

    ``gap_days``: the days without anybody; None where it is not known when the former one ended.
    ``items``: open action items that are still the former one's.
    """

    id: bytes
    case_id: bytes
    case_label: str
    client: str
    tie_id: bytes | None
    role: str
    from_id: bytes | None
    from_name: str
    to_id: bytes | None
    to_name: str
    offered_at: dt.datetime | None
    offered_by: str
    ends_on: dt.date | None
    state: str
    reason: str
    answered_on: dt.date | None
    told_on: dt.date | None
    contact_on: dt.date | None
    words: str
    items: int
    is_latest: bool
    standing: str
    gap_days: int | None
