"""Meetings: those to come by time, or the past ones, the last first.

The law: masked until F4; a meeting that was left running, or whose day passed, has a ``!``.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tui_app.commands.command import Command
from tui_app.commands.meetings import MEETINGS
from tui_app.dialogs.case_picker import CasePicker
from tui_app.i18n.catalogue import N_, _
from tui_app.screens.listing import Source
from tui_app.screens.meeting_words import meeting_cells
from tui_app.screens.messages import Open
from tui_app.screens.planning import plan_in_case
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.list_rows import Column
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.meetings import MeetingLine
    from tui_app.dialogs.choose import Chosen
    from tui_app.widgets.list_rows import Row

MASKED = (
    Column(N_("When"), 16), Column(N_("Number"), 8), Column(N_("Whose"), 6),
    Column(N_("Meeting"), 0), Column(N_("Where"), 16, most=34),
)  # fmt: skip
NAMED = (*MASKED[:2], Column(N_("Whose"), 18), *MASKED[3:])


class MeetingsScreen(NivelScreen):
    """The list of meetings."""

    commands: ClassVar[tuple[Command, ...]] = MEETINGS

    def __init__(self) -> None:
        super().__init__()
        self.past = False

    def place_text(self) -> str:
        """Say which meetings are shown."""
        return _("Past meetings") if self.past else _("Meetings to come")

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        empty = _("No meetings here. Press n to plan one.")
        yield RecordList(MASKED, self.row, lambda line: line.id, empty=empty, id="meetings")

    @property
    def meetings(self) -> "RecordList[MeetingLine]":
        """Return the list."""
        return self.query_one("#meetings", RecordList)

    def load(self) -> None:
        """Read the page in hand."""
        desk = self.casebook.meetings
        source = Source(
            partial(desk.lines, past=self.past),
            partial(desk.count, past=self.past),
            partial(desk.pick, past=self.past),
        )
        self.read_list(self.meetings, source)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a row may have changed."""
        return bool(changed.kinds & {"case", "person", "meeting"})

    def row(self, line: "MeetingLine") -> "Row":
        """Draw a meeting."""
        return meeting_cells(line, self.host.clock.now().date(), names=self.host.names_shown)

    def names_changed(self) -> None:
        """Give names the room that they need."""
        self.meetings.columns = NAMED if self.host.names_shown else MASKED
        super().names_changed()

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Go to the meeting."""
        self.post_message(Open("meeting", event.key))

    def do_new(self) -> None:
        """Ask for the case, then plan."""
        look = self.looker(self.casebook.cases.pick)
        self.app.push_screen(CasePicker(_("Whose meeting?"), look), self._plan)

    def _plan(self, chosen: "Chosen | None") -> None:
        if chosen is not None and chosen.key is not None:
            plan_in_case(self, chosen.key)

    def do_past(self) -> None:
        """Show the others."""
        self.past = not self.past
        self.meetings.move_to(0)
        self.standing = replace(self.standing, rows=0)
        self.fill_frame()
        self.load()

    def do_message(self) -> None:
        """Write a message about the one under the cursor."""
        if (key := self.meetings.current_key) is not None:
            self.post_message(Open("letter-about", key, "meeting"))

    def do_call_off(self) -> None:
        """Call the meeting under the cursor off."""
        if (meeting_id := self.meetings.current_key) is not None:
            self.ask(self.casebook.meetings.cancel, meeting_id)
