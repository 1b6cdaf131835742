"""One person: name, organisation, how they are reached.

The law: each field saves itself. The organisation is one of the directory, or a new one by the
typed name; one that is here already under this name is taken, however it is written.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from storage.lines.names import full_name
from tui_app.commands.command import Command
from tui_app.commands.people import PERSON
from tui_app.dialogs.choose import Choose, Chosen
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_words
from tui_app.plain.words import shown_name
from tui_app.screens.directory_form import DirectoryForm
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.casebook.seen import Heads
    from storage.lines.change import Changed
    from storage.lines.people import OrganisationLine, PersonLine
    from storage.records.people import Person

ORGANISATIONS = (Column(N_("Name"), 0), Column(N_("Municipality"), 20))


class PersonScreen(DirectoryForm):
    """The form of one person."""

    commands: ClassVar[tuple[Command, ...]] = PERSON
    AUTO_FOCUS = "#given"
    kind: ClassVar[str] = "person"
    fields: ClassVar[dict[str, str]] = {
        "given": "given_name",
        "family": "family_name",
        "called": "called",
        "sector": "sector",
        "title": "title",
        "phone": "phone",
        "email": "email",
        "address": "address",
        "channel": "channel",
        "channel-note": "channel_note",
        "note": "note",
    }

    def __init__(self, person_id: bytes | None) -> None:
        super().__init__(person_id)
        self.called = ""

    def place_text(self) -> str:
        """Say who it is, masked."""
        return f"{_('People')} > {shown_name(self.called, names=self.host.names_shown)}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        with Vertical(classes="form"):
            yield FieldRow(_("Given name"), TextField(id="given"))
            yield FieldRow(_("Family name"), TextField(id="family"))
            yield FieldRow(_("Called"), TextField(id="called"))
            yield FieldRow(_("Organisation"), PickField(id="organisation"))
            yield FieldRow(_("Kind of actor"), ChoiceField(self.sectors(), "other", id="sector"))
            yield FieldRow(_("Title"), TextField(id="title"))
            yield FieldRow(_("Telephone"), TextField(id="phone"))
            yield FieldRow(_("E-mail"), TextField(id="email"))
            yield FieldRow(_("Address"), TextField(id="address"))
            yield FieldRow(_("Reached by"), ChoiceField(choice_words("channel"), id="channel"))
            yield FieldRow(_("How, when"), TextField(id="channel-note"))
            yield FieldRow(_("Note"), NoteArea(id="note"))
            yield Static(Content(self.words()), classes="hint told", markup=False)
            yield Static(id="merged", classes="told", markup=False)

    def sectors(self, *, is_client: bool = False) -> tuple[tuple[str, str], ...]:
        """Return the kinds of actors that this person may be."""
        return tuple(pair for pair in choice_words("sector") if (pair[0] == "client") == is_client)

    def words(self) -> str:
        """Say how saving goes here."""
        return _("Left and Right choose. Each field saves itself. Esc goes back.")

    # --- reading -------------------------------------------------------------------------------

    def read(self, record_id: bytes) -> "tuple[Person, PersonLine | None]":
        """Open the person."""
        return self.casebook.people.read(record_id), self.casebook.people.line(record_id)

    def show(self, found: "tuple[Person, PersonLine | None]") -> None:
        """Fill the fields."""
        person, line = found
        self.called = full_name(person.given_name, person.family_name, person.called)
        self.field("sector").options = self.sectors(is_client=person.is_client)
        self.fill(person)
        self.field("organisation").fill(
            person.organisation_id, "" if line is None else line.organisation
        )

    def concerns(self, changed: "Changed") -> bool:
        """Read again when the person may have changed."""
        return self.record_id is not None and bool(changed.kinds & {"person", "organisation"})

    def names_changed(self) -> None:
        """Show the name in the head."""
        self.fill_frame()

    def edit(self, record_id: bytes, **values: Any) -> None:  # noqa: ANN401 - any field
        """Write some fields."""
        self.casebook.people.edit(record_id, **values)

    # --- the organisation ----------------------------------------------------------------------

    @on(PickField.Asked)
    def do_organisation(self) -> None:
        """Ask which organisation, or make one with the typed name."""
        look = self.looker(self.casebook.organisations.pick)
        dialog = Choose(
            _("Which organisation?"), ORGANISATIONS, _organisation_row, lambda line: line.id, look,
            new=_("new organisation"),
        )  # fmt: skip
        self.app.push_screen(dialog, self._take_organisation)

    def _take_organisation(self, chosen: Chosen | None) -> None:
        if chosen is None or (chosen.key is None and not chosen.words):
            return
        sector, seen = self.field("sector").value, self.seen()
        self.ask(self._set_organisation, chosen, sector, seen, then=self.organisation_set)

    def _set_organisation(
        self, chosen: Chosen, sector: str, seen: "Heads | None"
    ) -> tuple[bytes, str]:
        """Make the organisation where it is new, and name it; in the casebook's thread."""
        desk, key = self.casebook.organisations, chosen.key
        with self.casebook.change("person.edit"):
            if key is None:
                key = desk.find_by_name(chosen.words)
            if key is None:
                key = desk.add(name=chosen.words, sector=sector)
            if self.record_id is not None:
                self.edit(self.record_id, seen=seen, organisation_id=key)
        return key, desk.read(key).name

    def organisation_set(self, found: tuple[bytes | None, str]) -> None:
        """Show the organisation that was chosen."""
        self.field("organisation").fill(*found)

    @on(PickField.Cleared)
    def _no_organisation(self) -> None:
        self.organisation_set((None, ""))
        if self.record_id is not None:
            seen = self.seen()
            self.ask(partial(self.edit, self.record_id, seen=seen, organisation_id=None))


def _organisation_row(line: "OrganisationLine") -> Row:
    return Row((line.name, line.municipality))
