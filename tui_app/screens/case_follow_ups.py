"""Case, Follow-ups: whom to call when, what was missed, and what to do if contact is lost.

The law: how the client can be reached stands above; nothing is planned or moved without being
accepted; the lost-contact plan is run in its order. A closed case is read here, opened again with
one key, and its door-open card printed.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.rules.lost_contact import next_step
from tui_app.commands.command import Command
from tui_app.commands.follow_ups import CASE_FOLLOW_UPS, HAS_CARD, ON_STEPS
from tui_app.dialogs.ask_text import AskText
from tui_app.dialogs.mark import Mark
from tui_app.dialogs.reason import Reason
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_words
from tui_app.plain.follow_ups import reach_words
from tui_app.screens import follow_up_words as words
from tui_app.screens.follow_up_trying import Trying
from tui_app.screens.messages import Open
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed
    from storage.lines.follow_ups import DoorCardLine, FollowUpLine, StepLine
    from tui_app.widgets.list_rows import Row

    Found = tuple[tuple[FollowUpLine, ...], tuple[StepLine, ...], DoorCardLine | None]


class CaseFollowUpsScreen(Trying):
    """The ninth tab of a case."""

    AUTO_FOCUS = "#follow-ups"
    commands: ClassVar[tuple[Command, ...]] = CASE_FOLLOW_UPS
    here: ClassVar[str] = "follow-ups"

    def compose_body(self) -> ComposeResult:
        """Yield reachability, the contacts, the plan, and the words of the row in hand."""
        yield Static(id="reach", markup=False)
        empty = _("No follow-up contact is planned. Press p: the template proposes them.")
        yield RecordList(words.CONTACTS, self.contact_row, _key, empty=empty, id="follow-ups")
        yield Rule(id="steps-rule", classes="rule")
        empty = _("Nothing has been agreed yet. Press n here: whom to turn to, and what to say.")
        yield RecordList(words.STEPS, self.step_row, _key, empty=empty, headed=False, id="steps")
        yield Rule(classes="rule")
        yield Static(id="follow-up-preview", markup=False)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the contacts and the plan."""
        told = reach_words(sheet.reach, sheet.reach_words) or _("not written")
        line = _("Reachability: {words}  (h changes it)").format(words=told)
        self.query_one("#reach", Static).update(Content(line))
        self.query_one("#steps-rule", Rule).title = _("If contact is lost")
        self.ask(partial(_read, self.casebook, self.case_id), then=self._show)

    def _show(self, found: "Found") -> None:
        contacts, steps, card = found
        self.turn = next_step(steps)
        self.contacts.show(contacts)
        self.steps.show(steps)
        self.standing = self.standing.with_fact(HAS_CARD, holds=card is not None)
        self.preview()

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case."""
        return self.own_change(changed.kinds, changed.scopes)

    def contact_row(self, line: "FollowUpLine") -> "Row":
        """Draw a contact."""
        return words.contact_cells(line, self.today, names=self.host.names_shown)

    def step_row(self, line: "StepLine") -> "Row":
        """Draw a step."""
        names = self.host.names_shown
        return words.step_cells(line, names=names, is_next=line.id == self.turn)

    def on_descendant_focus(self) -> None:
        """Know in which list the cursor stands."""
        super().on_descendant_focus()
        self.standing = self.standing.with_fact(ON_STEPS, holds=self.in_plan)

    @on(RecordList.Moved)
    def preview(self) -> None:
        """Say the row in hand in full."""
        names = self.host.names_shown
        if self.in_plan:
            said = words.step_preview(self.steps.current, names=names)
        else:
            said = words.contact_preview(self.contacts.current)
        self.query_one("#follow-up-preview", Static).update(Content(said))

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Open the form of the row."""
        kind = "lost-contact-step" if event.record_list is self.steps else "follow-up"
        self.post_message(Open(kind, event.key))

    def do_plan(self) -> None:
        """Look at what the template proposes."""
        self.post_message(Open("follow-up-plan", self.case_id))

    def do_template(self) -> None:
        """Edit the template."""
        self.post_message(Open("follow-up-template"))

    def do_new(self) -> None:
        """Add a step to the plan in hand, else a contact of its own."""
        if self.in_plan:
            self.add_step()
            return
        asked = AskText(_("What is the contact about?"), hint=_("The day comes next."))
        self.app.push_screen(asked, self._ask_day_of_new)

    def do_missed(self) -> None:
        """Let the contact be missed, or plan it again."""
        line = self.contacts.current
        if line is not None:
            state = "missed" if line.state == "planned" else "planned"
            mark = self.casebook.follow_ups.mark
            self.ask(lambda: mark(line.id, state, on=self.today))

    def do_drop(self) -> None:
        """Drop the contact with the reason, or take the step out."""
        if self.in_plan:
            if (key := self.steps.current_key) is not None:
                self.ask(self.casebook.lost_contact.remove, key)
        elif (key := self.contacts.current_key) is not None:
            question = _("Why is the contact dropped?")
            where = _("The reason stands beside the contact.")
            self.app.push_screen(Reason(question, where), partial(self._drop, key))

    def _drop(self, key: bytes, reason: str | None) -> None:
        if reason:
            mark = self.casebook.follow_ups.mark
            self.ask(lambda: mark(key, "dropped", reason=reason, on=self.today))

    def do_up(self) -> None:
        """Move the step up."""
        if (key := self.steps.current_key) is not None:
            self.ask(self.casebook.lost_contact.move, key, -1)

    def do_down(self) -> None:
        """Move the step down."""
        if (key := self.steps.current_key) is not None:
            self.ask(self.casebook.lost_contact.move, key, 1)

    def do_anew(self) -> None:
        """Open every step again."""
        self.ask(self.casebook.lost_contact.begin_anew, self.case_id)

    def do_reach(self) -> None:
        """Ask how the client can be reached: the words to mark, then one's own."""
        kept = self.sheet.reach if self.sheet is not None else ()
        question = _("What stands in the way of reaching the client?")
        self.app.push_screen(Mark(question, choice_words("reach"), kept), self._ask_reach_words)

    def _ask_reach_words(self, marked: tuple[str, ...] | None) -> None:
        if marked is None:
            return
        kept = self.sheet.reach_words if self.sheet is not None else ""
        asked = AskText(_("How and when is the client best reached?"), kept)

        def told(text: str | None) -> None:
            self.ask(self.casebook.reach.tell, self.case_id, marked, text)

        self.app.push_screen(asked, told)

    def do_card(self) -> None:
        """Go to the card's file."""
        self.post_message(Open("door-card", self.case_id))

    def do_reopen(self) -> None:
        """Open the closed case again."""
        self.ask(self.casebook.cases.reopen, self.case_id)


def _read(casebook: "Casebook", case_id: bytes) -> "Found":
    return (
        casebook.follow_ups.lines(case_id),
        casebook.lost_contact.steps(case_id),
        casebook.closing.card(case_id),
    )


def _key(line: Any) -> bytes:  # noqa: ANN401 - a contact or a step
    key: bytes = line.id
    return key
