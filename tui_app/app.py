"""The terminal program: one person, one vault, from the lock screen to the lock.

The law: the screen is emptied before anything else when a lock is wanted, drafts are kept, and the
process that held the vault ends (trap 8). The app knows no record: it opens screens, keeps the time
and the settings, and tells the screens when the casebook has changed.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on

from themes.look import STYLESHEETS, THEMES, VARIABLES
from tui_app.i18n.catalogue import set_language
from tui_app.process import LOCKED, QUIT, over_ssh
from tui_app.screens.messages import CasebookChanged, Open
from tui_app.screens.privacy import Privacy
from tui_app.screens.registry import MODES, PLACES, built, built_modes, later, load
from tui_app.screens.screen import NivelScreen
from tui_app.settings import THEMES as THEME_NAMES
from tui_app.settings import Settings, save_settings
from tui_app.terminal.idle import Clock, Due, IdleWatch, SystemClock
from tui_app.terminal.quiet_app import FaultKeeper, QuietApp
from tui_app.terminal.signals import end_soon, take_signals
from tui_app.widgets.glyphs import use_glyphs

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.change import Changed
    from tui_app.screens.door import Door

PEEK_SECONDS = 10.0


class NivelApp(QuietApp):
    """``door`` leads to the casebook; ``clock`` tells the time; ``first`` names the first screen.

    Returns (``run``) the exit code of ``tui_app.process``.
    """

    CSS_PATH = list(STYLESHEETS)  # noqa: RUF012 - Textual's own name and kind

    def __init__(
        self,
        door: "Door",
        settings: Settings,
        *,
        clock: Clock | None = None,
        no_color: bool = False,
        keep_fault: FaultKeeper | None = None,
        first: str = "tui_app.screens.lock:LockScreen",
    ) -> None:
        self.door = door
        self.settings = settings
        set_language(settings.language)
        use_glyphs(settings.glyphs)
        super().__init__(no_color=no_color, keep_fault=keep_fault)
        self.clock: Clock = clock or SystemClock()
        self.idle = IdleWatch(self.clock, settings.idle_minutes * 60.0)
        self.casebook: Casebook | None = None
        self.in_order = ThreadPoolExecutor(1, "casebook")
        self.aside = ThreadPoolExecutor(2, "aside")
        self.names_shown = False
        self.saved_at: float | None = None
        self.sitting_pin = ""
        self.first = first
        self._drafts: dict[str, str] = {}
        for theme in THEMES.values():
            self.register_theme(theme)
        self.wear(settings.theme or self.default_theme())

    # --- start and look ------------------------------------------------------------------------

    def default_theme(self) -> str:
        """Return the theme for this terminal: mono without colour, its own over a network line."""
        if self.no_color:
            return "mono"
        return "ansi" if over_ssh() else "night"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every role of the style sheets a value."""
        return VARIABLES

    def wear(self, theme: str) -> None:
        """Put on the theme; Textual would keep the colour filter of the start (trap 4)."""
        self.theme = theme
        self.choose_filters(monochrome=self.no_color or theme == "mono")

    def next_theme(self) -> None:
        """Change to the next theme and keep it."""
        place = THEME_NAMES.index(self.theme) if self.theme in THEME_NAMES else -1
        self.change_settings(
            replace(self.settings, theme=THEME_NAMES[(place + 1) % len(THEME_NAMES)])
        )

    def change_settings(self, settings: Settings) -> None:
        """Take and keep new settings."""
        before, self.settings = self.settings, settings
        save_settings(settings)
        self.idle.limit = settings.idle_minutes * 60.0
        self.may_copy = settings.copy
        self.show_cursor(shown=settings.show_cursor)
        if settings.theme and settings.theme != self.theme:
            self.wear(settings.theme)
        if (before.language, before.glyphs) != (settings.language, settings.glyphs):
            set_language(settings.language)
            use_glyphs(settings.glyphs)
            self.run_worker(self._speak_again(), group="speak")

    async def _speak_again(self) -> None:
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, NivelScreen):
                    await screen.speak_again()

    def on_mount(self) -> None:
        """Show the first screen and start the second's beat."""
        self.may_copy = self.settings.copy
        for mode in built_modes():
            self.add_mode(mode.id, later(mode.screen))
        self.push_screen(load(self.first)())
        self.set_interval(1.0, self.beat)
        if not self.is_headless:
            take_signals(asyncio.get_running_loop(), self.end)
            self.show_cursor(shown=self.settings.show_cursor)

    # --- time ----------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Note every key, then go on as usual."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.idle.touched()
        await super().on_event(event)

    def beat(self) -> None:
        """Once a second: what the idle time asks for, and the state in row 1."""
        due = self.idle.due()
        if self.casebook is not None and due is Due.LOCK:
            self.lock()
        elif self.casebook is not None and due is Due.BLANK and not self.is_hidden:
            self.hide()
        elif isinstance(self.screen, NivelScreen):
            self.screen.frame.tick()

    @property
    def is_hidden(self) -> bool:
        """Tell whether the privacy screen is on top."""
        return isinstance(self.screen, Privacy)

    def hide(self) -> None:
        """Show the privacy screen; a sitting's PIN is asked for when time hid it."""
        if not self.is_hidden:
            asked = self.sitting_pin if self.idle.due() is Due.BLANK else ""
            self.clear_notifications()
            self.push_screen(Privacy(asked))

    def begin_sitting(self, pin: str) -> None:
        """Blank instead of locking; ``pin`` brings the screen back."""
        self.sitting_pin = pin
        self.idle.sitting = bool(pin)

    def end_sitting(self) -> None:
        """Lock after five minutes again."""
        self.begin_sitting("")

    def peek(self) -> None:
        """Show names for ten seconds."""
        self._show_names(shown=True)
        self.set_timer(PEEK_SECONDS, partial(self._show_names, shown=False))

    def _show_names(self, *, shown: bool) -> None:
        self.names_shown = shown
        if isinstance(self.screen, NivelScreen):
            self.screen.names_changed()

    # --- the casebook --------------------------------------------------------------------------

    def took_over(self, casebook: "Casebook") -> None:
        """Take the open casebook and go to the first mode."""
        self.casebook = casebook
        self.idle.touched()
        casebook.feed.subscribe(self._changed)
        modes = built_modes()
        if modes:
            self.switch_mode(modes[0].id)

    def _changed(self, changed: "Changed") -> None:
        """Hear of a change, in the writer's thread."""
        self.post_message(CasebookChanged(changed))  # safe from any thread

    @on(CasebookChanged)
    def _reload(self, event: CasebookChanged) -> None:
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, NivelScreen) and screen.concerns(event.changed):
                    screen.changed_below(on_top=screen is self.screen)
        self.note_saved()

    def note_saved(self) -> None:
        """Say "saved" in row 1 from now on."""
        self.saved_at = self.clock.awake()

    def keep_draft(self, place: str, text: str) -> None:
        """Keep what is being typed at ``place``, in the casebook's thread."""
        if self.casebook is not None:
            self.in_order.submit(self.casebook.drafts.keep, place, text)

    # --- going somewhere -----------------------------------------------------------------------

    @on(Open)
    def _open(self, event: Open) -> None:
        if event.kind in {mode.id for mode in MODES}:
            self.switch_mode(event.kind)
            return
        place = PLACES.get(f"{event.kind}.{event.detail}") or PLACES.get(event.kind)
        if place is None or not built(place):
            return
        arguments = () if event.record_id is None else (event.record_id,)
        screen = load(place)(*arguments)
        if event.detail:
            screen.start_at(event.detail)
        if event.instead:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

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
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, NivelScreen):
                    screen.leaving()
        loop = asyncio.get_running_loop()
        self.in_order.submit(self._close_casebook).add_done_callback(
            lambda _done: loop.call_soon_threadsafe(self.exit, code, code)
        )

    def _close_casebook(self) -> None:
        if self.casebook is not None:
            self.casebook.close()
