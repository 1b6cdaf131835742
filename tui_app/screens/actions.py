"""Actions: what is to be done in all cases, by the day it is due, late ones first.

The law: one's own and those of one's own cases come first; a list that can be read at once shows
the holidays between its days, a longer one is read a page at a time.
"""

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.actions import ACTIONS
from tui_app.commands.command import Command
from tui_app.dialogs.ask_day import AskDay, DayAnswer
from tui_app.dialogs.ask_text import AskText
from tui_app.dialogs.case_picker import CasePicker
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.words import joined
from tui_app.screens.actions_words import AnyLine, action_cells, action_preview, with_holidays
from tui_app.screens.listing import Source
from tui_app.screens.marking import Marking
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.list_rows import Column
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.tab_line import Tab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.lines.actions import ActionLine
    from storage.lines.change import Changed
    from tui_app.dialogs.choose import Chosen
    from tui_app.widgets.list_rows import Row

MASKED = (
    Column(N_("Day"), 14), Column(N_("Number"), 8), Column(N_("Who"), 6), Column(N_("What"), 0),
)  # fmt: skip
NAMED = (*MASKED[:2], Column(N_("Who"), 20), MASKED[3])
WHICH: dict[str, dict[str, Any]] = {
    "mine": {"mine": True},
    "waiting": {"waiting": True},
    "all": {},
    "ended": {"ended": True},
}
AT_ONCE = 500


class ActionsScreen(Marking):
    """The list of action items of all cases."""

    commands: ClassVar[tuple[Command, ...]] = ACTIONS
    tabs: ClassVar[tuple[Tab, ...]] = (
        Tab(1, "mine", N_("My own")),
        Tab(2, "waiting", N_("Waiting")),
        Tab(3, "all", N_("All")),
        Tab(4, "ended", N_("Done")),
    )

    def __init__(self) -> None:
        super().__init__()
        self.set_reactive(NivelScreen.tab, "mine")
        self.merged: tuple[AnyLine, ...] | None = None
        self.span = ""

    def place_text(self) -> str:
        """Say what this is."""
        words = {"late": _("late"), "week": _("this week")}.get(self.span, "")
        return joined((_("Actions"), words), ": ")

    def compose_body(self) -> ComposeResult:
        """Yield the list and the words about one."""
        empty = _("No action items here. n adds one; g and a letter go elsewhere.")
        yield RecordList(MASKED, self.row, lambda line: line.id, empty=empty, id="actions")
        yield Rule(classes="rule")
        yield Static(id="actions-preview", markup=False)

    @property
    def actions(self) -> "RecordList[Any]":
        """Return the list."""
        return self.query_one("#actions", RecordList)

    # --- reading -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the list, whole or the page in hand."""
        which = WHICH[self.tab] | self._days()
        desk = self.casebook.actions

        def pick(words: str, limit: int) -> "Sequence[ActionLine]":
            return desk.pick(words, limit, **which)

        source = Source(partial(self._page, which), partial(self._count, which), pick)
        self.read_list(self.actions, source)

    def _days(self) -> dict[str, Any]:
        day = dt.timedelta(days=1)
        monday = self.today - self.today.weekday() * day
        spans = {
            "late": {"until": self.today - day},
            "week": {"since": monday, "until": monday + 6 * day},
        }
        return dict(spans.get(self.span, {}))

    def do_late(self) -> None:
        """Show only what is late, or all again."""
        self._narrow("late")

    def do_week(self) -> None:
        """Show only what is due this week, or all again."""
        self._narrow("week")

    def _narrow(self, span: str) -> None:
        self.span = "" if self.span == span else span
        self.fill_frame()
        self.show_tab(self.tab)

    def _count(self, which: dict[str, Any]) -> int:
        """Count the rows; runs in the casebook's thread, before the first page."""
        desk = self.casebook.actions
        count = desk.count(**which)
        self.merged = None
        if count <= AT_ONCE and not which.get("ended"):
            self.merged = tuple(with_holidays(desk.lines(0, -1, **which), self.today))
        return count if self.merged is None else len(self.merged)

    def _page(self, which: dict[str, Any], offset: int, limit: int) -> "Sequence[AnyLine]":
        if self.merged is not None:
            return self.merged[offset : offset + limit]
        return self.casebook.actions.lines(offset, limit, **which)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a row may have changed."""
        return bool(changed.kinds & {"action", "case", "person"})

    def show_tab(self, tab: str) -> None:
        """Show others."""
        del tab
        self.actions.move_to(0)
        self.actions.marked.clear()
        self.standing = replace(self.standing, rows=0)
        self.load()

    # --- showing -------------------------------------------------------------------------------

    def row(self, line: AnyLine) -> "Row":
        """Draw a row."""
        return action_cells(line, self.today, names=self.host.names_shown)

    def names_changed(self) -> None:
        """Give names the room that they need."""
        self.actions.columns = NAMED if self.host.names_shown else MASKED
        super().names_changed()
        self.preview()

    @on(RecordList.Moved)
    def preview(self) -> None:
        """Say the row under the cursor in full."""
        words = action_preview(self.actions.current, self.today, names=self.host.names_shown)
        self.query_one("#actions-preview", Static).update(Content(words))

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Chosen)
    def do_edit(self) -> None:
        """Open the form."""
        if (line := self.current_action()) is not None:
            self.post_message(Open("action", line.id))

    def do_meeting(self) -> None:
        """Go to the meeting it was agreed in."""
        line = self.current_action()
        if line is not None and line.meeting_id is not None:
            self.post_message(Open("meeting", line.meeting_id, "minutes"))
        else:
            self.say(_("This was not agreed in a meeting."))

    def do_case(self) -> None:
        """Go to the client."""
        if (line := self.current_action()) is not None:
            self.post_message(Open("case", line.case_id))

    def do_message(self) -> None:
        """Write a message about it."""
        if (line := self.current_action()) is not None:
            self.post_message(Open("letter-about", line.id, "action"))

    def do_due(self) -> None:
        """Ask for another day."""
        if (line := self.current_action()) is not None:
            dialog = AskDay(_("When is it due?"), self.today, line.due)
            self.app.push_screen(dialog, partial(self._move, line))

    def _move(self, line: "ActionLine", answer: DayAnswer | None) -> None:
        if answer is not None:
            edit, day = self.casebook.actions.edit, answer.day
            self.as_shown({line.id: line}, lambda seen: edit(line.id, seen=seen, due=day))

    def do_new(self) -> None:
        """Ask for the case, then what is to be done."""
        look = self.looker(self.casebook.cases.pick)
        self.app.push_screen(CasePicker(_("Whose action item?"), look), self._ask_what)

    def _ask_what(self, chosen: "Chosen | None") -> None:
        if chosen is None or chosen.key is None:
            return
        place = f"new-action/{chosen.key.hex()}"
        asked = AskText(_("What is to be done?"), hint=_("Who and when come next."))
        asked.keep = partial(self.host.keep_draft, place)
        self.ask(self.casebook.drafts.find, place, then=asked.restore)
        self.app.push_screen(asked, partial(self._add, chosen.key, place))

    def _add(self, case_id: bytes, place: str, what: str | None) -> None:
        if what:
            self.host.keep_draft(place, "")
            opened = self.casebook.actions.add
            self.ask(opened, case_id, what, then=lambda new: self.post_message(Open("action", new)))
