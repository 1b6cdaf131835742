"""The hybrid logical clock: orders what is shown, decides nothing.

Format: one whole number, Unix milliseconds << 16 | counter, below 2**63.

The law: our clock never goes back and always stands after what we have seen, except that a clock
more than a day ahead of ours is flagged and never followed: one PC with a wrong battery must not
drag every other into its future. Merging never asks the clock whether an op counts, only which of
several living values is shown first.
"""

import time
from collections.abc import Callable

DAY_MS = 24 * 60 * 60 * 1000
COUNTER_BITS = 16
CLOCK_LIMIT = 2**63


def system_ms() -> int:
    """Return the system's wall clock in Unix milliseconds."""
    return time.time_ns() // 1_000_000


def wall_ms(clock: int) -> int:
    """Return the Unix milliseconds inside ``clock``."""
    return clock >> COUNTER_BITS


def is_future(clock: int, now_ms: int) -> bool:
    """Say whether ``clock`` is more than a day ahead of ``now_ms``."""
    return wall_ms(clock) > now_ms + DAY_MS


class HybridClock:
    """One device's clock. ``last`` is the greatest one known; beyond a day ahead it is dropped."""

    def __init__(self, last: int = 0, now_ms: Callable[[], int] = system_ms) -> None:
        """Start after ``last``; ``now_ms`` gives the wall clock."""
        self.now_ms = now_ms
        self.last = 0
        self.observe(last)

    def tick(self) -> int:
        """Return the next clock: the wall time, or just after the greatest one seen."""
        now = max(self.now_ms(), 0) << COUNTER_BITS
        self.last = max(now, self.last + 1)
        return self.last

    def observe(self, foreign: int) -> bool:
        """Stand after ``foreign``. False, and no step, when it is more than a day ahead."""
        if is_future(foreign, self.now_ms()):
            return False
        self.last = max(self.last, foreign)
        return True
