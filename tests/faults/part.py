"""One part of the fault campaign: what it may spend, what it measured, what failed.

The law: a part that could not try what it is for has failed; so has one whose negative control,
the same check with the control taken away, did not go red.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Effort(StrEnum):
    """How much is tried: in ``make test``, in ``make faults``, with ``FULL=1``."""

    SHORT = "short"
    USUAL = "usual"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a part has: its effort, an empty folder, and the moment to stop (monotonic seconds)."""

    effort: Effort
    folder: Path
    end: float

    def pick(self, short: int, usual: int, full: int) -> int:
        """Return the number that belongs to the effort."""
        return {Effort.SHORT: short, Effort.USUAL: usual, Effort.FULL: full}[self.effort]

    @property
    def late(self) -> bool:
        """Say whether the time is up."""
        return time.monotonic() > self.end

    @property
    def left(self) -> float:
        """Return the seconds that are left, none when it is late."""
        return max(self.end - time.monotonic(), 0.0)

    def share(self, part: float) -> "Scope":
        """Return the same with only a part of the time that is left."""
        now = time.monotonic()
        return Scope(self.effort, self.folder, now + (self.end - now) * part)

    def at_least(self, seconds: float) -> "Scope":
        """Return the same with so much time, however late it is: a control is never left out."""
        return Scope(self.effort, self.folder, max(self.end, time.monotonic() + seconds))

    def below(self, name: str) -> "Scope":
        """Return the same with a new folder inside."""
        folder = self.folder / name
        folder.mkdir(parents=True)
        return Scope(self.effort, folder, self.end)


@dataclass(slots=True)
class Report:
    """What came of a part."""

    measured: dict[str, int | float | str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def claim(self, holds: object, otherwise: str) -> None:
        """Note a failure unless ``holds``."""
        if not holds:
            self.failures.append(otherwise)

    def take(
        self, name: str, results: Sequence[Sequence[str]], broken: Sequence[object], least: int
    ) -> None:
        """Count runs, each with what was wrong in it; fewer than ``least`` are too few."""
        self.measured[name] = len(results)
        self.measured["wrong"] = sum(1 for wrong in results if wrong)
        self.failures += [text for wrong in results for text in wrong]
        self.failures += [str(one) for one in broken]
        self.claim(len(results) >= least, f"too few {name} in the time")

    def count(self, name: str, more: int = 1) -> None:
        """Add to a measured number."""
        self.measured[name] = int(self.measured.get(name, 0)) + more


class Part(NamedTuple):
    """A part of the campaign; ``seconds`` is its share of the usual 20 minutes.

    ``needs`` names what it needs of the machine (``tools``).
    """

    name: str
    seconds: float
    run: Callable[[Scope], Report]
    needs: tuple[str, ...] = ()


def evenly(count: int, of: int) -> list[int]:
    """Return at most ``count`` of the numbers below ``of``, evenly spread, first and last."""
    if count >= of:
        return list(range(of))
    if count < 2:  # one point is the middle
        return [of // 2][:count]
    return sorted({round(index * (of - 1) / (count - 1)) for index in range(count)})
