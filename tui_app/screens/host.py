"""What a screen may ask of the app, without importing it.

The law: screens stand below the app; this Protocol is all they know of it.
"""

from concurrent.futures import Executor
from typing import TYPE_CHECKING, Protocol

from tui_app.settings import Settings
from tui_app.terminal.idle import Clock, IdleWatch

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tui_app.screens.door import Door


class Host(Protocol):
    """The app as its screens see it."""

    settings: Settings
    clock: Clock
    idle: IdleWatch
    door: "Door"
    casebook: "Casebook | None"
    visit: str
    """The number of the case of a visit, which then is all there is; else ""."""
    in_order: Executor
    """One thread: what is asked first is done first, so a reading sees the writing before it."""
    aside: Executor
    """Threads for long work beside it, such as a search or an export."""
    names_shown: bool
    saved_at: float | None

    @property
    def waiting_out(self) -> int:
        """How much waits to go out, as counted last."""

    def note_waiting(self, count: int) -> None:
        """Take what a screen has just counted."""

    def lock(self) -> None:
        """Empty the screen and end this process."""

    def end(self, code: int) -> None:
        """Empty the screen, keep drafts, end this process with a code of ``process``."""

    def leave(self) -> None:
        """End Nivel for good."""

    def hide(self) -> None:
        """Show the privacy screen."""

    def peek(self) -> None:
        """Show names for ten seconds."""

    def next_theme(self) -> None:
        """Change to the next theme."""

    def change_settings(self, settings: Settings) -> None:
        """Take and keep new settings: language, theme, glyphs, idle time."""

    def took_over(self, casebook: "Casebook") -> None:
        """Take the open casebook and go to the first mode."""

    def begin_sitting(self, pin: str, *, lid: bool = False) -> None:
        """Blank instead of locking after five minutes; ``pin`` brings the screen back.

        ``lid``: on a visit, also when the lid was closed, and after F8.
        """

    def end_sitting(self) -> None:
        """Lock after five minutes again."""

    def note_saved(self) -> None:
        """Say "saved" in row 1 from now on."""

    def keep_draft(self, place: str, text: str, over: bytes | None = None) -> None:
        """Keep what is being typed at ``place``; "" when it has been saved.

        ``over``: the digest of what stands there, where it must not be saved over anything else.
        """
