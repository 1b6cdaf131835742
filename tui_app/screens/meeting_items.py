"""What is done with the agenda and the participants while a meeting is planned.

The law: each press is one small change with its own undo; the cursor stays with its item.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from storage.casebook.agenda import PlannedItem
from tui_app.dialogs.ask_text import AskText
from tui_app.dialogs.choose import Choose, Chosen
from tui_app.i18n.agendas import agenda_of, is_template
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.plain.words import shown_name
from tui_app.screens.inviting import Inviting
from tui_app.screens.messages import Open
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.meetings import AgendaLine, AttendanceLine, MeetingSheet

INVITATIONS = ("not-yet", "invited", "coming", "not-coming")
ROLES = ("participant", "chair", "note-taker", "interpreter")
OWNERS = (Column(N_("Who"), 24), Column(N_("From where"), 0))


def following(words: tuple[str, ...], word: str) -> str:
    """Return the word after ``word``, the first after the last."""
    place = words.index(word) if word in words else -1
    return words[(place + 1) % len(words)]


class Items(Inviting):
    """The commands of Prepare."""

    @property
    def agenda(self) -> "RecordList[AgendaLine]":
        """Return the agenda."""
        return self.query_one("#agenda", RecordList)

    @property
    def people(self) -> "RecordList[AttendanceLine]":
        """Return the participants."""
        return self.query_one("#people", RecordList)

    def template_work(self, sheet: "MeetingSheet", kind: str, spoken: str) -> Callable[[], None]:
        """Return what saves kind and language; an untouched agenda becomes the new template."""
        desk = self.casebook.meetings
        titles = tuple(item.title for item in sheet.agenda if not item.from_client)
        if not is_template(titles, sheet.meeting.kind, sheet.language):
            edit: Callable[..., None] = partial(desk.edit, self.meeting_id)
        else:
            items = [PlannedItem(title, minutes) for title, minutes in agenda_of(kind, spoken)]
            edit = partial(desk.replace_items, self.meeting_id, items)
        return partial(edit, seen=self.seen("kind", "language"), kind=kind, language=spoken)

    # --- the agenda ----------------------------------------------------------------------------

    def do_add(self) -> None:
        """Ask for a new item."""
        self._ask_item(_("New agenda item"), from_client=False)

    def do_own(self) -> None:
        """Ask for an item that the client wants to talk about."""
        self._ask_item(_("What does the client want to talk about?"), from_client=True)

    def _ask_item(self, question: str, *, from_client: bool) -> None:
        def add(title: str | None) -> None:
            if title:
                item = PlannedItem(title, from_client=from_client)
                self.ask(self.casebook.meetings.add_item, self.meeting_id, item)

        self.ask_text(AskText(question), f"item/{int(from_client)}", add)

    def do_edit(self) -> None:
        """Edit the item's title; a participant's invitation goes one step on."""
        if self.focused is self.people:
            self.do_answer()
            return
        line = self.agenda.current
        if line is None:
            return
        dialog, seen = AskText(_("Agenda item"), line.title), self.seen()

        def keep(title: str | None) -> None:
            if title and title != line.title:
                known = seen.blank() if seen is not None and dialog.over_another else seen
                edit = self.casebook.meetings.edit_item
                self.ask(partial(edit, line.id, seen=known, title=title))

        self.ask_text(dialog, f"item/{line.id.hex()}", keep, line.title)

    def do_more(self) -> None:
        """Give the item a minute more."""
        self._change_minutes(1)

    def do_less(self) -> None:
        """Give the item a minute less."""
        self._change_minutes(-1)

    def _change_minutes(self, by: int) -> None:
        line = self.agenda.current
        if line is not None:
            self.ask(self.casebook.meetings.lengthen, line.id, by)

    def do_up(self) -> None:
        """Move the item up."""
        self._move(-1)

    def do_down(self) -> None:
        """Move the item down."""
        self._move(1)

    def _move(self, by: int) -> None:
        if (item_id := self.agenda.current_key) is not None:
            self.ask(self.casebook.meetings.move_item, item_id, by)

    def do_owner(self) -> None:
        """Choose who leads the item, of those who take part."""
        line, sheet = self.agenda.current, self.sheet
        if line is None or sheet is None:
            return

        edit = partial(self.casebook.meetings.edit_item, line.id, seen=self.seen())

        def look(words: str, show: Callable[[tuple[Any, ...]], None]) -> None:
            show(tuple(each for each in sheet.attendance if words.lower() in each.name.lower()))

        def keep(chosen: Chosen | None) -> None:
            if chosen is not None:
                self.ask(partial(edit, owner_id=chosen.key))

        picker = Choose(_("Who leads this item?"), OWNERS, self._owner_row,
                        lambda each: each.person_id, look, new=_("nobody"))  # fmt: skip
        self.app.push_screen(picker, keep)

    def _owner_row(self, line: "AttendanceLine") -> Row:
        name = shown_name(line.name, names=self.host.names_shown)
        return Row((name, _("the client") if line.is_client else line.organisation))

    # --- the participants ----------------------------------------------------------------------

    def do_answer(self) -> None:
        """Say how far the invitation has come."""
        if (line := self.people.current) is not None:
            self._mark(line, _("Invitation"), invitation=following(INVITATIONS, line.invitation))

    def do_role(self) -> None:
        """Give the participant the next role."""
        if (line := self.people.current) is not None:
            self._mark(line, _("Role"), role=following(ROLES, line.role))

    def _mark(self, line: "AttendanceLine", what: str, **field: str) -> None:
        mark = partial(self.casebook.meetings.mark, line.id, seen=self.seen())
        ((name, word),) = field.items()
        self.ask(partial(mark, **field),
                 then=lambda _none: self.say(f"{what}: {choice_word(name, word)}"))  # fmt: skip

    def do_remove(self) -> None:
        """Take the item or the participant under the cursor off."""
        desk = self.casebook.meetings
        if self.focused is self.people and self.people.current_key is not None:
            self.ask(desk.uninvite, self.people.current_key)
        elif self.agenda.current_key is not None:
            self.ask(desk.remove_item, self.agenda.current_key)

    # --- the meeting ---------------------------------------------------------------------------

    def do_start(self) -> None:
        """Start the meeting with its first item, and go to the minutes."""
        sheet = self.sheet
        if sheet is None:
            return
        desk, now = self.casebook.meetings, self.now()
        first = next((item.id for item in sheet.agenda if not item.closed), None)

        def start() -> None:
            with self.casebook.change("meeting.start"):
                desk.start(self.meeting_id, now)
                if first is not None:
                    desk.start_item(self.meeting_id, first, now)

        def go_on(_none: None) -> None:
            self.post_message(Open("meeting", self.meeting_id, "live", instead=True))

        if sheet.meeting.state == "live":
            go_on(None)
        else:
            self.ask(start, then=go_on)

    def do_call_off(self) -> None:
        """Call the meeting off; it stays in the case."""
        self.ask(self.casebook.meetings.cancel, self.meeting_id,
                 then=lambda _none: self.go_out())  # fmt: skip
