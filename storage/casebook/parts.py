"""Progress of work that has several parts, each of which counts from nothing to its own whole.

The law: to whoever waits it is one whole that never goes back; a part that was passed over is done.
"""

from collections.abc import Callable

Progress = Callable[[int, int], None]
STEPS = 1_000
"""A part is told in so many steps, whatever it counts."""


def in_parts(progress: Progress, parts: int) -> tuple[Progress, ...]:
    """Return one callback for each part; what ``progress`` raises goes through."""
    return tuple(_part(progress, number, parts) for number in range(parts))


def _part(progress: Progress, number: int, parts: int) -> Progress:
    def report(done: int, total: int) -> None:
        share = STEPS * done // total if total > 0 else STEPS
        progress(number * STEPS + min(STEPS, share), parts * STEPS)

    return report
