"""Minutes: what was said and agreed, item by item, to mend, to read back and to hand out.

The law: everything can be edited after the meeting, and every change has its undo; the tier goes
round with one key. A late entry keeps the time it was said apart from the time it was written.
"""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tui_app.commands.command import Command
from tui_app.commands.meetings import MINUTES, ON_QUESTION
from tui_app.dialogs.ask_text import AskText
from tui_app.dialogs.read_back import ReadBack
from tui_app.i18n.catalogue import _
from tui_app.i18n.formats import clock_time
from tui_app.screens.inviting import Inviting
from tui_app.screens.live_keys import TIERS
from tui_app.screens.live_words import caught_title
from tui_app.screens.meeting_words import wall_time
from tui_app.screens.messages import Open
from tui_app.screens.minutes_questions import answer, question_of
from tui_app.screens.minutes_words import short_tier, told_blocks
from tui_app.widgets.panel import Rule
from tui_app.widgets.told_list import ToldList

if TYPE_CHECKING:
    from storage.lines.meetings import AgreementLine, EntryLine, MeetingSheet


class MinutesScreen(Inviting):
    """A meeting's minutes."""

    here: ClassVar[str] = "minutes"
    commands: ClassVar[tuple[Command, ...]] = MINUTES

    def compose_body(self) -> ComposeResult:
        """Yield the minutes under how they stand."""
        yield Rule(id="minutes-rule", classes="rule")
        yield ToldList(id="minutes", empty=_("Nothing was written yet. n adds what was said."))

    @property
    def told(self) -> ToldList:
        """Return the minutes."""
        return self.query_one(ToldList)

    def take(self, sheet: "MeetingSheet") -> None:
        """Show the minutes."""
        first = self.sheet is None
        super().take(sheet)
        rule = self.query_one("#minutes-rule", Rule)
        rule.title, rule.right = caught_title(sheet), self.read_words(sheet)
        self.told.show(told_blocks(sheet, names=self.host.names_shown))
        if first:
            self.told.focus()

    def read_words(self, sheet: "MeetingSheet") -> str:
        """Return whether the agreements were read back."""
        if sheet.read_back_at is None:
            return _("! not read back")
        time = clock_time(wall_time(sheet.read_back_at, sheet.meeting.zone))
        return _("read back at {time}").format(time=time)

    def names_changed(self) -> None:
        """Draw names in full or masked."""
        super().names_changed()
        if self.sheet is not None:
            self.take(self.sheet)

    @on(ToldList.Moved)
    def _stand(self) -> None:
        here = self.told.current_key is not None
        standing = replace(self.standing, row=here, rows=self.told.count)
        asked = question_of(self.sheet, self.told.current_key) is not None
        self.standing = standing.with_fact(ON_QUESTION, holds=asked)

    # --- what is under the cursor --------------------------------------------------------------

    def current_entry(self) -> "EntryLine | None":
        """Return the entry under the cursor."""
        entries = self.sheet.entries if self.sheet else ()
        return next((each for each in entries if each.id == self.told.current_key), None)

    def current_agreement(self) -> "AgreementLine | None":
        """Return the agreement under the cursor."""
        agreed = self.sheet.agreements if self.sheet else ()
        return next((each for each in agreed if each.id == self.told.current_key), None)

    def do_edit(self) -> None:
        """Open what is under the cursor."""
        if (entry := self.current_entry()) is not None:
            self.post_message(Open("entry", entry.id))
        elif (agreed := self.current_agreement()) is not None:
            self.post_message(Open("agreement", agreed.id))

    def do_tier(self) -> None:
        """Change who gets a copy of what is under the cursor."""
        minutes, entry = self.casebook.minutes, self.current_entry()
        edit = minutes.edit_entry if entry is not None else minutes.edit_agreement
        told = entry or self.current_agreement()
        if told is None:
            return
        tier, key = TIERS[(TIERS.index(told.tier) + 1) % len(TIERS)], told.id

        def moved(new_id: bytes) -> None:
            self.told.follow(new_id)
            self.say(_("For: {tier}").format(tier=short_tier(tier)))

        self.ask(lambda: edit(key, tier=tier), then=moved)

    def do_answer(self) -> None:
        """Mark the question under the cursor as answered, or as open again."""
        if (asked := question_of(self.sheet, self.told.current_key)) is not None:
            self.ask(answer, self.casebook, asked)

    def do_remove(self) -> None:
        """Take back what is under the cursor."""
        minutes = self.casebook.minutes
        if (entry := self.current_entry()) is not None:
            self.ask(minutes.remove_entry, entry.id)
        elif (agreed := self.current_agreement()) is not None:
            self.ask(minutes.remove_agreement, agreed.id)

    # --- adding --------------------------------------------------------------------------------

    def item_in_hand(self) -> bytes | None:
        """Return the agenda item that the cursor stands in."""
        told = self.current_entry() or self.current_agreement()
        return None if told is None else told.item_id

    def said_at(self) -> dt.datetime:
        """Return when a late entry was said, as well as it is known: by the end of the meeting."""
        now = self.now()
        ended = self.sheet.ended_at if self.sheet else None
        told = self.current_entry() or self.current_agreement()
        return (told.at if told else None) or ended or now

    def do_add(self) -> None:
        """Write something that was said earlier."""
        add, item_id, at = self.casebook.minutes.add_entry, self.item_in_hand(), self.said_at()

        def keep(text: str | None) -> None:
            if text:
                self.ask(lambda: add(self.meeting_id, text, at, item_id=item_id))

        dialog = AskText(_("What was said? It stands under the item of the cursor."), limit=2000)
        self.ask_text(dialog, "late", keep)

    def do_agree(self) -> None:
        """Write something that was agreed."""
        add, item_id, at = self.casebook.minutes.add_agreement, self.item_in_hand(), self.said_at()

        def added(agreement_id: bytes) -> None:
            self.post_message(Open("agreement", agreement_id))

        def keep(text: str | None) -> None:
            if text:
                self.ask(lambda: add(self.meeting_id, text, at, item_id=item_id), then=added)

        self.ask_text(AskText(_("What was agreed?"), limit=2000), "agreed", keep)

    # --- the meeting ---------------------------------------------------------------------------

    def do_read_back(self) -> None:
        """Read what was agreed aloud, one thing a row."""
        if self.sheet is not None:
            dialog = ReadBack(self.sheet.agreements, names=self.host.names_shown)
            self.app.push_screen(dialog, self.was_read)

    def do_reopen(self) -> None:
        """Go on with the meeting."""
        live = Open("meeting", self.meeting_id, "live", instead=True)
        now = self.now()
        start = self.casebook.meetings.start
        self.ask(start, self.meeting_id, now, then=lambda _none: self.post_message(live))
