"""One service: what it gives, where, for whom, when, how one gets there; and how old that is."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.services import NEW_SERVICE, SERVICE
from tui_app.dialogs.mark import Mark
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_words
from tui_app.i18n.county_words import county_words
from tui_app.plain.services import areas_words
from tui_app.screens.service_form import ServiceForm
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.services import ServiceLine
    from storage.records.services import Service


class ServiceScreen(ServiceForm):
    """The form of one service."""

    commands: ClassVar[tuple[Command, ...]] = SERVICE
    AUTO_FOCUS = "#name"
    kind: ClassVar[str] = "service"
    fields: ClassVar[dict[str, str]] = {
        "name": "name",
        "kind": "kind",
        "low-threshold": "low_threshold",
        "anchoring": "anchoring",
        "municipality": "municipality",
        "eligibility": "eligibility",
        "hours": "hours",
        "channel": "channel",
        "channel-note": "channel_note",
        "phone": "phone",
        "email": "email",
        "address": "address",
        "note": "note",
        "checked-on": "checked_on",
        "checked-by": "checked_by",
    }
    picks: ClassVar[dict[str, str]] = {
        "organisation": "organisation_id",
        "county": "county",
        "areas": "areas",
    }
    yes_no: ClassVar[frozenset[str]] = frozenset({"low-threshold", "anchoring"})

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Services')} > {self.value('name') if self.is_mounted else ''}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        no_yes = (("no", _("no")), ("yes", _("yes")))
        with Vertical(classes="form"):
            yield FieldRow(_("Name"), TextField(id="name"))
            kinds = ChoiceField(choice_words("service-kind"), "other", id="kind")
            yield FieldRow(_("Kind of service"), kinds)
            yield FieldRow(_("Life areas"), PickField(id="areas"))
            yield FieldRow(_("Organisation"), PickField(id="organisation"))
            yield FieldRow(_("County"), PickField(id="county"), hint=_("empty: whole country"))
            yield FieldRow(_("Municipality"), TextField(id="municipality"))
            easy = _("One may come without a referral or an appointment.")
            low = ChoiceField(no_yes, id="low-threshold")
            yield FieldRow(_("Low threshold"), low, hint=easy)
            holds = _("A community that people stay with, near home.")
            anchoring = ChoiceField(no_yes, id="anchoring")
            yield FieldRow(_("Anchoring community"), anchoring, hint=holds)
            yield FieldRow(_("For whom"), NoteArea(id="eligibility"))
            yield FieldRow(_("Hours"), TextField(id="hours"))
            yield FieldRow(_("Reached by"), ChoiceField(choice_words("channel"), id="channel"))
            yield FieldRow(_("How, when"), TextField(id="channel-note"))
            yield from self.compose_contact()
            yield Static(Content(self.words()), classes="hint told", markup=False)

    def compose_contact(self) -> ComposeResult:
        """Yield how it is reached, and who has checked that."""
        checked = DateField(self.host.clock.now().date(), past=True, id="checked-on")
        yield FieldRow(_("Telephone"), TextField(id="phone"))
        yield FieldRow(_("E-mail"), TextField(id="email"))
        yield FieldRow(_("Address"), TextField(id="address"))
        yield FieldRow(_("Note"), NoteArea(id="note"))
        yield FieldRow(_("Checked on"), checked)
        yield FieldRow(_("Checked by"), TextField(id="checked-by"))

    def words(self) -> str:
        """Say how saving goes here."""
        return _("Left and Right choose. Each field saves itself. Esc goes back.")

    # --- reading -------------------------------------------------------------------------------

    def read(self, record_id: bytes) -> "tuple[Service, ServiceLine | None]":
        """Open the service."""
        return self.casebook.services.read(record_id), self.casebook.services.line(record_id)

    def show(self, found: "tuple[Service, ServiceLine | None]") -> None:
        """Fill the fields."""
        service, line = found
        self.fill(service)
        organisation = "" if line is None else line.organisation
        self.field("organisation").fill(service.organisation_id, organisation)
        county = county_words(service.county) if service.county else ""
        self.field("county").fill(county.encode() or None, county)
        self.picked["areas"] = service.areas
        areas = areas_words(service.areas.split())
        self.field("areas").fill(areas.encode() or None, areas)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when the service or its organisation may have changed."""
        return self.record_id is not None and bool(changed.kinds & {"service", "organisation"})

    def edit(self, record_id: bytes, **values: Any) -> None:  # noqa: ANN401 - any field
        """Write some fields."""
        self.casebook.services.edit(record_id, **values)

    def ask_for(self, name: str) -> None:
        """Ask for the life areas too."""
        if name == "areas":
            marked = tuple(str(self.picked.get("areas", "")).split())
            mark = Mark(_("Which life areas is it for?"), choice_words("life-area"), marked)
            self.app.push_screen(mark, self._take_areas)
        else:
            super().ask_for(name)

    def _take_areas(self, areas: tuple[str, ...] | None) -> None:
        if areas is not None:
            self.take("areas", " ".join(sorted(areas)), areas_words(areas))


class NewServiceScreen(ServiceScreen):
    """The form of a service that is not here yet."""

    commands: ClassVar[tuple[Command, ...]] = NEW_SERVICE

    def __init__(self) -> None:
        super().__init__(None)

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Services')} > {_('New service')}"

    def words(self) -> str:
        """Say how saving goes here."""
        return _("Ctrl+S adds the service. Esc leaves; what you wrote waits here.")

    def add(self) -> None:
        """Add the service, or say what is missing."""
        if not self.value("name").strip():
            self.note_beside(self.field("name"), _("Write a name first."), alert=True)
            self.field("name").focus()
        elif not self.field("checked-on").sure:
            self.field("checked-on").focus()
        else:
            values = self.values()
            self.ask(lambda: self.casebook.services.add(**values), then=self.added)
