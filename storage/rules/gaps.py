"""Which needs have nobody: the gaps of a case, and what the directory has for each.

The law: somebody takes care of a need only where a named person or organisation stands in the
network; a role to be filled does not, and neither does a service that was looked up and not yet
joined: decided, exists, has a place and started are kept apart (domain.md F6). A suggestion is a
line of the directory, never advice.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from storage.lines.needs import GapLine, NeedLine
from storage.lines.services import ServiceLine

WANTED = frozenset({"needed", "in-progress"})
"""The states in which somebody is wanted."""
Suggest = Callable[[str], Sequence[ServiceLine]]
MOST = 5
"""So many suggestions for one gap."""


class Gap(StrEnum):
    """Why nobody takes care of a need."""

    NOBODY = "nobody"
    ROLE_OPEN = "role-open"
    LEFT = "left"
    SERVICE_ONLY = "service-only"
    UNMET = "unmet"


class Actor(StrEnum):
    """What stands where the need names one of the network."""

    NONE = "none"
    NAMED = "named"
    ROLE = "role"
    GONE = "gone"


def gap_of(
    state: str,
    actor: Actor,
    *,
    has_service: bool = False,
    unmet: bool = False,
    is_aim: bool = False,
) -> str:
    """Return why nobody takes care of the need, or "" where there is no gap."""
    if is_aim or state not in WANTED or actor == Actor.NAMED:
        return ""
    if unmet:
        return Gap.UNMET
    if actor == Actor.ROLE:
        return Gap.ROLE_OPEN
    if actor == Actor.GONE:
        return Gap.LEFT
    return Gap.SERVICE_ONLY if has_service else Gap.NOBODY


def gaps(lines: Iterable[NeedLine], suggest: Suggest) -> tuple[GapLine, ...]:
    """Return the gaps in the order of ``lines``, each with what ``suggest(area)`` finds.

    Nothing is suggested where somebody has found that no service answers the need.
    """
    return tuple(
        GapLine(line, () if line.gap == Gap.UNMET else tuple(suggest(line.area))[:MOST])
        for line in lines
        if line.gap
    )
