"""Which step of a lost-contact plan is next: pure.

The law: the agreed order is followed. The plan is at rest once somebody reached the client, and
done when every step was tried; what was passed over counts as tried.
"""

from collections.abc import Iterable
from typing import Protocol

OPEN, REACHED = "open", "reached"


class Step(Protocol):
    """What the rule must know of a step."""

    @property
    def id(self) -> bytes:
        """The step's id."""

    @property
    def outcome(self) -> str:
        """What came of it; ``open``: not tried."""


def next_step(steps: Iterable[Step]) -> bytes | None:
    """Return the id of the step whose turn it is, of ``steps`` in their order, or None."""
    found = tuple(steps)
    if any(step.outcome == REACHED for step in found):
        return None
    return next((step.id for step in found if step.outcome == OPEN), None)


def is_begun(steps: Iterable[Step]) -> bool:
    """Say whether a step was tried."""
    return any(step.outcome != OPEN for step in steps)
