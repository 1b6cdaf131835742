"""Lines of travel packs: what is to be taken along, what is out, what came of one that is back."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple


class Errand(NamedTuple):
    """What is taken along. ``taker``: a correspondent, None for oneself; no ``sections``: all."""

    case_id: bytes
    ends: dt.date
    taker: bytes | None = None
    sections: frozenset[str] = frozenset()
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class PackLine:
    """One travel pack of a case. ``state``: out, overdue, returned, lost.

    ``taker`` is a name; ``sections`` are what was packed, as it stood ``since``; ``mark``: of its
    device.
    """

    id: bytes
    case_id: bytes
    case_label: str
    taker: str
    is_mine: bool
    mark: str
    sections: tuple[str, ...]
    purpose: str
    since: dt.datetime | None
    ends: dt.date | None
    ended_at: dt.datetime | None
    state: str

    @property
    def is_out(self) -> bool:
        """Say whether it is still away."""
        return self.state in {"out", "overdue"}


@dataclass(frozen=True, slots=True)
class PackTerm:
    """What a vault that is a travel pack says of itself."""

    since: dt.date
    ends: dt.date


@dataclass(frozen=True, slots=True)
class Returned:
    """What came home with a pack.

    ``new`` batches are new here, ``set_aside`` had no right to be where they stood and are kept
    apart, ``forks`` contradict what came from another copy of the pack; ``drafts``: texts that were
    never saved, kept as drafts; ``is_wiped``: nothing of the pack can be opened any more,
    ``is_gone``: its files are removed too.
    """

    case_id: bytes
    new: int
    set_aside: int
    forks: int
    conflicts: int
    drafts: int
    is_wiped: bool
    is_gone: bool
