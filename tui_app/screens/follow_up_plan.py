"""Plan follow-up contacts: what the template proposes, moved where services are closed.

The law: nothing is written before it is accepted. A day that was moved says from which day and why,
and one key takes the interval's own day back; what was made already is left out until it is chosen.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.follow_ups import FOLLOW_UP_PLAN
from tui_app.dialogs.ask_day import AskDay, DayAnswer
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.follow_ups import what_words
from tui_app.plain.words import joined, who
from tui_app.screens import follow_up_words as words
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.cases import CaseLine
    from storage.lines.change import Changed
    from storage.lines.follow_ups import FollowUpPlan, PlanLine
    from tui_app.widgets.list_rows import Row


class FollowUpPlanScreen(NivelScreen):
    """The proposals for the case ``case_id``."""

    AUTO_FOCUS = "#proposals"
    commands: ClassVar[tuple[Command, ...]] = FOLLOW_UP_PLAN

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id
        self.case: CaseLine | None = None
        self.days: dict[bytes, dt.date] = {}
        self.taken: set[bytes] = set()
        self.has_date = False

    def place_text(self) -> str:
        """Say whose, masked."""
        whose = ""
        if self.case is not None:
            whose = who(self.case.label, self.case.name, names=self.host.names_shown)
        return joined((_("Cases"), whose, _("Plan follow-up contacts")), " > ")

    def compose_body(self) -> ComposeResult:
        """Yield from which day it is counted, the proposals, and what the signs mean."""
        yield Static(id="plan-from", markup=False)
        yield RecordList(words.PLAN, self.row, lambda line: line.id, id="proposals")
        yield Static(id="follow-up-preview", markup=False)
        hint = _("Space takes or leaves out, o keeps the interval's own day, e writes another "
                 "day. Enter writes what is taken; Esc writes nothing.")  # fmt: skip
        yield Static(Content(hint), classes="hint", markup=False)

    @property
    def proposals(self) -> "RecordList[PlanLine]":
        """Return the list."""
        return self.query_one("#proposals", RecordList)

    def case_in_hand(self) -> bytes | None:
        """Let a look at names stand in this case's log."""
        return self.case_id

    def load(self) -> None:
        """Read the proposals."""
        book, case_id = self.casebook, self.case_id

        def read() -> "tuple[CaseLine, FollowUpPlan]":
            return book.cases.line(case_id), book.follow_ups.proposals(case_id)

        self.ask(read, then=self._show)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when the planning date or the template changed."""
        return bool(changed.kinds & {"case", "release-date", "follow-up", "follow-up-template"})

    def _show(self, found: "tuple[CaseLine, FollowUpPlan]") -> None:
        self.case, plan = found
        self.has_date = plan.release is not None
        for line in plan.lines:
            if line.id not in self.days:
                self.days[line.id] = line.due
                self.taken |= {line.id} if line.standing in {"new", "moved"} else set()
        if plan.release is None:
            told = "! " + _("There is no planning date, so nothing can be counted from it. Choose "
                            "one first: Summary, p.")  # fmt: skip
        else:
            said = _("Counted from the planning date {date} ({certainty}), as it was told.")
            certainty = choice_word("certainty", plan.certainty)
            told = said.format(date=full_date(plan.release), certainty=certainty)
        self.query_one("#plan-from", Static).update(Content(told))
        self.proposals.show(plan.lines)
        self.fill_frame()

    def names_changed(self) -> None:
        """Show the name in the head."""
        self.fill_frame()

    def row(self, line: "PlanLine") -> "Row":
        """Draw a proposal."""
        return words.plan_cells(line, self.days[line.id], taken=line.id in self.taken)

    @on(RecordList.Moved)
    def preview(self) -> None:
        """Say the proposal under the cursor in full."""
        line = self.proposals.current
        said = words.plan_preview(line, self.days.get(line.id) if line else None)
        self.query_one("#follow-up-preview", Static).update(Content(said))

    # --- what can be done ----------------------------------------------------------------------

    def do_choose(self) -> None:
        """Take the contact, or leave it out, and go on to the next."""
        if (line := self.proposals.current) is not None:
            self.taken ^= {line.id}
            self.proposals.redraw()
            self.proposals.move_to(self.proposals.cursor + 1)

    def do_keep_day(self) -> None:
        """Take the interval's own day back, or the open day again."""
        if (line := self.proposals.current) is not None:
            own = self.days[line.id] == line.asked
            self._set_day(line, line.due if own else line.asked)

    def do_day(self) -> None:
        """Ask for another day."""
        if (line := self.proposals.current) is not None:
            today = self.host.clock.now().date()
            asked = AskDay(what_words(line), today, self.days[line.id])

            def told(answer: DayAnswer | None) -> None:
                if answer is not None and answer.day is not None:
                    self._set_day(line, answer.day)

            self.app.push_screen(asked, told)

    def _set_day(self, line: "PlanLine", day: dt.date) -> None:
        self.days[line.id] = day
        self.taken.add(line.id)
        self.proposals.redraw()
        self.preview()

    def do_accept(self) -> None:
        """Write what is taken, and go back."""
        if not (self.taken and self.has_date):
            self.say(_("Nothing is taken: nothing was written."))
            return
        chosen = {key: self.days[key] for key in self.taken}
        self.ask(self.casebook.follow_ups.plan, self.case_id, chosen, then=self._written)

    def _written(self, made: Any) -> None:  # noqa: ANN401, ARG002 - the ids are not needed
        self.host.note_saved()
        self.do_back()
