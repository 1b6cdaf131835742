"""One entry of the minutes: the words, who said them, for whom, under which item."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.screens.minutes_form import TellingForm, person_of
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea

if TYPE_CHECKING:
    from storage.records.minutes import Entry

YES, NO = "yes", "no"


class EntryScreen(TellingForm):
    """The form of one entry."""

    subject: ClassVar[str] = N_("Entry")

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        said = ((NO, _("no")), (YES, _("yes, word for word")))
        yield FieldRow(_("What was said"), NoteArea(id="text"))
        yield FieldRow(_("Who said it"), ChoiceField((), id="speaker"))
        yield FieldRow(_("As it was said"), ChoiceField(said, id="verbatim"))
        yield FieldRow(_("What it is"), ChoiceField(choice_words("entry-kind"), id="kind"))
        yield FieldRow(_("Agenda item"), ChoiceField((), id="item"))
        yield self.tier_row()
        yield self.closing_hint()

    def read(self) -> "Entry":
        """Read the entry."""
        return self.casebook.minutes.read_entry(self.record_id)

    def edit(self, record_id: bytes, **fields: Any) -> bytes:  # noqa: ANN401 - any field
        """Write the entry."""
        return self.casebook.minutes.edit_entry(record_id, **fields)

    def fill(self) -> None:
        """Show the entry."""
        entry: Entry = self.record
        self.show_kept(self.query_one("#text"), entry.text)
        self.show_person(self.query_one("#speaker", ChoiceField), entry.speaker_id)
        self.show_kept(self.query_one("#verbatim"), YES if entry.verbatim else NO)
        self.show_kept(self.query_one("#kind"), entry.kind)
        self.show_kept(self.query_one("#tier"), entry.tier)
        item = self.query_one("#item", ChoiceField)
        items = self.sheet.agenda if self.sheet else ()
        item.options = (("", _("none")), *((each.id.hex(), each.title) for each in items))
        self.show_kept(item, entry.item_id.hex() if entry.item_id else "")

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Save the field."""
        if field.id == "speaker":
            self.keep_fields(field, speaker_id=person_of(field))
        elif field.id == "item":
            self.keep_fields(field, item_id=person_of(field))
        elif field.id == "verbatim":
            self.keep_fields(field, verbatim=field.value == YES)
        else:
            self.keep_fields(field, **{field.id: field.value})
