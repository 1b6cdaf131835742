"""Record that a person is protected: a secret address, or a restraining order.

The law: the protected person is taken off the case's meetings to come, and never suggested again
until the protection is lifted; nobody else is told why.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.dialogs.person_picker import PersonPicker, shown
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.screens.new_sharing import NewSharing
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.people import PersonLine
    from tui_app.dialogs.choose import Chosen


class NewProtectionScreen(NewSharing):
    """The form of a protection that is not recorded yet."""

    AUTO_FOCUS = "#kind"
    what: ClassVar[str] = N_("Protected person")

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"protection/{self.case_id.hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        today = self.today
        with Vertical(classes="form"):
            yield FieldRow(_("Protection"), ChoiceField(choice_words("protection"), id="kind"))
            yield FieldRow(_("Protected person"), PickField(id="person"))
            against = _("of a restraining order, where known")
            yield FieldRow(_("Who must stay away"), PickField(id="against"), hint=against)
            yield FieldRow(_("Starting"), DateField(today, id="starts"), hint=_("empty: at once"))
            yield FieldRow(_("Until"), DateField(today, id="ends"), hint=_("empty: for good"))
            yield FieldRow(_("Note"), TextField(id="note"))
            words = _("They are taken off the meetings to come and never suggested again.")
            yield Static(Content(words), classes="hint told", markup=False)

    def filled(self) -> None:
        """Show the draft."""
        self.restore_drafts(self.field("note"))

    @on(PickField.Asked)
    def _ask_who(self, event: PickField.Asked) -> None:
        field = event.field
        pick, case_id = self.casebook.people.pick, self.case_id

        def find(words: str, limit: int) -> "tuple[PersonLine, ...]":
            return pick(words, case_id=case_id, limit=limit)

        picker = PersonPicker(_("Who?"), self.looker(find))

        def take(chosen: "Chosen | None") -> None:
            line: Any = picker.list.current
            if chosen is not None and chosen.key is not None:
                names = self.host.names_shown
                field.fill(chosen.key, line.name if names else shown(line, ""))

        self.app.push_screen(picker, take)

    @on(PickField.Cleared)
    def _nobody(self, event: PickField.Cleared) -> None:
        event.field.fill(None, "")

    def do_record(self) -> None:
        """Record the protection."""
        told = {
            "kind": self.field("kind").value,
            "against_id": self.field("against").key,
            "starts": self.day("starts"),
            "ends": self.day("ends"),
            "note": self.field("note").value.strip(),
        }
        protect, person_id = self.casebook.bases.protect, self.field("person").key
        self.record(lambda: protect(self.case_id, person_id, **told))
