"""One organisation: how it is reached, how old that is, and who of the directory works there."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.people import NEW_ORGANISATION, ORGANISATION
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.plain.words import shown_name
from tui_app.screens.directory_form import DirectoryForm
from tui_app.screens.messages import Open
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.panel import Panel
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.people import PersonLine
    from storage.records.organisations import Organisation

PEOPLE = (Column(N_("Name"), 30), Column(N_("Title"), 0))
HERE_ALREADY = N_("An organisation of this name is here already.")


class OrganisationScreen(DirectoryForm):
    """The form of one organisation."""

    commands: ClassVar[tuple[Command, ...]] = ORGANISATION
    AUTO_FOCUS = "#name"
    kind: ClassVar[str] = "organisation"
    fields: ClassVar[dict[str, str]] = {
        "name": "name",
        "sector": "sector",
        "municipality": "municipality",
        "county": "county",
        "phone": "phone",
        "email": "email",
        "address": "address",
        "note": "note",
        "checked-on": "checked_on",
        "checked-by": "checked_by",
    }

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Organisations')} > {self.value('name') if self.is_mounted else ''}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields, then the people."""
        sectors = tuple(pair for pair in choice_words("sector") if pair[0] != "client")
        checked = DateField(self.host.clock.now().date(), past=True, id="checked-on")
        with Vertical(classes="form"):
            yield FieldRow(_("Name"), TextField(id="name"))
            yield FieldRow(_("Kind of actor"), ChoiceField(sectors, "other", id="sector"))
            yield FieldRow(_("Municipality"), TextField(id="municipality"))
            yield FieldRow(_("County"), TextField(id="county"))
            yield FieldRow(_("Telephone"), TextField(id="phone"))
            yield FieldRow(_("E-mail"), TextField(id="email"))
            yield FieldRow(_("Address"), TextField(id="address"))
            yield FieldRow(_("Note"), NoteArea(id="note"))
            yield FieldRow(_("Checked on"), checked)
            yield FieldRow(_("Checked by"), TextField(id="checked-by"))
            yield Static(id="merged", classes="told", markup=False)
            yield from self.compose_people()

    def compose_people(self) -> ComposeResult:
        """Yield the people who work there."""
        empty = _("Nobody of this organisation in the directory yet.")
        with Panel(_("People"), id="members-part"):
            yield RecordList(
                PEOPLE, self.row, lambda line: line.id, empty=empty, headed=False, id="members"
            )

    def row(self, line: "PersonLine") -> Row:
        """Draw a person."""
        return Row((shown_name(line.name, names=self.host.names_shown), line.title))

    # --- reading -------------------------------------------------------------------------------

    def read(self, record_id: bytes) -> "tuple[Organisation, tuple[PersonLine, ...]]":
        """Open the organisation."""
        people = self.casebook.people.of_organisation(record_id)
        return self.casebook.organisations.read(record_id), people

    def show(self, found: "tuple[Organisation, tuple[PersonLine, ...]]") -> None:
        """Fill the fields and the list."""
        organisation, people = found
        self.fill(organisation)
        self.query_one("#members", RecordList).show(people)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when the organisation or its people may have changed."""
        return self.record_id is not None and bool(changed.kinds & {"person", "organisation"})

    def edit(self, record_id: bytes, **values: Any) -> None:  # noqa: ANN401 - any field
        """Write some fields."""
        self.casebook.organisations.edit(record_id, **values)

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Go to the person."""
        self.post_message(Open("person", event.key))


class NewOrganisationScreen(OrganisationScreen):
    """The form of an organisation that is not here yet."""

    commands: ClassVar[tuple[Command, ...]] = NEW_ORGANISATION

    def __init__(self) -> None:
        super().__init__(None)

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Organisations')} > {_('New organisation')}"

    def compose_people(self) -> ComposeResult:
        """Yield how saving goes here instead."""
        words = _("Ctrl+S adds the organisation. Esc leaves; what you wrote waits here.")
        yield Static(Content(words), classes="hint told", markup=False)

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Keep the draft, and say at once when the name is here already."""
        super().save_field(field)
        if field.id == "name" and field.value.strip():
            self._find(self._note_same)

    def _find(self, then: Any) -> None:  # noqa: ANN401 - takes an id or None
        self.ask(self.casebook.organisations.find_by_name, self.value("name").strip(), then=then)

    def _note_same(self, found: bytes | None) -> None:
        if found is not None:
            self.note_beside(self.field("name"), _(HERE_ALREADY), alert=True)

    def add(self) -> None:
        """Add the organisation, or open the one of this name."""
        if not self.value("name").strip():
            self.note_beside(self.field("name"), _("Write a name first."), alert=True)
            self.field("name").focus()
        elif not self.field("checked-on").sure:
            self.field("checked-on").focus()
        else:
            self._find(self._add)

    def _add(self, found: bytes | None) -> None:
        if found is not None:
            self._note_same(found)
            self.field("name").focus()
        else:
            self.ask(partial(self._make, self.values()), then=self.added)

    def _make(self, values: dict[str, Any]) -> bytes:
        return self.casebook.organisations.add(**values)
