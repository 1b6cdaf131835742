"""Prepare: when and where, the agenda with its minutes, who is asked to come.

The law: the client's own items come first; every field saves itself; an agenda that nobody has
touched follows the kind and language of the meeting, a touched one stays. Inviting someone whom the
client wishes not to invite asks for the reason first (``screens.inviting``).
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.meetings import ON_ITEM, ON_PERSON, PLANNED, PREPARE
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.meeting import agenda_row, attendance_row
from tui_app.screens.meeting_facts import MeetingFacts
from tui_app.screens.meeting_items import Items
from tui_app.screens.meeting_words import agenda_cells, attendance_cells, length_words
from tui_app.widgets.date_field import DateField
from tui_app.widgets.list_rows import Column
from tui_app.widgets.panel import Panel
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from storage.lines.meetings import AgendaLine, AttendanceLine, MeetingSheet
    from tui_app.widgets.list_rows import Row

AGENDA = (
    Column("", 2, right=True), Column(N_("Item"), 0), Column(N_("min"), 3, right=True),
    Column(N_("Who"), 5),
)  # fmt: skip
PEOPLE = (Column(N_("Who"), 6), Column(N_("From where"), 0), Column(N_("Invitation"), 10))
TIME = ("day", "starts", "ends")
"""The fields that say one thing together."""
PEOPLE_NAMED = (Column(N_("Who"), 16), *PEOPLE[1:])


class PrepareScreen(Items):
    """A meeting to come."""

    here: ClassVar[str] = "prepare"
    commands: ClassVar[tuple[Command, ...]] = PREPARE

    def compose_body(self) -> ComposeResult:
        """Yield the fields, the agenda and the participants."""
        yield MeetingFacts(self.host.clock.now().date())
        with Horizontal(id="prepare"):
            agenda: RecordList[AgendaLine] = RecordList(
                AGENDA, self.item_row, lambda line: line.id, id="agenda",
                empty=_("No items yet. n adds one."),
            )  # fmt: skip
            people: RecordList[AttendanceLine] = RecordList(
                PEOPLE, self.person_row, lambda line: line.id, id="people",
                empty=_("Nobody yet. p adds people."),
            )  # fmt: skip
            yield Panel(_("Agenda"), agenda, id="agenda-panel")
            yield Panel(_("Participants"), people, id="people-panel")
        yield Static(id="prepare-row", markup=False)

    # --- showing -------------------------------------------------------------------------------

    def edited_here(self, sheet: "MeetingSheet") -> "Iterable[bytes]":
        """Return the meeting, its items and its participants."""
        yield sheet.meeting.id
        yield from (item.id for item in sheet.agenda)
        yield from (line.id for line in sheet.attendance)

    def take(self, sheet: "MeetingSheet") -> None:
        """Show the meeting; a new one begins at its day."""
        first = self.sheet is None
        super().take(sheet)
        self.facts.fill(sheet, self.show_kept)
        self.show_lists(sheet)
        self.standing = self.standing.with_fact(PLANNED, holds=sheet.meeting.state == "planned")
        if first:
            begin = self.facts.day if sheet.meeting.starts is None else self.agenda
            begin.focus()
            self.restore_drafts(self.facts.day, self.facts.starts, self.facts.ends,
                                self.facts.where)  # fmt: skip

    def show_lists(self, sheet: "MeetingSheet") -> None:
        """Fill the two lists and their titles."""
        self.agenda.show(sheet.agenda)
        self.people.show(sheet.attendance)
        title = self.query_one("#agenda-panel", Panel)
        title.entitle(_("Agenda"), length_words(sheet.meeting, sheet.agenda))
        self.query_one("#people-panel", Panel).entitle(
            _("Participants"), str(len(sheet.attendance))
        )

    @property
    def facts(self) -> MeetingFacts:
        """Return the fields."""
        return self.query_one(MeetingFacts)

    def item_row(self, line: "AgendaLine") -> "Row":
        """Draw an agenda item."""
        number = self.sheet.agenda.index(line) + 1 if self.sheet else 0
        return agenda_cells(line, number, names=self.host.names_shown)

    def person_row(self, line: "AttendanceLine") -> "Row":
        """Draw a participant."""
        return attendance_cells(line, names=self.host.names_shown)

    def names_changed(self) -> None:
        """Give names the room that they need."""
        self.people.columns = PEOPLE_NAMED if self.host.names_shown else PEOPLE
        super().names_changed()
        self.show_row()

    @on(RecordList.Moved)
    @on(DescendantFocus)
    def _know_where(self) -> None:
        on_people = self.focused is self.people
        item = self.focused is self.agenda and self.agenda.current is not None
        standing = self.standing.with_fact(ON_ITEM, holds=item)
        person = on_people and self.people.current is not None
        self.standing = standing.with_fact(ON_PERSON, holds=person)
        self.show_row()

    def show_row(self) -> None:
        """Say the row under the cursor in full, in a field how to get on."""
        names = self.host.names_shown
        words = ""
        if self.focused is not None and self.facts in self.focused.ancestors:
            words = _("Enter goes to the next field. F6: the agenda, where s starts the meeting.")
        elif self.focused is self.people and self.people.current is not None:
            words = attendance_row(self.people.current, names=names)
        elif (item := self.agenda.current) is not None and self.sheet is not None:
            number = self.sheet.agenda.index(item) + 1 if item in self.sheet.agenda else 0
            words = agenda_row(item, number, names=names)
        self.query_one("#prepare-row", Static).update(Content(words))

    # --- the fields ----------------------------------------------------------------------------

    def draft_place(self) -> str:
        """Name the drafts of this meeting's fields."""
        return f"meeting/{self.meeting_id.hex()}"

    def note_beside(self, field: Any, text: str, *, alert: bool = False) -> bool:  # noqa: ANN401 - any field
        """Say ``text`` under the fields."""
        del field
        self.facts.say(text, alert=alert)
        return True

    @on(DateField.Read)
    def _echo(self, event: DateField.Read) -> None:
        if event.field.has_focus:
            self.facts.say(event.words, alert=not event.sure)

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Save what the field says."""
        sheet = self.sheet
        if sheet is None:
            return
        if field.id in {"kind", "language"}:
            self.keep(field, self.template_work(sheet, self.facts.kind.value,
                                                self.facts.spoken.value))  # fmt: skip
        elif field.id == "place":
            self._keep_fields(field, place=field.value)
        elif not field.sure:
            self.note_beside(field, field.words(), alert=True)
        elif (span := self.facts.span(field, sheet)) is not None:
            self._keep_fields(field, starts=span[0], ends=span[1])
        elif field.id == "day":
            self._keep_fields(field, starts=None, ends=None)
        else:
            self.note_beside(field, _("Write the day first."), alert=True)

    def _keep_fields(self, field: Any, **fields: Any) -> None:  # noqa: ANN401 - a field, its values
        edit: Callable[..., None] = self.casebook.meetings.edit
        seen = self.seen(*TIME) if field.id in TIME else self.seen(field.id)
        self.keep(field, lambda: edit(self.meeting_id, seen=seen, **fields))
