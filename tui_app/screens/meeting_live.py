"""Live: the minutes are written while people talk.

The law: the line has the cursor from the beginning and after every key that does something else;
nothing here waits for the disk. The agenda shows planned and used minutes and its cursor follows
the item that goes on. The screen is drawn again only where a minute or a word changed.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from storage.rules.agenda import running_item
from tui_app.commands.command import Command
from tui_app.commands.meetings import LIVE, LIVE_KEYS
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.cells import cut
from tui_app.plain.words import shown_name
from tui_app.screens.live_keys import LiveKeys
from tui_app.screens.live_line import LINE_LIMIT
from tui_app.screens.live_words import (
    caught_rows,
    caught_title,
    caught_words,
    kind_words,
    left_words,
    marks_words,
    settings_words,
    tier_for,
)
from tui_app.screens.meeting_words import clock_cells, presence_words
from tui_app.screens.minutes_words import told_blocks
from tui_app.widgets.frame_line import FrameLine
from tui_app.widgets.list_rows import Column
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField
from tui_app.widgets.told_list import ToldList
from tui_app.widgets.told_rows import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.lines.meetings import AgendaLine, MeetingSheet
    from tui_app.widgets.list_rows import Row

AGENDA = (Column("", 2, right=True), Column(N_("Item"), 0), Column(N_("min"), 6, right=True))
CAUGHT_ROWS = 2


class LiveScreen(LiveKeys):
    """A meeting that goes on."""

    here: ClassVar[str] = "live"
    commands: ClassVar[tuple[Command, ...]] = LIVE_KEYS

    def compose_body(self) -> ComposeResult:
        """Yield people, agenda and minutes, what was caught, and the line."""
        yield Static(id="live-people", markup=False)
        yield FrameLine(id="live-item")
        with Horizontal(id="live"):
            yield RecordList(AGENDA, self.item_row, lambda line: line.id, id="live-agenda")
            yield ToldList(id="told", at_end=True, empty=_("What is said comes here."))
        yield Rule(id="live-caught", classes="rule")
        yield Static(id="live-rows", markup=False)
        yield Static(id="live-settings", markup=False)
        yield TextField(id="line", limit=LINE_LIMIT)
        yield Static(id="live-preview", markup=False)

    async def speak_again(self) -> None:
        """Draw every row anew."""
        self.drawn.clear()
        await super().speak_again()

    # --- showing -------------------------------------------------------------------------------

    def take(self, sheet: "MeetingSheet") -> None:
        """Show the meeting as it stands."""
        first = self.sheet is None
        super().take(sheet)
        self.standing = self.standing.with_fact(LIVE, holds=sheet.meeting.state == "live")
        if first:
            self.line.focus()
            self.restore_line()
        self.show_all()

    def show_all(self) -> None:
        """Draw every part."""
        sheet, names = self.sheet, self.host.names_shown
        if sheet is None:
            return
        self.agenda.show(sheet.agenda)
        running = running_item(sheet.agenda)
        if running is not None and self.focused is not self.agenda:
            self.agenda.move_to(sheet.agenda.index(running))
        self.put("#live-people", presence_words(sheet.attendance, names=names))
        self.query_one("#live-caught", Rule).title = caught_title(sheet)
        rows = caught_rows(sheet, CAUGHT_ROWS, self.size.width - 2, names=names)
        self.put("#live-rows", rows)
        self.show_clock()
        self.show_told()
        self.show_settings()
        self.show_preview()

    def show_told(self) -> None:
        """Draw the minutes, and after them the lines on their way."""
        if self.sheet is not None:
            blocks = [*told_blocks(self.sheet, names=self.host.names_shown), *self._on_their_way()]
            self.told.show(blocks)

    def _on_their_way(self) -> "Iterator[Block]":
        for told in self.outbox.waiting:
            sign = "! " if told.refused else "… "
            yield Block(None, told.caught.text, f"{sign}{kind_words(told.caught.kind)}: ", "quiet")

    def show_clock(self) -> None:
        """Draw what the minutes changed; the second's beat may come while the screen goes."""
        sheet = self.sheet
        if sheet is None or not self.query("#live-item"):
            return
        now = self.now()
        running = running_item(sheet.agenda)
        row = self.query_one("#live-item", FrameLine)
        row.left = f"{sheet.agenda.index(running) + 1} {running.title}" if running else ""
        row.right = left_words(running, now)
        drawn = tuple(clock_cells(item, 0, now) for item in sheet.agenda)
        if drawn != self.drawn_clock:
            self.drawn_clock = drawn
            self.agenda.redraw()

    def show_settings(self) -> None:
        """Draw who speaks, for whom, and whether word for word."""
        lines = self.sheet.attendance if self.sheet else ()
        name = next((line.name for line in lines if line.person_id == self.speaker), "")
        speaker = shown_name(name, names=self.host.names_shown)
        self.put("#live-settings", settings_words(speaker, self.tier, verbatim=self.verbatim))

    @on(Input.Changed, "#line")
    def show_preview(self) -> None:
        """Say what the line will become."""
        sheet = self.sheet
        if sheet is None:
            return
        if sheet.meeting.state == "planned":
            words = _("The meeting has not begun. Enter begins it.")
        elif not self.line.value.strip():
            words = marks_words()
        else:
            caught = self.caught(self.line.value)
            tier, names = tier_for(caught.kind, self.tier), self.host.names_shown
            cells = self.size.width - 2
            words = caught_words(caught, self.around, tier, cells, names=names)
        self.put("#live-preview", words)

    def put(self, where: str, text: str) -> None:
        """Write ``text`` into the row ``where``."""
        rows = (cut(row, self.size.width - 2) for row in text.split("\n"))
        shown = "\n".join(rows)
        if self.drawn.get(where) != shown:  # a letter typed draws one row, and lays nothing out
            self.drawn[where] = shown
            self.query_one(where, Static).update(Content(shown), layout=False)

    def item_row(self, line: "AgendaLine") -> "Row":
        """Draw an agenda item with its clock."""
        number = self.sheet.agenda.index(line) + 1 if self.sheet else 0
        return clock_cells(line, number, self.now())

    def names_changed(self) -> None:
        """Draw names in full or masked."""
        super().names_changed()
        self.show_all()

    def tick(self) -> None:
        """Let the clocks go on."""
        super().tick()
        self.show_clock()
