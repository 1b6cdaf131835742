"""When nobody is there: how long a screen may stand open, and when a lock is due.

The law (``safety`` "Keys", T2): after five minutes without a key the screen is blank and the vault
locks; in a sitting (a live meeting with a session PIN) it only blanks, and locks after thirty. A
machine that slept locks when it wakes, seen as a jump between the clock that counts sleep and the
one that does not; on a visit it only blanks then, since a lid is closed on the way through a prison
(``lid_blanks``), and the thirty minutes count the sleep too. Times are seconds; the clock is handed
in, so that tests need not wait.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

BLANK_AFTER = 300.0
LOCK_AFTER_SITTING = 1800.0
SLEEP_GAP = 5.0
"""A jump of the two clocks beyond this was a sleep, not a slow reading."""


class Clock(Protocol):
    """What tells the time: awake seconds, seconds with sleep, and the wall clock."""

    def awake(self) -> float:
        """Return seconds that stand still while the machine sleeps."""

    def running(self) -> float:
        """Return seconds that go on while the machine sleeps."""

    def now(self) -> datetime:
        """Return the local wall time, with its zone."""


class SystemClock:
    """The machine's own clocks."""

    def awake(self) -> float:
        """Return ``CLOCK_MONOTONIC``."""
        return time.monotonic()

    def running(self) -> float:
        """Return ``CLOCK_BOOTTIME`` where the system has one."""
        boottime = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boottime is None else time.clock_gettime(boottime)

    def now(self) -> datetime:
        """Return the local wall time."""
        return datetime.now().astimezone()


class Due(Enum):
    """What the idle time asks for."""

    NOTHING = "nothing"
    BLANK = "blank"
    LOCK = "lock"


@dataclass
class IdleWatch:
    """Counts the quiet seconds. ``sitting``: a meeting is live and a session PIN is set."""

    clock: Clock
    limit: float = BLANK_AFTER
    sitting: bool = False
    lid_blanks: bool = False

    def __post_init__(self) -> None:
        """Begin counting now."""
        self._last_key = self.clock.running()
        self._awake = self.clock.awake()
        self._running = self.clock.running()

    def touched(self) -> None:
        """Note that a key was pressed."""
        self._last_key = self.clock.running()

    def quiet(self) -> float:
        """Return the seconds since the last key, sleep counted."""
        return self.clock.running() - self._last_key

    def left(self) -> float:
        """Return the seconds until the vault locks by itself."""
        limit = LOCK_AFTER_SITTING if self.sitting else self.limit
        return max(0.0, limit - self.quiet())

    def due(self) -> Due:
        """Say what is due now; called about once a second."""
        awake, running = self.clock.awake(), self.clock.running()
        slept = (running - self._running) - (awake - self._awake)
        self._awake, self._running = awake, running
        if self.left() <= 0 or (slept > SLEEP_GAP and not self.lid_blanks):
            return Due.LOCK
        if slept > SLEEP_GAP or self.quiet() >= self.limit:
            return Due.BLANK
        return Due.NOTHING
