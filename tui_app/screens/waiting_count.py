"""How much waits to go out, for row 1: counted beside all other work, and not at every change.

The law: nobody waits for it. It is counted after a change, at most once in ten seconds, and what is
shown may be ten seconds old; it is a number and names nobody.
"""

from typing import TYPE_CHECKING, Any

from tui_app.screens.asking import Asking

if TYPE_CHECKING:
    from textual.screen import Screen

    from storage.errors import StorageError
    from tui_app.terminal.idle import Clock

LEAST_SECONDS = 10.0


class WaitingCount:
    """``count`` is what waits; ``stale``: something has changed since it was counted."""

    def __init__(self, clock: "Clock") -> None:
        self.count = 0
        self.stale = False
        self._clock = clock
        self._counted_at = -LEAST_SECONDS

    def look(self, screen: "Screen[Any]") -> None:
        """Count again where that is due; ``screen`` is on top."""
        since = self._clock.awake() - self._counted_at
        if not (self.stale and since >= LEAST_SECONDS and isinstance(screen, Asking)):
            return
        casebook = screen.host.casebook
        if casebook is not None:
            self.stale, self._counted_at = False, self._clock.awake()
            waiting = casebook.delivery.waiting

            def work() -> None:
                self.count = waiting().count

            screen.ask_aside(work, _unsaid)


def _unsaid(error: "StorageError") -> bool:
    """Say nothing: the next change counts again."""
    del error
    return True
