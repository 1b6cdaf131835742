"""The line in which minutes are typed: typing never waits, and nothing typed is lost.

The law: Enter clears the line at once; saving goes on in the casebook's thread, and the draft of
the line is dropped in the change that makes it a record. A line that was refused stays on the
screen and in the draft, and is tried again with the next Enter. The half line is kept once a second
and when the process ends; after a kill it is back, with the time it was typed at.
"""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.widgets import Input

from storage.errors import StorageError
from storage.rules.agenda import running_item
from tui_app.i18n.captured_tails import Known
from tui_app.i18n.captures import Caught, Kind, read_line
from tui_app.i18n.catalogue import _
from tui_app.i18n.formats import clock_time
from tui_app.i18n.sentences import sentence
from tui_app.plain.words import spoken_language
from tui_app.screens.inviting import Inviting
from tui_app.screens.live_outbox import Outbox, Told
from tui_app.screens.live_words import tier_for
from tui_app.screens.meeting_people import Around, people_around
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.change import DraftLine
    from storage.lines.meetings import MeetingSheet
    from storage.lines.network import TieLine

LINE_LIMIT = 2000
CHANGE_NAMES = {Kind.ACTION: "action.capture", Kind.AGREEMENT: "agreement.add"}


def write_told(casebook: "Casebook", meeting_id: bytes, told: Told, place: str) -> None:
    """Save one line, and drop its draft, in one change."""
    caught, minutes = told.caught, casebook.minutes
    shared: dict[str, Any] = {"item_id": told.item_id, "tier": told.tier}
    with casebook.change(CHANGE_NAMES.get(caught.kind, "entry.add")):
        if caught.kind in CHANGE_NAMES:
            minutes.add_agreement(
                meeting_id, caught.text, told.at, as_action=caught.kind is Kind.ACTION,
                doer_id=caught.person, due=caught.due, **shared,
            )  # fmt: skip
        else:
            minutes.add_entry(
                meeting_id, caught.text, told.at, kind=str(caught.kind),
                speaker_id=told.speaker_id, verbatim=told.verbatim, **shared,
            )  # fmt: skip
        casebook.drafts.drop(place)


class LiveLine(Inviting):
    """The typing in a live meeting."""

    draft_after: ClassVar[float] = 1.0

    def __init__(self, meeting_id: bytes) -> None:
        super().__init__(meeting_id)
        self.outbox = Outbox()
        self.tier = "shared"
        self.speaker: bytes | None = None
        self.verbatim = False
        self.unwritten: list[str] = []
        """Lines of a draft that come after the one in the field."""
        self._last: dt.datetime | None = None
        self.ties: tuple[TieLine, ...] = ()

    # --- what a subclass gives -----------------------------------------------------------------

    def show_told(self) -> None:
        """Draw the minutes and the lines on their way again."""

    def start_now(self) -> None:
        """Start the meeting."""

    # --- reading -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the meeting whole, and who else stands around the client."""

        def both() -> "tuple[MeetingSheet, tuple[TieLine, ...]]":
            sheet = self.casebook.minutes.sheet(self.meeting_id)
            return sheet, self.casebook.network.lines(sheet.meeting.case_id)

        self.ask(both, then=self._take_both, refused=self.gone)

    def _take_both(self, found: "tuple[MeetingSheet, tuple[TieLine, ...]]") -> None:
        sheet, self.ties = found
        self.take(sheet)

    @property
    def around(self) -> tuple[Around, ...]:
        """Return whom a line may name."""
        return people_around(self.sheet, self.ties)

    @property
    def line(self) -> TextField:
        """Return the field."""
        return self.query_one("#line", TextField)

    def draft_place(self) -> str:
        """Name the draft of this meeting's line."""
        return f"live/{self.meeting_id.hex()}"

    @property
    def line_place(self) -> str:
        """Return the whole name of the line's draft."""
        return f"{self.draft_place()}/line"

    def known(self) -> list[Known]:
        """Return whom a line may name, for reading it."""
        me = self.casebook.me.person_id
        return [
            Known(each.person_id, each.name, each.person_id == me, each.is_invited)
            for each in self.around
        ]

    def caught(self, text: str) -> Caught:
        """Return what ``text`` would become."""
        today = self.host.clock.now().date()
        return read_line(text, self.known(), today, spoken_language())

    # --- saving --------------------------------------------------------------------------------

    def entered(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Take the line; an empty one tries refused lines again, or starts the meeting."""
        text, sheet = field.value.strip(), self.sheet
        if sheet is None:
            return
        if not text and sheet.meeting.state == "planned":
            self.start_now()
        for told in self.outbox.take_refused():
            self._send(told)
        if not text:
            return
        caught = self.caught(text)
        if not caught.text:
            self.say(_("Write something after the mark."))
            return
        self._typed.pop("line", None)
        field.value = self.unwritten.pop(0) if self.unwritten else ""
        self._send(self.outbox.add(self._told(caught, text, sheet)))
        self.show_told()

    def _told(self, caught: Caught, text: str, sheet: "MeetingSheet") -> Told:
        running = running_item(sheet.agenda)
        return Told(
            0,
            caught,
            text,
            self._moment(),
            None if running is None else running.id,
            tier_for(caught.kind, self.tier),
            caught.person or self.speaker,
            self.verbatim,
        )

    def _moment(self) -> dt.datetime:
        """Return a moment after that of the line before: moments are kept to the second."""
        now = self.now().replace(microsecond=0)
        if self._last is not None and now <= self._last:
            now = self._last + dt.timedelta(seconds=1)
        self._last = now
        return now

    def _send(self, told: Told) -> None:
        self.ask(
            write_told, self.casebook, self.meeting_id, told, self.line_place,
            then=lambda _none: self._saved(told), refused=partial(self._not_saved, told),
        )  # fmt: skip

    def _saved(self, told: Told) -> None:
        self.outbox.saved(told.number)
        self.host.note_saved()
        self.show_told()

    def _not_saved(self, told: Told, error: StorageError) -> bool:
        self.outbox.refused(told.number)
        self.show_told()
        self.host.keep_draft(self.line_place, self.outbox.draft(self.line.value))
        again = _("The line stays here; Enter tries again.")
        self.say(f"{sentence(error)} {again}", alert=True)
        return True

    # --- the half line -------------------------------------------------------------------------

    def unsaved(self) -> list[Any]:
        """Return nothing: a half line waits as a draft."""
        return []

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Leave the half line where it is: only Enter makes it a record."""

    def keep_drafts(self) -> None:
        """Keep the half line, and with it every line that is not saved."""
        if "line" in self._typed:
            self._typed["line"] = self.outbox.draft(self.line.value)
        super().keep_drafts()

    @on(Input.Changed, "#line")
    def _emptied(self, event: Input.Changed) -> None:
        if not event.value and "line" in self._typed and not self.outbox.waiting:
            self.forget_draft(self.line)

    def leaving(self) -> None:
        """Keep the half line: the process ends now, or another tab comes."""
        if self.query("#line") and (half := self.outbox.draft(self.line.value)):
            self._typed["line"] = half
        super().leaving()

    def restore_line(self) -> None:
        """Show the half line of before, if there is one."""
        self.ask(self.casebook.drafts.lines, then=self._bring_back)

    def _bring_back(self, drafts: "tuple[DraftLine, ...]") -> None:
        found = next((draft for draft in drafts if draft.place == self.line_place), None)
        if found is None or self.line.value:
            return
        first, *self.unwritten = found.text.split("\n")
        self.line.value = first
        self.line.cursor_position = len(first)
        time = clock_time(found.at.astimezone())
        self.say(_("The line typed at {time} is back; Enter saves it.").format(time=time))
