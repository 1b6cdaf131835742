"""The frame around a screen's body: rows 1, 2, 23 and 24, and the smallest terminal.

The law: the state on the right of row 1 is spoken by words, changes at most once in ten seconds
while nothing happens (a slow line pays for every change), and never names a client. A message
stays eight seconds; then the undo offer has the row again.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.i18n.changes import change_words
from tui_app.i18n.formats import span_words
from tui_app.screens.registry import built_modes, mode_tabs
from tui_app.widgets.footer_line import FooterLine
from tui_app.widgets.frame_line import MessageLine, TopLine
from tui_app.widgets.tab_line import TabLine
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.change import Undoable
    from tui_app.screens.screen import NivelScreen

LEAST_COLUMNS, LEAST_ROWS = 80, 24
MESSAGE_SECONDS = 8.0


class Frame:
    """The rows around the body of ``screen``."""

    def __init__(self, screen: "NivelScreen") -> None:
        self.screen = screen
        self.message = ""
        self._until = 0.0

    def head(self) -> Iterator[Widget]:
        """Yield rows 1 and 2, and the sentence for a terminal that is too small."""
        yield Static(id="too-small", markup=False)
        yield TopLine(id="top")
        yield TabLine(id="tabs")

    def foot(self) -> Iterator[Widget]:
        """Yield rows 23 and 24."""
        yield TextField(id="filter", placeholder=_("filter words"))
        yield MessageLine(id="message")
        yield FooterLine(id="footer")

    def fill(self) -> None:
        """Write every row from what the screen says now."""
        screen = self.screen
        if not screen.query("#top"):
            return
        screen.query_one("#top", TopLine).left = screen.place_text()
        tabs = screen.query_one("#tabs", TabLine)
        modes = screen.host.casebook is not None and not screen.tabs
        tabs.tabs = mode_tabs() if modes else screen.tabs
        tabs.current = screen.app.current_mode if modes else screen.tab
        self.tick()
        self.fill_foot()
        self.check_size()

    def fill_foot(self) -> None:
        """Write row 24."""
        for footer in self.screen.query(FooterLine):
            footer.commands = self.screen.every_command()
            footer.standing = self.screen.standing

    def tick(self) -> None:
        """Write the state and the undo offer again; called about once a second."""
        for top in self.screen.query(TopLine):
            top.right = self._state()
        if self.message and self.screen.host.clock.awake() >= self._until:
            self.message = ""
        if not self.message:
            self._show(self._offer(), alert=False)

    def say(self, text: str, *, alert: bool) -> None:
        """Show ``text`` for eight seconds; "" ends it now."""
        self.message = text
        self._until = self.screen.host.clock.awake() + MESSAGE_SECONDS
        if text:
            self._show(f"! {text}" if alert else text, alert=alert)
        else:
            self.tick()

    def digit(self, digit: int) -> None:
        """Open the numbered tab or mode."""
        screen = self.screen
        for tab in screen.tabs:
            if tab.digit == digit:
                screen.tab = tab.id
                screen.show_tab(tab.id)
        if screen.tabs or screen.host.casebook is None:
            return
        for mode in built_modes():
            if mode.digit == digit:
                screen.app.switch_mode(mode.id)

    def check_size(self) -> None:
        """Below the least size show only a sentence with the size and the plain twins."""
        size = self.screen.app.size
        small = size.width < LEAST_COLUMNS or size.height < LEAST_ROWS
        self.screen.set_class(small, "-small")
        if small:
            text = _(
                "Nivel needs a terminal of 80 × 24; this one is {columns} × {rows}. Make the "
                "window larger, or use the plain commands, such as: nivel today --plain"
            ).format(columns=size.width, rows=size.height)
            self.screen.query_one("#too-small", Static).update(Content(text))

    def _show(self, text: str, *, alert: bool) -> None:
        for line in self.screen.query(MessageLine):
            line.left = text
            line.alert = alert

    def _state(self) -> str:
        host = self.screen.host
        if host.casebook is None:
            return ""
        parts = []
        if host.saved_at is not None:
            since = host.clock.awake() - host.saved_at
            parts.append(_("saved {span}").format(span=span_words(since)))
        parts.append(_("lock {span}").format(span=span_words(host.idle.left())))
        return "   ".join(parts)

    def _offer(self) -> str:
        casebook = self.screen.host.casebook
        undoable: Undoable | None = casebook.undoable if casebook is not None else None
        redoable = casebook.redoable if casebook is not None else None
        self._stand(undo=undoable is not None, redo=redoable is not None)
        if undoable is None:
            return ""
        return _("u Undo: {what} ({span})").format(
            what=change_words(undoable.what), span=span_words(undoable.seconds_left)
        )

    def _stand(self, *, undo: bool, redo: bool) -> None:
        standing = self.screen.standing
        if (standing.undo, standing.redo) != (undo, redo):
            self.screen.standing = replace(standing, undo=undo, redo=redo)
