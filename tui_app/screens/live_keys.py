"""What the keys do in a live meeting, beside typing.

The law: after each of them the line has the cursor again; whoever typed can go on.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from storage.errors import StorageError
from storage.rules.agenda import moved_on, next_item
from tui_app.commands.meetings import ON_QUESTION
from tui_app.i18n.catalogue import _
from tui_app.screens.live_room import LiveRoom
from tui_app.screens.messages import Open
from tui_app.screens.minutes_questions import answer, question_of
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.told_list import ToldList

if TYPE_CHECKING:
    from storage.lines.meetings import AgendaLine, MeetingSheet
    from tui_app.widgets.list_rows import Row

TIERS = ("client", "shared", "own")


class LiveKeys(LiveRoom):
    """The commands of Live."""

    def __init__(self, meeting_id: bytes) -> None:
        super().__init__(meeting_id)
        self.drawn_clock: tuple[Row, ...] = ()
        self.drawn: dict[str, str] = {}
        self.ahead: tuple[AgendaLine, ...] | None = None
        self.moves = 0

    @property
    def agenda(self) -> "RecordList[AgendaLine]":
        """Return the agenda."""
        return self.query_one("#live-agenda", RecordList)

    @property
    def told(self) -> ToldList:
        """Return the minutes."""
        return self.query_one(ToldList)

    def show_settings(self) -> None:
        """Draw who speaks, for whom, and whether word for word."""

    def show_preview(self) -> None:
        """Say what the line will become."""

    def write_on(self) -> None:
        """Give the line the cursor again."""
        self.show_settings()
        self.show_preview()
        self.line.focus()

    def do_write(self) -> None:
        """Go back to the line."""
        self.line.focus()

    def do_back(self) -> None:
        """Leave the line for the minutes; from there go out. The half line stays a draft."""
        if self.focused is self.line:
            self.told.focus()
        else:
            self.leaving()
            self.go_out()

    # --- the line's settings -------------------------------------------------------------------

    def do_speaker(self) -> None:
        """Let the next of those present speak, after the last nobody named."""
        lines = self.sheet.attendance if self.sheet else ()
        here = [line.person_id for line in lines if line.presence in {"present", "remote"}]
        order = [None, *(here or [line.person_id for line in lines])]
        place = order.index(self.speaker) if self.speaker in order else 0
        self.speaker = order[(place + 1) % len(order)]
        self.write_on()

    def do_tier(self) -> None:
        """Change who gets a copy of the lines from now on."""
        self.tier = TIERS[(TIERS.index(self.tier) + 1) % len(TIERS)]
        self.write_on()

    def do_verbatim(self) -> None:
        """Keep words as they are spoken, or not."""
        self.verbatim = not self.verbatim
        self.write_on()

    def do_names(self) -> None:
        """Show names for ten seconds."""
        self.host.peek()

    # --- the agenda ----------------------------------------------------------------------------

    def do_next(self) -> None:
        """Start the next item's clock."""
        if self.sheet is None:
            return
        following = next_item(self.sheet.agenda)
        if following is None:
            self.say(_("This was the last item. F4 reads back; Esc, then c closes the meeting."))
        self._start_item(None if following is None else following.id)

    def _start_item(self, item_id: bytes | None) -> None:
        """Go on to an item at once; the disk hears of it after."""
        if self.sheet is None:
            return
        now, start = self.now(), self.casebook.meetings.start_item
        self.ahead = moved_on(self.sheet.agenda, item_id, now)
        self.moves += 1
        self.take(self.sheet)
        self.ask(start, self.meeting_id, item_id, now, then=self._moved, refused=self._not_moved)
        self.line.focus()

    def _moved(self, _none: None) -> None:
        self.moves -= 1
        if not self.moves:
            self.ahead = None

    def _not_moved(self, error: StorageError) -> bool:
        self._moved(None)
        self.fault(error)
        self.load()
        return True

    def take(self, sheet: "MeetingSheet") -> None:
        """Take the meeting; while moves are on their way to the disk, the screen is ahead."""
        super().take(sheet if self.ahead is None else replace(sheet, agenda=self.ahead))

    @on(RecordList.Chosen, "#live-agenda")
    def _chosen_item(self, event: RecordList.Chosen) -> None:
        event.stop()
        self._start_item(event.key)

    def start_now(self) -> None:
        """Start the meeting and its first item."""
        if self.sheet is None:
            return
        first, desk = next_item(self.sheet.agenda), self.casebook.meetings
        now = self.now()

        def start() -> None:
            with self.casebook.change("meeting.start"):
                desk.start(self.meeting_id, now)
                if first is not None:
                    desk.start_item(self.meeting_id, first.id, now)

        self.ask(start)

    # --- the minutes ---------------------------------------------------------------------------

    @on(ToldList.Moved)
    def _know_where(self) -> None:
        key = self.told.current_key
        standing = self.standing.with_fact("told", holds=key is not None)
        asked = question_of(self.sheet, key) is not None
        self.standing = standing.with_fact(ON_QUESTION, holds=asked)

    def do_edit(self) -> None:
        """Start the item, or edit the entry, under the cursor."""
        if self.focused is self.agenda:
            self.agenda.choose()
        elif (key := self.told.current_key) is not None and self.sheet is not None:
            entry = any(each.id == key for each in self.sheet.entries)
            self.leaving()
            self.post_message(Open("entry" if entry else "agreement", key))

    def do_answer(self) -> None:
        """Mark the question under the cursor as answered, or as open again."""
        if (asked := question_of(self.sheet, self.told.current_key)) is not None:
            self.ask(answer, self.casebook, asked)

    def do_remove(self) -> None:
        """Take back what stands under the cursor."""
        key, sheet = self.told.current_key, self.sheet
        if key is None or sheet is None or self.focused is self.agenda:
            return
        minutes = self.casebook.minutes
        is_entry = any(each.id == key for each in sheet.entries)
        self.ask(minutes.remove_entry if is_entry else minutes.remove_agreement, key)
