"""What lists of cases and release dates show."""

import datetime as dt
from dataclasses import dataclass

from storage.lines.names import initials
from storage.lines.travel import PackLine


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case. ``release`` is its planning date, as told; ``is_own`` that the reader owns it."""

    id: bytes
    label: str
    name: str
    phase: str
    prison: str
    release: dt.date | None
    certainty: str
    owner: str
    is_own: bool
    open_actions: int
    next_meeting: dt.datetime | None

    @property
    def initials(self) -> str:
        """The masked name."""
        return initials(self.name)


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One release date that was told."""

    id: bytes
    day: dt.date
    certainty: str
    told_on: dt.date | None
    told_by: str
    source: str
    is_planning: bool


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One case opened: the numbers and texts of its first page; ``packs`` are out.

    ``reach``: what stands in the way of reaching the client, as closed words.
    """

    case: CaseLine
    wishes: str
    summary: str
    home_municipality: str
    opened_on: dt.date | None
    client_id: bytes
    releases: tuple[ReleaseLine, ...]
    ties: int
    meetings: int
    conflicts: int
    closed_on: dt.date | None = None
    closing_reason: str = ""
    packs: tuple[PackLine, ...] = ()
    reach: tuple[str, ...] = ()
    reach_words: str = ""
