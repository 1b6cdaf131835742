"""Case, Meetings: those to come and those held, the latest first."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tui_app.commands.cases import CASE_MEETINGS
from tui_app.commands.command import Command
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, short_date
from tui_app.plain.words import joined
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.messages import Open
from tui_app.screens.planning import plan_in_case
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    import datetime as dt

    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed
    from storage.lines.meetings import MeetingLine

COLUMNS = (
    Column(N_("When"), 19),
    Column(N_("State"), 11),
    Column(N_("Meeting"), 0),
)
PLACE = {"held": "minutes", "live": "live"}
"""The tab of a meeting where Enter leads, by its state."""


class CaseMeetingsScreen(CaseTab):
    """The third tab of a case."""

    commands: ClassVar[tuple[Command, ...]] = CASE_MEETINGS
    here: ClassVar[str] = "meetings"

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        empty = _("No meetings yet. Press n to plan one.")
        yield RecordList(COLUMNS, self.row, lambda line: line.id, empty=empty, id="meetings")

    @property
    def meetings(self) -> "RecordList[MeetingLine]":
        """Return the list."""
        return self.query_one("#meetings", RecordList)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the meetings."""
        del sheet
        self.ask(self.casebook.meetings.of_case, self.case_id, then=self.meetings.show)

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case."""
        return self.own_change(changed.kinds, changed.scopes)

    def row(self, line: "MeetingLine") -> Row:
        """Draw a meeting."""
        return meeting_cells(line, self.today)

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Go to the meeting: to its minutes when it was held."""
        line = self.meetings.current
        tab = "prepare" if line is None else PLACE.get(line.state, "prepare")
        self.post_message(Open("meeting", event.key, tab))

    def do_message(self) -> None:
        """Write a message about the one under the cursor."""
        if (key := self.meetings.current_key) is not None:
            self.post_message(Open("letter-about", key, "meeting"))

    def do_papers(self) -> None:
        """Go to the papers of a visit."""
        self.post_message(Open("visit-paper", self.case_id))

    def do_late(self) -> None:
        """Write down a meeting that was held without this computer."""
        self.post_message(Open("late-entry", self.case_id))

    def do_new(self) -> None:
        """Plan a meeting of this case."""
        plan_in_case(self, self.case_id)


def meeting_cells(line: "MeetingLine", today: "dt.date") -> Row:
    """Draw a meeting without the client's name: the case is known here."""
    when = ""
    if line.starts is not None:
        when = f"{short_date(line.starts.date(), today)} {clock_time(line.starts)}"
    what = joined((choice_word("meeting-kind", line.kind), line.title, line.place))
    state = choice_word("meeting-state", line.state)
    ended = line.state in {"held", "cancelled"}
    return Row((when, state, what), sign="!" * (line.state == "live"), quiet=ended)
