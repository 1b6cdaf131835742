"""The app's sense of time: blanking, locking, sittings, peeking, and the end of the process.

The law: the screen is emptied before anything else when a lock is wanted, drafts are kept, and the
process that held the vault ends (trap 8). Every second is counted by a clock that is handed in.
"""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from tui_app.process import LOCKED, QUIT
from tui_app.screens.privacy import Privacy
from tui_app.screens.screen import NivelScreen
from tui_app.terminal.dressed_app import DressedApp
from tui_app.terminal.idle import Clock, Due, IdleWatch, SystemClock
from tui_app.terminal.signals import end_soon

if TYPE_CHECKING:
    from textual.timer import Timer

    from storage.casebook.casebook import Casebook

PEEK_SECONDS = 10.0
_FAULT_WAIT = 1.0


class Watched(DressedApp):
    """``idle_seconds`` without a key lock; ``clock`` tells the time.

    F8 and F9 are bound here too, so that no dialog can stand in their way.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "hide_now", show=False, priority=True),
        Binding("f9", "lock_now", show=False, priority=True),
    ]

    def __init__(self, clock: Clock | None, idle_seconds: float, *, no_color: bool) -> None:
        super().__init__(no_color=no_color, keep_fault=self._keep_fault)
        self.clock: Clock = clock or SystemClock()
        self.idle = IdleWatch(self.clock, idle_seconds)
        self.casebook: Casebook | None = None
        self.in_order = ThreadPoolExecutor(1, "casebook")
        self.aside = ThreadPoolExecutor(2, "aside")
        self.names_shown = False
        self.sitting_pin = ""
        self._peeking: Timer | None = None

    def action_lock_now(self) -> None:
        """Lock, whatever is on top; before the unlocking there is nothing to lock."""
        if self.casebook is not None:
            self.lock()

    def action_hide_now(self) -> None:
        """Hide the screen, whatever is on top; the same key goes on."""
        if isinstance(self.screen, Privacy):
            self.screen.action_back()
        else:
            self.hide()

    def open_screens(self) -> Iterator[NivelScreen]:
        """Return every screen of every mode; those before the unlocking only while it is locked."""
        for stack in self._screen_stacks.values():
            for screen in stack:
                shut = self.casebook is not None and getattr(screen, "before_unlocking", False)
                if isinstance(screen, NivelScreen) and not shut:
                    yield screen

    # --- time ----------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Note every key, then go on as usual."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.idle.touched()
        await super().on_event(event)

    def beat(self) -> None:
        """Once a second: what the idle time asks for, and the state in row 1."""
        if not self.screen_stack:  # a last beat while the screens are closed
            return
        due = self.idle.due()
        if self.casebook is not None and due is Due.LOCK:
            self.lock()
        elif self.casebook is not None and due is Due.BLANK:
            self._hide(self.sitting_pin)
        elif isinstance(self.screen, NivelScreen):
            self.screen.tick()

    def hide(self) -> None:
        """Show the privacy screen until F8 is pressed; on a visit until the PIN is typed."""
        self._hide(self.sitting_pin if self.idle.lid_blanks else "")

    def _hide(self, pin: str) -> None:
        if not isinstance(self.screen, Privacy):
            self.clear_notifications()
            self.push_screen(Privacy(pin))
        elif pin and not self.screen.pin:  # hidden by F8, and then nobody came back
            self.screen.ask_for(pin)

    def begin_sitting(self, pin: str, *, lid: bool = False) -> None:
        """Blank instead of locking; ``pin`` brings the screen back.

        ``lid``: on a visit, also when the lid was closed, and after F8.
        """
        self.sitting_pin = pin
        self.idle.sitting = bool(pin)
        self.idle.lid_blanks = lid and bool(pin)

    def end_sitting(self) -> None:
        """Lock after five minutes again."""
        self.begin_sitting("")

    def peek(self) -> None:
        """Show names for ten seconds."""
        if self._peeking is not None:
            self._peeking.stop()
        self._show_names(shown=True)
        self._peeking = self.set_timer(PEEK_SECONDS, partial(self._show_names, shown=False))

    def _show_names(self, *, shown: bool) -> None:
        self.names_shown = shown
        for screen in self.open_screens():
            screen.names_changed()

    # --- the end -------------------------------------------------------------------------------

    def lock(self) -> None:
        """Empty the screen at once, keep drafts, end: a fresh process asks for the passphrase."""
        self.end(LOCKED)

    def leave(self) -> None:
        """End Nivel for good."""
        self.end(QUIT)

    def end(self, code: int) -> None:
        """Empty the screen, keep what is being typed, end the process with ``code``."""
        if self.blanked:
            return
        self.blank_now()
        if not self.is_headless:
            end_soon(code)
        for screen in self.open_screens():
            screen.leaving()
        loop = asyncio.get_running_loop()
        self.in_order.submit(self._close_casebook).add_done_callback(
            lambda _done: loop.call_soon_threadsafe(self.exit, code, code)
        )

    def _close_casebook(self) -> None:
        if self.casebook is not None:
            self.casebook.close()

    def _keep_fault(self, code: str, trace: tuple[str, ...]) -> None:
        """Keep where a fault came from in the open vault: encrypted, local, never sent."""
        if self.casebook is not None:
            with suppress(Exception):  # the program ends anyhow; nothing may be printed
                keep = self.casebook.drafts.keep
                self.in_order.submit(keep, f"fault/{code}", "\n".join(trace)).result(_FAULT_WAIT)
