"""The frame around a screen's body: rows 1, 2, 23 and 24, and the smallest terminal.

The law: the state on the right of row 1 is spoken by words, changes at most once in ten seconds
while nothing happens (a slow line pays for every change), and never names a client. A message
stays eight seconds; then the undo offer has the row again.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.standing import Standing
from tui_app.i18n.catalogue import _, ngettext
from tui_app.i18n.changes import change_words
from tui_app.i18n.formats import span_words
from tui_app.screens.everywhere import Everywhere
from tui_app.screens.registry import built_modes, mode_tabs
from tui_app.terminal.compositor import NarrowCompositor
from tui_app.widgets.footer_line import FooterLine
from tui_app.widgets.frame_line import MessageLine, TopLine
from tui_app.widgets.tab_line import Tab, TabLine
from tui_app.widgets.text_field import TextField

GO = "g"
"""The letter before a mode's letter."""
LEAST_COLUMNS, LEAST_ROWS = 80, 24
MESSAGE_SECONDS = 8.0


class Framed(Everywhere):
    """A screen with its frame. ``tabs``: the numbered tabs of this level; empty means the modes.

    Without ``has_tabs`` there is neither row 2 nor a filter: the screens before the unlocking.
    """

    tabs: ClassVar[tuple[Tab, ...]] = ()
    has_tabs: ClassVar[bool] = True
    standing: reactive[Standing] = reactive(Standing(), init=False)
    tab: reactive[str] = reactive("", init=False)

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NarrowCompositor()
        self._message = ""
        self._message_until = 0.0

    # --- what the screen says ------------------------------------------------------------------

    @classmethod
    def every_command(cls) -> tuple[Command, ...]:
        """Return the commands of the screen."""
        return ()

    def place_text(self) -> str:
        """Return the left of row 1, such as ``Cases > K-0142 M.A.``, in today's language."""
        return ""

    def state_text(self) -> str:
        """Return the right of row 1: what was saved, what waits to go out, when the vault locks."""
        host = self.host
        if host.casebook is None:
            return ""
        parts = []
        if host.saved_at is not None:
            since = host.clock.awake() - host.saved_at
            parts.append(_("saved {span}").format(span=span_words(since)))
        if out := host.waiting_out:
            words = ngettext("{count} waiting to go out", "{count} waiting to go out", out)
            parts.append(words.format(count=out))
        parts.append(_("lock {span}").format(span=span_words(host.idle.left())))
        return "   ".join(parts)

    def show_tab(self, tab: str) -> None:
        """Show the tab with this id; called when a digit was pressed."""

    # --- the rows ------------------------------------------------------------------------------

    def compose_head(self) -> Iterator[Widget]:
        """Yield rows 1 and 2, and the sentence for a terminal that is too small."""
        yield Static(id="too-small", markup=False)
        yield TopLine(id="top")
        if self.has_tabs:
            yield TabLine(id="tabs")

    def compose_foot(self) -> Iterator[Widget]:
        """Yield rows 23 and 24."""
        if self.has_tabs:
            yield TextField(id="filter", placeholder=_("filter words"))
        yield MessageLine(id="message")
        yield FooterLine(id="footer")

    def fill_frame(self) -> None:
        """Write every row from what the screen says now."""
        for top in self.query(TopLine):
            top.left = self.place_text()
        has_modes = self.host.casebook is not None and not self.host.visit
        modes = has_modes and not self.tabs
        for tabs in self.query(TabLine):
            tabs.tabs = mode_tabs() if modes else self.tabs
            tabs.current = self.app.current_mode if modes else self.tab
        self.tick()
        self.fill_foot()
        self.check_size()

    def fill_foot(self) -> None:
        """Write row 24."""
        for footer in self.query(FooterLine):
            footer.commands = self.every_command()
            footer.standing = self.standing

    def tick(self) -> None:
        """Write the state and the undo offer again; called about once a second."""
        for top in self.query(TopLine):
            top.right = self.state_text()
        if self._message and self.host.clock.awake() >= self._message_until:
            self._message = ""
        offer = self._offer()
        if not self._message:
            self._write(offer, alert=False)

    def say(self, text: str, *, alert: bool = False) -> None:
        """Show ``text`` in row 23 for eight seconds; "" gives the row back to the undo offer."""
        self._message = text
        self._message_until = self.host.clock.awake() + MESSAGE_SECONDS
        if text:
            self._write(f"! {text}" if alert else text, alert=alert)
        else:
            self.tick()

    def press_digit(self, digit: int) -> None:
        """Open the numbered tab or mode."""
        for tab in self.tabs:
            if tab.digit == digit:
                self.tab = tab.id
                self.show_tab(tab.id)
        if not self.tabs:
            self.go_to_mode(digit=digit)
        elif digit not in {tab.digit for tab in self.tabs}:
            self.say(_("To another place: g and its letter, such as g t; F1 shows them all."))

    def go_to_mode(self, *, digit: int = 0, letter: str = "") -> bool:
        """Go to the mode with this digit, or this letter after ``g``; return whether there is."""
        found = (m for m in built_modes() if m.digit == digit or m.letter == letter)
        has_modes = self.host.casebook is not None and not self.host.visit
        mode = next(found, None) if has_modes else None
        if mode is not None:
            self.say("")
            self.app.switch_mode(mode.id)
        return mode is not None

    def check_size(self) -> None:
        """Below the least size show only a sentence with the size and the plain twins."""
        size = self.app.size
        small = size.width < LEAST_COLUMNS or size.height < LEAST_ROWS
        self.set_class(small, "-small")
        if small:
            text = _(
                "Nivel needs a terminal of 80 × 24; this one is {columns} × {rows}. Make the "
                "window larger, or use the plain commands, such as: nivel today --plain"
            ).format(columns=size.width, rows=size.height)
            self.query_one("#too-small", Static).update(Content(text))

    def watch_standing(self) -> None:
        """Let keys and footer follow."""
        self.fill_foot()

    def watch_tab(self) -> None:
        """Let row 2 follow."""
        self.fill_frame()

    def _write(self, text: str, *, alert: bool) -> None:
        for line in self.query(MessageLine):
            line.left = text
            line.alert = alert

    def _offer(self) -> str:
        casebook = self.host.casebook
        undoable = casebook.undoable if casebook is not None else None
        redoable = casebook.redoable if casebook is not None else None
        able = (undoable is not None, redoable is not None)
        if (self.standing.undo, self.standing.redo) != able:
            self.standing = replace(self.standing, undo=able[0], redo=able[1])
        if undoable is None:
            return ""
        return _("u Undo: {what} ({span})").format(
            what=change_words(undoable.what), span=span_words(undoable.seconds_left)
        )
