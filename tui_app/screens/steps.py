"""The four steps of an exchange, each with how far it is, as rows that can be read aloud.

The law: a step that ended says ok, and the last one only when all was read back; what was broken
off says so. ``take`` is called in the working thread and keeps numbers only.
"""

from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.cells import fit
from tui_app.screens.progress import Progress

STEPS = {
    "check": N_("look at the folder"),
    "read": N_("read in"),
    "write": N_("write out"),
    "verify": N_("read it back"),
}
_CELLS = 22


class Steps:
    """How far an exchange is."""

    def __init__(self) -> None:
        self.far: dict[str, tuple[int, int]] = {}
        self.ended = self.is_safe = self.is_broken = False

    def take(self, progress: Progress, step: str, done: int, total: int) -> None:
        """Take how far a step is. Raises ``Stopped`` when the exchange should end."""
        self.far[step] = (done, total)
        progress(done, max(total, 1))

    def end(self, *, is_safe: bool) -> None:
        """Say that it went through; ``is_safe``: all that was written was read back."""
        self.ended, self.is_safe = True, is_safe

    def break_off(self) -> None:
        """Say that it ended in the middle."""
        self.is_broken = True

    def rows(self) -> list[str]:
        """Return a row for each step."""
        begun = [step for step in STEPS if step in self.far]
        last = begun[-1] if begun else ""
        rows = [
            f" {number} {fit(_(words), _CELLS)} {self._state(step, step in begun, step == last)}"
            for number, (step, words) in enumerate(STEPS.items(), 1)
        ]
        if not (self.ended or self.is_broken):
            rows.append(" " + _("Do not pull the stick yet. Esc stops safely."))
        return rows

    def _state(self, step: str, is_begun: bool, is_last: bool) -> str:  # noqa: FBT001 — a row's facts
        done, total = self.far.get(step, (0, 0))
        bar = Progress(done, total).bar()
        if not is_begun:
            return ""
        if step == "verify" and self.ended:
            return f"{bar} {_('ok')}" if self.is_safe else f"{bar} ! {_('not read back whole')}"
        if is_last and self.is_broken:
            return f"{bar} ! {_('broken off')}"
        return bar if is_last and not self.ended else f"{bar} {_('ok')}".strip()
