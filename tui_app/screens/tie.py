"""One actor of the network: why they are there, what the client wishes, and what came of it.

The law: a wish not to invite is followed, or the reason why not is written before the outcome is
saved, with the day on which the client was told. Every field saves itself when it is left.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.network import TIE
from tui_app.dialogs.choose import Chosen
from tui_app.dialogs.person_picker import PersonPicker
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.screens.tie_form import TieForm
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.text_field import TextField

FIELDS = {
    "sector": "sector",
    "role": "role",
    "why": "why",
    "wish": "wish",
    "wish-words": "wish_words",
    "outcome": "outcome",
    "reason": "outcome_reason",
    "told-on": "told_on",
    "channel": "channel",
    "channel-note": "channel_note",
}
"""The id of each field, and the name it has in the record."""
OUTCOME = ("outcome", "reason", "told-on")
WHY_NOT = N_("Write here why the wish is not followed. Then the outcome is saved.")


class TieScreen(TieForm):
    """The form of the tie ``tie_id``."""

    AUTO_FOCUS = "#role"
    commands: ClassVar[tuple[Command, ...]] = TIE
    fields: ClassVar[dict[str, str]] = FIELDS
    texts: ClassVar[tuple[str, ...]] = (
        "role", "why", "wish-words", "reason", "told-on", "channel-note",
    )  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        sectors = tuple(pair for pair in choice_words("sector") if pair[0] != "client")
        told_on = DateField(self.host.clock.now().date(), past=True, id="told-on")
        with Vertical(classes="form"):
            yield FieldRow(_("Role"), TextField(id="role"))
            yield FieldRow(_("Kind of actor"), ChoiceField(sectors, id="sector"))
            yield FieldRow(_("Why there"), NoteArea(id="why"))
            yield FieldRow(_("Client's wish"), ChoiceField(choice_words("wish"), id="wish"))
            yield FieldRow(_("In their own words"), NoteArea(id="wish-words"))
            outcome = ChoiceField(choice_words("outcome"), id="outcome")
            yield FieldRow(_("What came of it"), outcome)
            yield FieldRow(_("Reason"), TextField(id="reason"))
            yield FieldRow(_("Client was told on"), told_on)
            yield FieldRow(_("Reached by"), ChoiceField(choice_words("channel"), id="channel"))
            yield FieldRow(_("How, when"), TextField(id="channel-note"))
            words = _("Left and Right choose. Each field saves itself. Esc goes back.")
            yield Static(Content(words), classes="hint told", markup=False)

    # --- saving --------------------------------------------------------------------------------

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Write one field; outcome, reason and the day belong together."""
        if field.id in OUTCOME:
            self._save_outcome(field)
        else:
            super().save_field(field)

    def _save_outcome(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        if self.reason_is_missing():
            self.note_beside(self.field("reason"), _(WHY_NOT), alert=True)
            return
        self.note_beside(self.field("reason"), "")
        patch = {FIELDS[name]: self.value(name) for name in OUTCOME if self.field(name).changed}
        edit = partial(self.casebook.network.edit, self.tie_id, seen=self.seen(*OUTCOME))
        work = partial(edit, **patch)
        self.keep(field, work, then=lambda _none: self._outcome_kept(patch))

    def _outcome_kept(self, patch: dict[str, Any]) -> None:
        for name in OUTCOME:
            field = self.field(name)
            if FIELDS[name] in patch and self.value(name) == patch[FIELDS[name]]:
                self.forget_draft(field)
                if isinstance(field, DateField):
                    field.fill_day(field.day)
                else:
                    field.kept = field.value

    def reason_is_missing(self) -> bool:
        """Tell whether the wish is not followed and nothing says why."""
        not_followed = self.field("outcome").value == "not-followed"
        return not_followed and not self.field("reason").value.strip()

    # --- what can be done ----------------------------------------------------------------------

    def do_back(self) -> None:
        """Go out; once, the missing reason holds."""
        if self.field("outcome").changed and self.reason_is_missing() and not self.warned:
            self.warned = True
            self.note_beside(self.field("reason"), _(WHY_NOT), alert=True)
            self.field("reason").focus()
        else:
            super().do_back()

    def do_finish(self) -> None:
        """Save the field in hand and go back."""
        self.do_back()

    def do_actor(self) -> None:
        """Ask who takes this role."""
        look = self.looker(self._people)
        self.app.push_screen(PersonPicker(_("Who takes this role?"), look), self._take_actor)

    def _people(self, words: str, limit: int) -> Sequence[Any]:
        found = self.casebook.people.pick(words, case_id=self.case_id, limit=limit)
        return [person for person in found if not person.is_client]

    def _take_actor(self, chosen: Chosen | None) -> None:
        if chosen is not None and chosen.key is not None:
            edit, seen = self.casebook.network.edit, self.seen()
            who = {"person_id": chosen.key, "organisation_id": None}
            self.ask(lambda: edit(self.tie_id, seen=seen, **who))
