"""A message being written: to whom, about what, the text, files, and how long it lives.

The law: every field is kept as it is left, so a draft survives; Ctrl+S sends, and says that nothing
has left this computer yet. Who gets it stands on the screen with organisation and key, before it is
sent. A message about a client asks the gate; what the gate refuses says what to record, or asks for
the reason to go past it.
"""

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import StorageError
from storage.refusals import BasisMissing
from tui_app.commands.command import Command
from tui_app.commands.mailbox import LETTER
from tui_app.dialogs.no_basis import OVERRIDE, RECORD, NoBasis
from tui_app.dialogs.reason import Reason
from tui_app.i18n.catalogue import _
from tui_app.i18n.sentences import sentence
from tui_app.screens.letter_link import about_words
from tui_app.screens.letter_people import LetterPeople
from tui_app.screens.messages import Open
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.messages import Writing

SUBJECT_LIMIT = 200


class LetterScreen(LetterPeople):
    """The draft ``draft_id``; a new one where there is none yet."""

    commands: ClassVar[tuple[Command, ...]] = LETTER
    AUTO_FOCUS = "#to"

    def __init__(self, draft_id: bytes | None = None) -> None:
        super().__init__()
        self.draft_id = draft_id

    def place_text(self) -> str:
        """Say what this is."""
        return f"{_('Messages')} > {_('New message')}"

    def draft_place(self) -> str:
        """Name the drafts of this message's fields."""
        return f"letter/{self.draft_id.hex() if self.draft_id else 'new'}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        with Vertical(classes="form", id="letter-form"):
            yield FieldRow(_("To"), PickField(id="to"))
            yield FieldRow(_("Subject"), TextField(id="subject", limit=SUBJECT_LIMIT))
            yield FieldRow(_("Client"), PickField(id="case"))
            hint = _("On that day its text goes everywhere, unless somebody holds it.")
            until = DateField(self.host.clock.now().date(), id="expires")
            yield FieldRow(_("Lives until"), until, hint=hint)
            yield FieldRow(_("Text"), NoteArea(id="text"))
            yield Static(id="letter-files", classes="hint", markup=False)

    # --- reading -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the draft, once; then what is on the screen counts."""
        if self.writing is None:
            self.ask(self.begin, then=self._show)

    def begin(self) -> "tuple[Writing, tuple[Any, ...], str]":
        """Return what to write on, whom it goes to, and whom it is about; blocks."""
        desk = self.casebook.posting
        writing = desk.read_draft(self.draft_id) if self.draft_id else desk.blank()
        return writing, desk.people_of(writing), about_words(self.casebook, writing)

    def _show(self, found: "tuple[Writing, tuple[Any, ...], str]") -> None:
        self.writing, self.people, label = found
        writing = found[0]
        self.query_one("#subject", TextField).fill(writing.subject)
        self.query_one("#case", PickField).fill(writing.case_id, label)
        day = writing.expires.astimezone().date() if writing.expires else None
        self.query_one("#expires", DateField).fill_day(day)
        self.query_one("#text", NoteArea).fill(writing.text)
        self.restore_drafts(self.query_one("#subject"), self.query_one("#text"))
        self.show_people()
        self.show_files()
        self.ask(self.casebook.posting.not_reached, writing, then=self.say_missed)
        if self.people:
            self.query_one("#text", NoteArea).focus()

    def names_changed(self) -> None:
        """Show names in full or masked."""
        self.show_people()
        self.show_files()

    # --- keeping and sending -------------------------------------------------------------------

    def change(self, **fields: Any) -> None:  # noqa: ANN401 - any field of a writing
        """Keep the message with these fields."""
        if self.writing is None:
            return
        self.writing = replace(self.writing, **fields)
        self.ask(self._kept, self.written(), then=self._kept_now)

    def written(self) -> "Writing":
        """Return the message as it stands on the screen."""
        if self.writing is None:
            message = "nothing is sent before the draft has been read"
            raise RuntimeError(message)
        day = self.query_one("#expires", DateField).day
        return replace(
            self.writing,
            subject=self.query_one("#subject", TextField).value,
            text=self.query_one("#text", NoteArea).value,
            expires=_end_of(day) if day else None,
        )

    def _kept(self, writing: "Writing") -> "tuple[bytes, tuple[Any, ...], str]":
        desk = self.casebook.posting
        draft_id = desk.keep_draft(writing, self.draft_id)
        return draft_id, desk.people_of(writing), about_words(self.casebook, writing)

    def _kept_now(self, found: "tuple[bytes, tuple[Any, ...], str]") -> None:
        self.draft_id, self.people, label = found
        if self.writing is not None:
            self.query_one("#case", PickField).fill(self.writing.case_id, label)
        self.show_people()
        self.show_files()

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Keep the draft."""
        if self.writing is not None:
            self.writing = writing = self.written()
            self.keep(field, partial(self._kept, writing), then=self._kept_now)

    def do_send(self) -> None:
        """Send it; nothing leaves this computer before the next exchange."""
        self._send("")

    def _send(self, override: str) -> None:
        if self.writing is None:
            return
        writing, send = self.written(), self.casebook.posting.send
        self.ask_long(
            lambda _progress: send(writing, self.draft_id, override=override),
            then=self._sent,
            refused=self._refused_to_go,
        )

    def _sent(self, _message_id: bytes) -> None:
        for name in ("subject", "text"):
            self.forget_draft(self.query_one(f"#{name}"))
        self._typed.clear()
        self.go_out()

    def _refused_to_go(self, error: StorageError) -> bool:
        if not isinstance(error, BasisMissing) or not error.needs:
            return False
        self.app.push_screen(NoBasis(sentence(error), error.needs), self._way_on)
        return True

    def _way_on(self, way: str | None) -> None:
        writing = self.writing
        if way == RECORD and writing is not None:
            whom = f"correspondent:{self.people[0].id.hex()}" if len(self.people) == 1 else ""
            detail = " ".join((whom or "-", *sorted(writing.spoken_of)))
            self.post_message(Open("new-basis", writing.case_id, detail))
        elif way == OVERRIDE:
            question = _("Why is it sent without a basis?")
            where = _("The reason stands in the disclosure log, with the sign !.")
            self.app.push_screen(Reason(question, where), self._send_all_the_same)

    def _send_all_the_same(self, reason: str | None) -> None:
        if reason:
            self._send(reason)


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59)).astimezone(dt.UTC)
