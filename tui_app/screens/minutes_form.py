"""What the two forms of the minutes share: one entry, one agreement.

The law: each field saves itself. A tier that moves the record into another section gives it a new
id, which the form goes on with; a record that is gone closes the form.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.meetings import TELLING
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.screens.form import Form
from tui_app.screens.meeting_people import people_around
from tui_app.screens.meeting_words import whose
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.field_row import FieldRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.lines.change import Changed
    from storage.lines.meetings import MeetingSheet
    from storage.lines.network import TieLine
    from storage.records.minutes import Agreement, Entry

NOBODY = ""


class TellingForm(Form):
    """A form of one thing in the minutes; ``record_id`` may change with its tier."""

    commands: ClassVar[tuple[Command, ...]] = TELLING
    subject: ClassVar[str] = N_("Minutes")

    def __init__(self, record_id: bytes) -> None:
        super().__init__()
        self.record_id = record_id
        self.sheet: MeetingSheet | None = None
        self.record: Any = None
        self.ties: tuple[TieLine, ...] = ()

    # --- what a subclass gives -----------------------------------------------------------------

    def read(self) -> "Entry | Agreement":
        """Read the record; blocks."""
        raise NotImplementedError

    def edit(self, record_id: bytes, **fields: Any) -> bytes:  # noqa: ANN401 - any field
        """Write the fields; returns the id; blocks."""
        raise NotImplementedError

    def fill(self) -> None:
        """Show the record in the fields."""

    # --- reading -------------------------------------------------------------------------------

    def draft_place(self) -> str:
        """Name the drafts of this record."""
        return f"told/{self.record_id.hex()}"

    def place_text(self) -> str:
        """Return the meeting and what this is."""
        if self.sheet is None:
            return _("Minutes")
        return f"{_(self.subject)}: {whose(self.sheet.meeting, names=self.host.names_shown)}"

    def load(self) -> None:
        """Read the record, its meeting, and the network around the client."""

        def whole() -> "tuple[Any, MeetingSheet, tuple[TieLine, ...]]":
            record = self.read()
            sheet = self.casebook.minutes.sheet(record.meeting_id or b"")
            return record, sheet, self.casebook.network.lines(sheet.meeting.case_id)

        self.ask_seeing(whole, lambda found: (found[0].id,), self._take, self.gone)

    def _take(self, found: "tuple[Any, MeetingSheet, tuple[TieLine, ...]]") -> None:
        first = self.record is None
        self.record, self.sheet, self.ties = found
        self.fill()
        self.fill_frame()
        if first:
            self.restore_drafts(self.query_one("#text"))

    async def speak_again(self) -> None:
        """Compose anew; what is being typed comes back as the draft it is."""
        self.leaving()
        self.record = None
        await super().speak_again()

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of the minutes."""
        return bool(changed.kinds & {"entry", "agreement", "attendance", "person"})

    # --- choices -------------------------------------------------------------------------------

    def people(self) -> "tuple[tuple[str, str], ...]":
        """Return nobody, those who take part, and the others of the network, for a picker."""
        names, around = self.host.names_shown, people_around(self.sheet, self.ties)
        named = ((each.person_id.hex(), each.words(names=names)) for each in around)
        return ((NOBODY, _("nobody named")), *named)

    def show_person(self, field: ChoiceField, person_id: bytes | None) -> None:
        """Show who it is."""
        field.options = self.people()
        self.show_kept(field, person_id.hex() if person_id else NOBODY)

    def tier_row(self) -> FieldRow:
        """Return the choice of who gets a copy."""
        return FieldRow(_("Who may see"), ChoiceField(choice_words("tier"), id="tier"))

    def closing_hint(self) -> Static:
        """Return how the form is used and left."""
        words = _("Left and Right choose. Each field saves itself. Esc goes back.")
        return Static(Content(words), classes="hint told", markup=False)

    # --- saving --------------------------------------------------------------------------------

    def do_finish(self) -> None:
        """Save the field in hand and go back."""
        self.do_back()

    def keep_fields(self, field: Any, **fields: Any) -> None:  # noqa: ANN401 - a field, its values
        """Save the named fields of the record."""
        edit: Callable[..., bytes] = self.edit
        seen = self.seen(field.id)

        def write() -> None:
            # At once, in the casebook's thread: the reading that the feed asks for comes next there
            # and must not look for a record that has just moved (the form would close).
            self.record_id = edit(self.record_id, seen=seen, **fields)

        self.keep(field, write)


def person_of(field: ChoiceField) -> bytes | None:
    """Return the chosen person's id."""
    return bytes.fromhex(field.value) if field.value else None
