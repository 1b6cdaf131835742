"""One practice card: how a county, a prison or a service works, and how old that is."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.services import NEW_PRACTICE_CARD, PRACTICE_CARD
from tui_app.dialogs.choose import Choose, Chosen
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_words
from tui_app.i18n.county_words import county_words
from tui_app.screens.service_form import NAMED, ServiceForm
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.list_rows import Row
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.records.services import PracticeCard


class PracticeCardScreen(ServiceForm):
    """The form of one practice card."""

    commands: ClassVar[tuple[Command, ...]] = PRACTICE_CARD
    AUTO_FOCUS = "#name"
    kind: ClassVar[str] = "practice-card"
    fields: ClassVar[dict[str, str]] = {
        "about": "about",
        "name": "name",
        "words": "words",
        "contact": "contact",
        "checked-on": "checked_on",
        "checked-by": "checked_by",
    }
    picks: ClassVar[dict[str, str]] = {
        "organisation": "organisation_id",
        "service": "service_id",
        "county": "county",
    }

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Practice cards')} > {self.value('name') if self.is_mounted else ''}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        checked = DateField(self.host.clock.now().date(), past=True, id="checked-on")
        with Vertical(classes="form"):
            yield FieldRow(_("Name"), TextField(id="name"))
            abouts = ChoiceField(choice_words("practice-about"), id="about")
            yield FieldRow(_("What it describes"), abouts)
            yield FieldRow(_("County"), PickField(id="county"))
            yield FieldRow(_("Organisation"), PickField(id="organisation"))
            yield FieldRow(_("Service"), PickField(id="service"))
            ask = _("Who is met first, how a matter becomes pending, what is different here?")
            yield FieldRow(_("Ways"), NoteArea(id="words"), hint=ask)
            channels = _("By which channel, when, and who answers when they are away?")
            yield FieldRow(_("Whom to ask"), NoteArea(id="contact"), hint=channels)
            yield FieldRow(_("Checked on"), checked)
            yield FieldRow(_("Checked by"), TextField(id="checked-by"))
            yield Static(Content(self.words()), classes="hint told", markup=False)

    def words(self) -> str:
        """Say how saving goes here."""
        return _("Left and Right choose. Each field saves itself. Esc goes back.")

    # --- reading -------------------------------------------------------------------------------

    def read(self, record_id: bytes) -> "tuple[PracticeCard, str, str]":
        """Open the card, with the names of what it is about."""
        card = self.casebook.practice_cards.read(record_id)
        service = self.casebook.services.line(card.service_id) if card.service_id else None
        house = self.casebook.organisations.name_of(card.organisation_id)
        return card, house, "" if service is None else service.name

    def show(self, found: "tuple[PracticeCard, str, str]") -> None:
        """Fill the fields."""
        card, house, service = found
        self.fill(card)
        county = county_words(card.county) if card.county else ""
        self.field("county").fill(county.encode() or None, county)
        self.field("organisation").fill(card.organisation_id, house)
        self.field("service").fill(card.service_id, service)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when the card or what it is about may have changed."""
        kinds = {"practice-card", "service", "organisation"}
        return self.record_id is not None and bool(changed.kinds & kinds)

    def edit(self, record_id: bytes, **values: Any) -> None:  # noqa: ANN401 - any field
        """Write some fields."""
        self.casebook.practice_cards.edit(record_id, **values)

    def ask_for(self, name: str) -> None:
        """Ask for the service too."""
        if name == "service":
            look = self.looker(self.casebook.services.pick)
            dialog = Choose(
                _("Which service?"),
                NAMED,
                lambda line: Row((line.name,)),
                lambda line: line.id,
                look,
            )
            self.app.push_screen(dialog, self._service)
        else:
            super().ask_for(name)

    def _service(self, chosen: Chosen | None) -> None:
        if chosen is not None and (key := chosen.key) is not None:
            self.ask(lambda: (key, self.casebook.services.read(key).name), then=self._take_service)

    def _take_service(self, found: tuple[bytes, str]) -> None:
        self.take("service", *found)


class NewPracticeCardScreen(PracticeCardScreen):
    """The form of a practice card that is not here yet."""

    commands: ClassVar[tuple[Command, ...]] = NEW_PRACTICE_CARD

    def __init__(self) -> None:
        super().__init__(None)

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Practice cards')} > {_('New practice card')}"

    def words(self) -> str:
        """Say how saving goes here."""
        return _("Ctrl+S adds the card. Esc leaves; what you wrote waits here.")

    def add(self) -> None:
        """Add the card, or say what is missing."""
        if not self.value("name").strip():
            self.note_beside(self.field("name"), _("Write a name first."), alert=True)
            self.field("name").focus()
        elif not self.field("checked-on").sure:
            self.field("checked-on").focus()
        else:
            values = self.values()
            self.ask(lambda: self.casebook.practice_cards.add(**values), then=self.added)
