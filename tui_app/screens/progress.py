"""Work that takes a while: how far it is, and the wish to stop it.

The law: nothing longer than 0.3 s goes on unseen, and what is seen can be stopped, unless stopping
would gain nothing (a rekey is finished at the next opening anyway). A ``Progress`` is handed to the
working thread, which calls it with ``(done, total)``; when the user has pressed Esc the call raises
``Stopped`` there. Only numbers cross between the threads.
"""

from dataclasses import dataclass

from tui_app.widgets.glyphs import glyphs

SHOWN_AFTER = 0.3
_BAR = 10
_HUNDREDTHS = 100
_MOST_COUNTED = 1_000  # above it, hundredths say more than the numbers


@dataclass
class Progress:
    """How far one piece of work is; ``total`` 0 while it is unknown."""

    done: int = 0
    total: int = 0
    stop_wanted: bool = False
    shown: bool = False
    can_stop: bool = True

    def __call__(self, done: int, total: int) -> None:
        """Say how far the work is; called in its thread. Raises ``Stopped`` when it should end."""
        self.done, self.total = done, total
        if self.stop_wanted:
            from storage.errors import Stopped

            raise Stopped

    def bar(self) -> str:
        """Return ``[####------] 4/8`` or ``40 %``, or nothing while the total is unknown."""
        if self.total <= 0:
            return ""
        filled = min(_BAR, _BAR * self.done // self.total)
        sign = glyphs()
        bar = sign.filled * filled + sign.empty * (_BAR - filled)
        if self.total > _MOST_COUNTED or self.total == _HUNDREDTHS:
            return f"[{bar}] {min(100, 100 * self.done // self.total)} %"
        return f"[{bar}] {self.done}/{self.total}"
