"""One agreement: what, who, by when, for whom; its action item follows."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from tui_app.i18n.catalogue import N_, _
from tui_app.screens.minutes_form import TellingForm, person_of
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea

if TYPE_CHECKING:
    from storage.records.minutes import Agreement


class AgreementScreen(TellingForm):
    """The form of one agreement."""

    subject: ClassVar[str] = N_("Agreed")

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        hint = _("With a doer or a day it becomes an action item.")
        yield FieldRow(_("What was agreed"), NoteArea(id="text"))
        yield FieldRow(_("Who does it"), ChoiceField((), id="doer"), hint=hint)
        yield FieldRow(_("By when"), DateField(self.host.clock.now().date(), id="due"))
        yield self.tier_row()
        yield self.closing_hint()

    def read(self) -> "Agreement":
        """Read the agreement."""
        return self.casebook.minutes.read_agreement(self.record_id)

    def edit(self, record_id: bytes, **fields: Any) -> bytes:  # noqa: ANN401 - any field
        """Write the agreement."""
        return self.casebook.minutes.edit_agreement(record_id, **fields)

    def fill(self) -> None:
        """Show the agreement."""
        agreed: Agreement = self.record
        self.show_kept(self.query_one("#text"), agreed.text)
        self.show_person(self.query_one("#doer", ChoiceField), agreed.doer_id)
        self.show_kept(self.query_one("#due"), agreed.due)
        self.show_kept(self.query_one("#tier"), agreed.tier)

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Save the field."""
        if field.id == "doer":
            self.keep_fields(field, doer_id=person_of(field))
        elif field.id == "due":
            self.keep_fields(field, due=field.day)
        else:
            self.keep_fields(field, **{field.id: field.value})
