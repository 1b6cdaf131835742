"""The steps of a handover: accepted or declined, the client told, the first contact, action items.

The law: each step asks for its day, which is today unless another is written, or for its reason.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui_app.dialogs.ask_day import AskDay, DayAnswer
from tui_app.dialogs.ask_text import AskText
from tui_app.dialogs.reason import Reason
from tui_app.i18n.catalogue import _
from tui_app.screens.case_tab import CaseTab

if TYPE_CHECKING:
    from storage.lines.needs import HandoverLine


class HandoverSteps(CaseTab):
    """The part of the screen that writes the next step of ``line``."""

    @property
    def line(self) -> "HandoverLine | None":
        """Return the handover under the cursor."""
        raise NotImplementedError

    def _ask_day(self, question: str, write: Callable[[dt.date], object]) -> None:
        def answered(answer: DayAnswer | None) -> None:
            if answer is not None and answer.day is not None:
                self.ask(write, answer.day)

        self.app.push_screen(AskDay(question, self.today, self.today, past=True), answered)

    def do_accept(self) -> None:
        """Ask on which day the successor accepted."""
        if self.line is not None:
            accept = partial(self.casebook.handovers.accept, self.line.id)
            self._ask_day(_("On which day did the successor accept the role?"), accept)

    def do_tell(self) -> None:
        """Ask on which day the client was told."""
        if self.line is not None:
            tell = partial(self.casebook.handovers.tell, self.line.id)
            self._ask_day(_("On which day was the client told?"), tell)

    def do_contact(self) -> None:
        """Ask for the day of the first contact."""
        if self.line is not None:
            contact = partial(self.casebook.handovers.contact, self.line.id)
            self._ask_day(_("On which day was the first contact?"), contact)

    def do_decline(self) -> None:
        """Ask why the successor declines."""
        self._ask_reason(_("Why does the successor decline?"), self.casebook.handovers.decline)

    def do_withdraw(self) -> None:
        """Ask why the offer is taken back."""
        self._ask_reason(_("Why is the offer taken back?"), self.casebook.handovers.withdraw)

    def _ask_reason(self, question: str, write: Callable[[bytes, str, dt.date], None]) -> None:
        line = self.line
        if line is None:
            return

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.ask(write, line.id, reason, self.today)

        self.app.push_screen(Reason(question, _("It stands in the handover.")), answered)

    def do_items(self) -> None:
        """Ask for the comment with which the action items go over."""
        line = self.line
        if line is None:
            return
        if not line.items:
            self.say(_("The former one has no open action items in this case."))
            return

        def answered(words: str | None) -> None:
            if words is not None:
                self.ask(self.casebook.handovers.take_items, line.id, words)

        where = _("It stands as a comment on each action item.")
        self.app.push_screen(Reason(_("Why are they handed over?"), where), answered)

    def do_words(self) -> None:
        """Ask what the successor must know."""
        if (line := self.line) is not None:
            asked = AskText(_("What must the successor know?"), line.words, limit=300)
            self.app.push_screen(asked, partial(self._edit, line.id, "words"))

    def do_ends(self) -> None:
        """Ask for the last day of the former one."""
        if (line := self.line) is not None:
            question = _("What is the former one's last day? Empty where it is not known.")
            asked = AskDay(question, self.today, line.ends_on)

            def answered(answer: DayAnswer | None) -> None:
                if answer is not None:
                    edit = self.casebook.handovers.edit
                    self.ask(partial(edit, line.id, ends_on=answer.day))

            self.app.push_screen(asked, answered)

    def _edit(self, handover_id: bytes, field: str, words: str | None) -> None:
        if words is not None:
            edit = self.casebook.handovers.edit
            self.ask(partial(edit, handover_id, **{field: words}))
