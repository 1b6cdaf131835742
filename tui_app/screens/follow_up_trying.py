"""Case, Follow-ups, the asking part: an attempt and the next one, a step run, a step added.

The law: after an attempt that reached nobody the next day is asked at once; the working day after
today is proposed, never taken by itself. A step is run in its turn, with what may be said in sight.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from storage.rules.holidays import add_working_days
from tui_app.dialogs.actor_picker import PRIVATE, Actor, ActorPicker
from tui_app.dialogs.ask_day import AskDay, DayAnswer
from tui_app.dialogs.log_contact import LogContact, LoggedContact
from tui_app.dialogs.step_outcome import Came, StepOutcome
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.plain.follow_ups import step_whom, what_words
from tui_app.plain.words import joined, who
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.messages import Open
from tui_app.screens.network_adding import split_name
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.lines.follow_ups import FollowUpLine, StepLine


class Trying(CaseTab):
    """The two lists, and the questions about their rows."""

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.turn: bytes | None = None

    @property
    def contacts(self) -> "RecordList[FollowUpLine]":
        """Return the list of contacts."""
        return self.query_one("#follow-ups", RecordList)

    @property
    def steps(self) -> "RecordList[StepLine]":
        """Return the lost-contact plan."""
        return self.query_one("#steps", RecordList)

    @property
    def in_plan(self) -> bool:
        """Say whether the cursor stands in the lost-contact plan."""
        return self.focused is not None and self.focused.id == "steps"

    # --- an attempt ----------------------------------------------------------------------------

    def do_tried(self) -> None:
        """Ask what came of the contact in hand, or of the step whose turn it is."""
        if self.in_plan:
            self._ask_outcome()
        elif (line := self.contacts.current) is not None:
            case = self.sheet.case if self.sheet is not None else None
            names = self.host.names_shown
            whose = who(case.label, case.name, names=names) if case is not None else ""
            dialog = LogContact(
                joined((whose, what_words(line))), self.host.clock.now().astimezone()
            )
            self.app.push_screen(dialog, partial(self._tried, line))

    def _tried(self, line: "FollowUpLine", answer: LoggedContact | None) -> None:
        if answer is None:
            return
        if answer.outcome == "reached" or line.state != "planned":
            self._write_attempt(line.id, answer, None)
            return
        proposed = add_working_days(self.today, 1)
        asked = AskDay(_("When is the next attempt?"), self.today, proposed)
        self.app.push_screen(asked, partial(self._write_attempt, line.id, answer))

    def _write_attempt(self, key: bytes, answer: LoggedContact, day: DayAnswer | None) -> None:
        attempt, now = self.casebook.follow_ups.attempt, self.host.clock.now().astimezone()
        told = {"words": answer.words, "day_only": answer.day_only, "at": answer.at, "now": now}
        write = partial(
            attempt, key, answer.channel, answer.outcome, next_try=day.day if day else None, **told
        )
        self.ask(write, then=lambda _made: self.host.note_saved())

    # --- a contact of its own ------------------------------------------------------------------

    def _ask_day_of_new(self, label: str | None) -> None:
        if label:
            asked = AskDay(_("On which day?"), self.today, None)
            self.app.push_screen(asked, partial(self._add_contact, label))

    def _add_contact(self, label: str, answer: DayAnswer | None) -> None:
        if answer is None or answer.day is None:
            self.say(_("Not saved: no day was written."))
        else:
            self.ask(self.casebook.follow_ups.add, self.case_id, label, answer.day)

    # --- the lost-contact plan -----------------------------------------------------------------

    def _ask_outcome(self) -> None:
        line = self.steps.current
        if line is None:
            return
        if line.id != self.turn:
            words = (
                _("Another step comes first in the agreed order.")
                if self.turn
                else _("The plan has been run. z opens its steps again.")
            )
            self.say(words, alert=True)
            return
        whom = step_whom(line, names=self.host.names_shown)
        told = joined((whom, choice_word("channel", line.channel)))
        may = line.may_say or _("nothing has been agreed to be said")
        dialog = StepOutcome(told, _("may be said: {words}").format(words=may))
        self.app.push_screen(dialog, partial(self._came, line.id))

    def _came(self, key: bytes, answer: Came | None) -> None:
        if answer is not None:
            run, now = self.casebook.lost_contact.run, self.host.clock.now()
            self.ask(lambda: run(key, answer.outcome, answer.words, now=now.astimezone()))

    def add_step(self) -> None:
        """Ask to whom the next step turns."""
        look = self.looker(self._find)
        self.app.push_screen(ActorPicker(_("Whom to turn to?"), look, self._add_step))

    def _find(self, words: str, limit: int) -> "Sequence[Any]":
        people = self.casebook.people.pick(words, case_id=self.case_id, limit=limit)
        return [person for person in people if not person.is_client]

    def _add_step(self, actor: Actor | None) -> None:
        if actor is not None:
            self.ask(partial(self._save_step, actor), then=self._open_step)

    def _save_step(self, actor: Actor) -> bytes:
        """Write the step; runs in the casebook's thread."""
        add, key = self.casebook.lost_contact.add, actor.key
        if key is None and actor.kind != PRIVATE:
            return add(self.case_id, role=actor.words)
        if key is None:
            given, family = split_name(actor.words)
            tie = self.casebook.network.add_private(self.case_id, given, family)
            key = self.casebook.network.read(tie).person_id
        return add(self.case_id, person_id=key)

    def _open_step(self, step_id: bytes) -> None:
        self.post_message(Open("lost-contact-step", step_id))
