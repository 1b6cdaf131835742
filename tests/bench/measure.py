"""Measuring honestly: sides interleaved and shuffled, medians, a canary, raw numbers kept.

The law: only ratios measured side by side in one run are bars. A side is a command whose last line
of output is a number (seconds, or bytes), or a function that returns one; each sample of a command
is a process of its own. A fixed loop is timed before and after: where it drifts by more than a
quarter, the row is void and says so. Nothing here is part of ``make test``.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

SAMPLES = 9
DRIFT = 0.25


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its name, and what takes one sample."""

    name: str
    sample: Callable[[], float]


@dataclass(slots=True)
class Outcome:
    """One row: the raw samples of both sides, the bar, the canary's seconds before and after."""

    row: str
    unit: str
    bar: str
    limit: float | None
    sides: dict[str, list[float]]
    canary: tuple[float, float]
    note: str = ""
    facts: dict[str, float] = field(default_factory=dict)

    @property
    def drift(self) -> float:
        """Return by how much the canary was slower or faster at the end."""
        before, after = self.canary
        return abs(after / before - 1)

    @property
    def ratio(self) -> float | None:
        """Return the ratio of the medians, ours over the peer's; None with one side."""
        if len(self.sides) < 2:
            return None
        ours, peer = (statistics.median(samples) for samples in list(self.sides.values())[:2])
        return ours / peer

    @property
    def verdict(self) -> str:
        """Return holds, falls short, void or note; a row of one side stands on its median."""
        if self.drift > DRIFT and self.unit == "s":  # a slow machine takes no more bytes
            return "void"
        if self.limit is None:
            return "note"
        reached = statistics.median(next(iter(self.sides.values())))
        if self.ratio is not None:
            reached = self.ratio
        return "holds" if reached <= self.limit else "falls short"


def canary() -> float:
    """Return the seconds of a loop that never changes."""
    started = time.perf_counter()
    total = 0
    for number in range(2_000_000):
        total += number & 7
    return time.perf_counter() - started


def compare(  # noqa: PLR0913 — a row has this many sides
    row: str,
    sides: Sequence[Side],
    *,
    bar: str,
    limit: float | None,
    unit: str = "s",
    samples: int = SAMPLES,
    note: str = "",
) -> Outcome:
    """Take ``samples`` of each side, shuffled round by round; one round before them warms up."""
    before = canary()
    taken: dict[str, list[float]] = {side.name: [] for side in sides}
    for number in range(samples + 1):
        for side in random.sample(list(sides), len(sides)):
            value = side.sample()
            if number:
                taken[side.name].append(value)
    return Outcome(row, unit, bar, limit, taken, (before, canary()), note)


def whole_process(*command: str, **environment: str) -> Callable[[], float]:
    """Return a sample that times a command from outside."""

    def sample() -> float:
        started = time.perf_counter()
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=os.environ | environment,
        )
        return time.perf_counter() - started

    return sample


def printed_number(*command: str) -> Callable[[], float]:
    """Return a sample that is the last line a command prints."""

    def sample() -> float:
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        return float(done.stdout.strip().splitlines()[-1])

    return sample


def worker(name: str, *arguments: str) -> Callable[[], float]:
    """Return a sample taken by a function of ``tests.bench.workers`` in a process of its own."""
    return printed_number(sys.executable, "-m", "tests.bench.workers", name, *arguments)
