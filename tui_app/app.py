"""The terminal program: one person, one vault, from the lock screen to the lock.

The law: the app knows no record. It opens screens by name, keeps the look and the settings, and
tells the screens when the casebook has changed.
"""

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.widget import AwaitMount

from tui_app.i18n.catalogue import _, set_language
from tui_app.screens.daily_backup import back_up_daily
from tui_app.screens.messages import CasebookChanged, Open
from tui_app.screens.registry import (
    MODES,
    ON_A_VISIT,
    PLACES,
    VISIT,
    built,
    built_modes,
    later,
    load,
)
from tui_app.screens.screen import NivelScreen
from tui_app.screens.waiting_count import WaitingCount
from tui_app.settings import THEMES as THEME_NAMES
from tui_app.settings import Settings, save_settings
from tui_app.terminal.idle import Clock
from tui_app.terminal.signals import take_signals
from tui_app.watch import Watched
from tui_app.widgets.glyphs import use_glyphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from storage.casebook.casebook import Casebook
    from storage.lines.change import Changed
    from tui_app.screens.door import Door


class NivelApp(Watched):
    """``door`` leads to the casebook; ``clock`` tells the time; ``first`` names the first screen.

    ``visit`` is a case's number: that visit is all there is then, no mode and no other case (T5).

    Its ``return_code`` is one of ``tui_app.process``.
    """

    def __init__(
        self,
        door: "Door",
        settings: Settings,
        *,
        clock: Clock | None = None,
        no_color: bool = False,
        first: str = "tui_app.screens.lock:LockScreen",
        visit: str = "",
    ) -> None:
        self.door = door
        self.settings = settings
        set_language(settings.language)
        use_glyphs(settings.glyphs)
        super().__init__(clock, settings.idle_minutes * 60.0, no_color=no_color)
        self.saved_at: float | None = None
        self.waiting = WaitingCount(self.clock)
        self._now: Open | None = None
        self._before: Open | None = None
        self.first = first
        self.visit = visit
        self.begin_in(settings.theme or self.default_theme())

    def get_default_screen(self) -> "Screen[Any]":
        """Return the first screen; Textual would mount an empty one below it."""
        return load(self.first)()

    def on_mount(self) -> None:
        """Start the second's beat, and listen to signals."""
        self.may_copy = self.settings.copy
        self.call_after_refresh(self.dress)
        self.set_interval(1.0, self.beat)
        if not self.is_headless:
            take_signals(asyncio.get_running_loop(), self.end)
            self.show_cursor(shown=self.settings.show_cursor)

    # --- look ----------------------------------------------------------------------------------

    def next_theme(self) -> None:
        """Change to the next theme and keep it."""
        place = THEME_NAMES.index(self.theme) if self.theme in THEME_NAMES else -1
        theme = THEME_NAMES[(place + 1) % len(THEME_NAMES)]
        self.change_settings(replace(self.settings, theme=theme))

    def change_settings(self, settings: Settings) -> None:
        """Take and keep new settings."""
        before, self.settings = self.settings, settings
        try:
            save_settings(settings)
        except OSError:  # in force all the same, until the end
            if isinstance(self.screen, NivelScreen):
                self.screen.say(_("The settings work now, but could not be kept on this computer."))
        self.idle.limit = settings.idle_minutes * 60.0
        self.may_copy = settings.copy
        if before.show_cursor != settings.show_cursor:
            self.show_cursor(shown=settings.show_cursor)
        if settings.theme and settings.theme != self.theme:
            self.wear(settings.theme)
        if (before.language, before.glyphs) != (settings.language, settings.glyphs):
            set_language(settings.language)
            use_glyphs(settings.glyphs)
            self.run_worker(self._speak_again(), group="speak")

    async def _speak_again(self) -> None:
        for screen in list(self.open_screens()):
            await screen.speak_again()

    # --- the casebook --------------------------------------------------------------------------

    def took_over(self, casebook: "Casebook") -> None:
        """Take the open casebook and go to the first mode."""
        if self.visit:
            casebook.narrow()
        self.casebook = casebook
        self.idle.touched()
        casebook.feed.subscribe(self._changed)
        self.waiting.stale = True
        if self.visit:
            self.add_mode("visit", partial(load(VISIT), self.visit))
            super().switch_mode("visit")
            return
        modes = built_modes()
        if modes:
            self.switch_mode(modes[0].id)
            self.call_after_refresh(lambda: back_up_daily(self.screen))

    def _changed(self, changed: "Changed") -> None:
        """Hear of a change, in the writer's thread."""
        self.post_message(CasebookChanged(changed))  # safe from any thread

    @on(CasebookChanged)
    def _reload(self, event: CasebookChanged) -> None:
        for screen in self.open_screens():
            if screen.concerns(event.changed):
                screen.changed_below(on_top=screen is self.screen)
        if event.changed.kinds - {"log-line"}:
            self.note_saved()
            self.waiting.stale = True
        if event.changed.is_beside:
            _say_beside(self.screen_stack)

    @property
    def waiting_out(self) -> int:
        """How much waits to go out, as counted last."""
        return self.waiting.count

    def note_waiting(self, count: int) -> None:
        """Take what a screen has just counted."""
        self.waiting.count = count

    def beat(self) -> None:
        """Once a second: the time, and now and then how much waits to go out."""
        super().beat()
        top = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(top, NivelScreen) and not top.before_unlocking and not self.visit:
            self.waiting.look(top)

    def note_saved(self) -> None:
        """Say "saved" in row 1 from now on."""
        self.saved_at = self.clock.awake()

    def keep_draft(self, place: str, text: str, over: bytes | None = None) -> None:
        """Keep what is being typed at ``place``, in the casebook's thread; "" drops it."""
        if self.casebook is not None:
            self.in_order.submit(self.casebook.drafts.keep, place, text, over)

    def switch_mode(self, mode: str) -> AwaitMount:
        """Go to a mode; it is known to Textual from its first use on."""
        for each in built_modes():
            if each.id == mode and mode not in self._modes:
                self.add_mode(mode, later(each.screen))
        self._remember(Open(mode))
        return super().switch_mode(mode)

    def _remember(self, place: Open) -> None:
        """Keep what was open before, for the key ``,``."""
        self._before, self._now = self._now, place

    # --- going somewhere -----------------------------------------------------------------------

    @on(Open)
    def _open(self, event: Open) -> None:
        unlocked = self.casebook is not None
        if self.visit and unlocked and event.kind.partition(":")[0] not in ON_A_VISIT:
            if isinstance(self.screen, NivelScreen):
                self.screen.say(_("A visit leads nowhere else. Ctrl+Q ends it."))
        elif event.kind in {mode.id for mode in MODES} and not event.detail:
            self.switch_mode(event.kind)
        elif event.kind in {"help", "commands"}:
            _open_menu(self.screen, whole=event.kind == "help")
        elif event.kind.startswith("help:"):
            from tui_app.screens.help_page import HelpPage  # not needed for the first paint

            self.push_screen(HelpPage(event.kind.partition(":")[2]))
        elif event.kind == "previous":
            if self._before is not None:
                self._open(self._before)
        else:
            self._open_place(event)

    def _open_place(self, event: Open) -> None:
        place = PLACES.get(f"{event.kind}.{event.detail}") or PLACES.get(event.kind)
        if place is None or not built(place):
            return
        self._remember(event)
        screen = load(place)(*(() if event.record_id is None else (event.record_id,)))
        if event.detail and isinstance(screen, NivelScreen):
            screen.start_at(event.detail)
        if event.instead:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)


def _say_beside(screens: "Sequence[Screen[Any]]") -> None:
    """Say it on the screens below too: Esc may have closed the form that saved."""
    for screen in screens:
        if isinstance(screen, NivelScreen):
            said = _("Also changed on another device: both are kept, see Exchange.")
            screen.say(said, alert=True)


def _open_menu(screen: "Screen[Any]", *, whole: bool) -> None:
    from tui_app.screens.command_menu import open_menu  # not needed for the first paint

    if isinstance(screen, NivelScreen):
        open_menu(screen, whole=whole)
