"""Case, Actions: who does what by when, the late ones first.

The law: what is late says so in words; an action item that is dropped says why; marking several is
one change and one undo.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult

from tui_app.commands.cases import CASE_ACTIONS
from tui_app.commands.command import Command
from tui_app.dialogs.ask_text import AskText
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.words import joined, shown_name
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.listing import Source
from tui_app.screens.marking import Marking
from tui_app.screens.messages import Open
from tui_app.screens.today_words import due_cell
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    import datetime as dt

    from storage.lines.actions import ActionLine
    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed

MASKED = (Column(N_("Due"), 15), Column(N_("Who"), 8), Column(N_("What"), 0))
NAMED = (Column(N_("Due"), 15), Column(N_("Who"), 22), Column(N_("What"), 0))


class CaseActionsScreen(Marking, CaseTab):
    """The fourth tab of a case."""

    commands: ClassVar[tuple[Command, ...]] = CASE_ACTIONS
    here: ClassVar[str] = "actions"

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.ended = False

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        empty = _("No action items here. Press n to add one.")
        yield RecordList(MASKED, self.row, lambda line: line.id, empty=empty, id="actions")

    def place_text(self) -> str:
        """Say whose, and whether these are the ended ones."""
        return f"{super().place_text()}: {_('ended')}" if self.ended else super().place_text()

    @property
    def actions(self) -> "RecordList[Any]":
        """Return the list."""
        return self.query_one("#actions", RecordList)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the page in hand."""
        del sheet
        desk, case_id, ended = self.casebook.actions, self.case_id, self.ended
        lines = partial(desk.lines, case_id=case_id, ended=ended)
        count = partial(desk.count, case_id=case_id, ended=ended)
        self.read_list(self.actions, Source(lines, count))

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case."""
        return self.own_change(changed.kinds, changed.scopes)

    def row(self, line: "ActionLine") -> Row:
        """Draw an action item."""
        return action_cells(line, self.today, names=self.host.names_shown)

    def names_changed(self) -> None:
        """Give names the room that they need."""
        self.actions.columns = NAMED if self.host.names_shown else MASKED
        super().names_changed()

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Chosen)
    def do_edit(self) -> None:
        """Open the form of the action item."""
        if self.actions.current_key is not None:
            self.post_message(Open("action", self.actions.current_key))

    def do_message(self) -> None:
        """Write a message about the one under the cursor."""
        if (key := self.actions.current_key) is not None:
            self.post_message(Open("letter-about", key, "action"))

    def do_new(self) -> None:
        """Ask what is to be done, then open its form for who and when."""
        asked = AskText(_("What is to be done?"), hint=_("Who and when come next."))
        place = f"new-action/{self.case_id.hex()}"
        asked.keep = partial(self.host.keep_draft, place)
        self.ask(self.casebook.drafts.find, place, then=asked.restore)
        self.app.push_screen(asked, partial(self._add, place))

    def _add(self, place: str, what: str | None) -> None:
        if what:
            self.host.keep_draft(place, "")
            self.ask(self.casebook.actions.add, self.case_id, what, then=self._added)

    def _added(self, action_id: bytes) -> None:
        self.post_message(Open("action", action_id))

    def do_ended(self) -> None:
        """Show the ended ones, or the open ones."""
        self.ended = not self.ended
        self.actions.marked.clear()
        self.fill_frame()
        self.load()


def action_cells(line: "ActionLine", today: "dt.date", *, names: bool) -> Row:
    """Draw an action item: when, who, what, and how it stands unless it is simply open."""
    ended = line.state in {"done", "dropped"}
    state = "" if line.state == "open" else choice_word("action-state", line.state)
    when = due_cell(line.due, today)
    if ended:
        when = full_date(line.done_on) if line.done_on else ""
    late = not ended and line.due is not None and line.due <= today
    what = joined((joined((state, line.what), ": "), line.reason))
    return Row((when, shown_name(line.owner, names=names), what), sign="!" * late, quiet=ended)
