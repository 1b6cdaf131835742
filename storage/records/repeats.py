"""How the repeat of an action item is written: ``days:N``, ``weeks:N``, ``months:N:D``.

The law: a closed form; what does not fit it is no repeat, and repeats nothing. D is the day of the
month that was asked for, which a shorter month does not wear down. Loads no table.
"""

import re
from dataclasses import dataclass
from typing import Literal, cast

Unit = Literal["days", "weeks", "months"]
_WRITTEN = re.compile(
    r"(days|weeks):([1-9]\d{0,3})|(months):([1-9]\d{0,2})(?::(\d{1,2}))?", re.ASCII
)
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Repeat:
    """Every ``count`` units; ``day`` is the day of the month that was asked for."""

    unit: Unit
    count: int
    day: int | None = None

    @property
    def text(self) -> str:
        """Return how it is kept."""
        kept = f"{self.unit}:{self.count}"
        return kept if self.day is None else f"{kept}:{self.day}"


def read_repeat(text: str) -> Repeat | None:
    """Read a kept repeat; None for "" and for what is none."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    if match[1]:
        return Repeat(cast("Unit", match[1]), int(match[2]))
    day = int(match[5]) if match[5] else None
    if day is not None and not 1 <= day <= _LAST_DAY:
        return None
    return Repeat("months", int(match[4]), day)
