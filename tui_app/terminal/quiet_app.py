"""A Textual app without what could leak: the part of Nivel that knows Textual's inside.

The law (``safety``, traps 1 to 4): every drawn segment passes ``ControlFilter``; a fault says one
neutral line; no screenshot, developer tools, log, Textual palette or link opening; copying goes out
only where the settings allow it; a blanked screen draws nothing at all. Textual is pinned and the
tests of this file stay, since some of it is private there.
"""

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual._styles_cache import StylesCache
from textual.app import SystemCommand
from textual.binding import BindingType

from tui_app.i18n.farewell import fault_line
from tui_app.process import FAILED
from tui_app.terminal.crash import code_of, trace_of
from tui_app.terminal.driver import HIDE_CURSOR, SHOW_CURSOR, NivelDriver
from tui_app.terminal.filter import ControlFilter, colour_filter
from tui_app.terminal.key_order import KeysInOrder

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen

CLIPBOARD_SECONDS = 15.0
FaultKeeper = Callable[[str, tuple[str, ...]], None]

# Textual means a class method (it says ``cls``), but it is none: what it remembers is then kept for
# each widget, and holds the lines that the last 1024 of them drew, long after their screens closed.
StylesCache.get_inner_outer = classmethod(StylesCache.get_inner_outer)  # type: ignore[assignment,arg-type]


class QuietApp(KeysInOrder):
    """``keep_fault(code, trace)`` gets what is known of a fault; it holds no values."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    TITLE = "Nivel"

    may_copy = False
    blanked = False
    _clipboard_held = False
    fault_code = ""

    def __init__(self, *, no_color: bool = False, keep_fault: FaultKeeper | None = None) -> None:
        super().__init__(driver_class=self.get_driver_class())
        self.features = frozenset()
        self.no_color = no_color
        self.keep_fault = keep_fault
        self._ansi_filter = self._filters[0]
        self.choose_filters(monochrome=no_color)

    def get_driver_class(self) -> "type[Driver]":
        """Return our own driver where there is a Unix terminal."""
        return NivelDriver if sys.platform != "win32" else super().get_driver_class()

    # --- drawing -------------------------------------------------------------------------------

    def choose_filters(self, *, monochrome: bool) -> None:
        """Set the filters anew for the theme of the moment; ours is always the last."""
        colour = colour_filter(monochrome=monochrome, native_ansi=self.native_ansi_color)
        first = [each for each in self._filters if type(each).__name__ == "ANSIToTruecolor"]
        middle: list[LineFilter] = [] if colour is None else [colour]
        self._filters = [*first, *middle, ControlFilter()]

    def _display(self, screen: "Screen[object]", renderable: "RenderableType | None") -> None:
        if not self.blanked:
            super()._display(screen, renderable)

    def blank_now(self) -> None:
        """Empty the terminal at once and draw nothing more; notifications are gone too."""
        self.blanked = True
        self.empty_clipboard()
        self._notifications.clear()
        if isinstance(self._driver, NivelDriver):
            self._driver.blank()

    def show_cursor(self, *, shown: bool) -> None:
        """Show or hide the terminal's own cursor; it follows the focus."""
        if isinstance(self._driver, NivelDriver):
            self._driver.write(SHOW_CURSOR if shown else HIDE_CURSOR)
            self._driver.flush()

    def _set_pointer_shape(self, shape: str) -> None:
        """Send no OSC 22: the mouse is off, and old consoles print what they do not know."""

    # --- what Textual would do -----------------------------------------------------------------

    def get_system_commands(self, screen: "Screen[object]") -> Iterable[SystemCommand]:  # noqa: ARG002
        """Offer none of Textual's commands; one of them writes a picture of the screen."""
        return ()

    def copy_to_clipboard(self, text: str) -> None:
        """Keep ``text`` for pasting inside Nivel; write OSC 52 only where the settings allow it.

        The terminal's clipboard is emptied again after ``CLIPBOARD_SECONDS`` and at the end.
        """
        self._clipboard = text
        if self.may_copy:
            super().copy_to_clipboard(text)
            self._clipboard_held = True
            self.set_timer(CLIPBOARD_SECONDS, self.empty_clipboard)

    def empty_clipboard(self) -> None:
        """Write an empty text over what was copied to the terminal."""
        if self._clipboard_held:
            self._clipboard_held = False
            super().copy_to_clipboard("")

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing: a link in data must not start a program."""

    def action_help_quit(self) -> None:
        """Say nothing about Ctrl+C; it is no key of Nivel."""

    # --- faults --------------------------------------------------------------------------------

    def panic(self, *renderables: "RenderableType") -> None:  # noqa: ARG002 - never printed
        """End without printing what was handed in."""
        self._return_code = FAILED
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """Keep the details, say one neutral line, end."""
        error = self._exception
        self.fault_code = code_of(error) if error is not None else "N-0"
        if self.keep_fault is not None and error is not None:
            self.keep_fault(self.fault_code, trace_of(error))
        self._return_code = FAILED
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Say the neutral line; runs after the terminal has been given back."""
        self._exit_renderables.clear()
        if self.fault_code and sys.__stderr__ is not None and not self.is_headless:
            sys.__stderr__.write(f"{fault_line(self.fault_code)}\n")
