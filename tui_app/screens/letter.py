"""A message being written: to whom, about what, the text, files, and how long it lives.

The law: every field is kept as it is left, so a draft survives; Ctrl+S sends, and says that nothing
has left this computer yet. Who gets it stands on the screen with organisation and key, before it is
sent. A message about a client asks the gate; what the gate refuses says what to record, or asks for
the reason to go past it.
"""

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from storage.errors import StorageError
from storage.refusals import BasisMissing
from tui_app.commands.command import Command
from tui_app.commands.mailbox import LETTER
from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.ask_text import AskText
from tui_app.dialogs.case_picker import CasePicker
from tui_app.dialogs.correspondent_picker import CorrespondentPicker
from tui_app.i18n.catalogue import _
from tui_app.i18n.sentences import sentence
from tui_app.plain.messages import level_word
from tui_app.plain.words import joined, shown_name
from tui_app.screens.form import Form
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.messages import Writing
    from tui_app.dialogs.choose import Chosen

SUBJECT_LIMIT = 200


class LetterScreen(Form):
    """The draft ``draft_id``; a new one where there is none yet."""

    commands: ClassVar[tuple[Command, ...]] = LETTER
    AUTO_FOCUS = "#to"

    def __init__(self, draft_id: bytes | None = None) -> None:
        super().__init__()
        self.draft_id = draft_id
        self.writing: Writing | None = None
        self.people: tuple[Any, ...] = ()

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
        people = desk.people_of(writing)
        case = self.casebook.cases.line(writing.case_id) if writing.case_id else None
        return writing, people, case.label if case else ""

    def _show(self, found: "tuple[Writing, tuple[Any, ...], str]") -> None:
        self.writing, self.people, label = found
        writing = found[0]
        self.query_one("#subject", TextField).fill(writing.subject)
        self.query_one("#case", PickField).fill(writing.case_id, label)
        day = writing.expires.astimezone().date() if writing.expires else None
        self.query_one("#expires", DateField).fill_day(day)
        self.query_one("#text", NoteArea).fill(writing.text)
        self.restore_drafts(self.query_one("#subject"), self.query_one("#text"))
        self._show_people()
        self._show_files()
        if self.people:
            self.query_one("#text", NoteArea).focus()

    def _show_people(self) -> None:
        names = self.host.names_shown
        words = joined(
            joined(
                (shown_name(one.name, names=names), one.organisation, f"({level_word(one.level)})"),
                " ",
            )
            for one in self.people
        )
        key = self.people[0].id if self.people else None
        self.query_one("#to", PickField).fill(key, words)

    def _show_files(self) -> None:
        files = self.writing.files if self.writing else ()
        words = joined((_("Files:"), joined(path.name for path in files)), " ") if files else _(
            "Ctrl+S sends, Ctrl+O lays a file beside it. Esc keeps it as a draft."
        )  # fmt: skip
        self.query_one("#letter-files", Static).update(Content(words))

    def names_changed(self) -> None:
        """Show names in full or masked."""
        self._show_people()

    # --- whom, about whom ----------------------------------------------------------------------

    @on(PickField.Asked, "#to")
    def do_to(self) -> None:
        """Choose somebody more."""
        if self.writing is not None and self.writing.thread_id is not None:
            self.say(_("An answer goes to the circle of its thread (m there)."))
            return
        look = self.looker(self.casebook.cards.pick)
        self.app.push_screen(CorrespondentPicker(_("To whom?"), look), self._add)

    def _add(self, chosen: "Chosen | None") -> None:
        if chosen is None or chosen.key is None or self.writing is None:
            return
        to = tuple(dict.fromkeys((*self.writing.to, chosen.key)))
        self._change(to=to)

    @on(PickField.Cleared, "#to")
    def _clear_to(self) -> None:
        if self.writing is not None and self.writing.thread_id is None:
            self._change(to=self.writing.to[:-1])

    @on(PickField.Asked, "#case")
    def ask_case(self) -> None:
        """Choose whom it is about."""
        look = self.looker(self.casebook.cases.pick)
        self.app.push_screen(CasePicker(_("About which client?"), look), self._take_case)

    def _take_case(self, chosen: "Chosen | None") -> None:
        if chosen is not None and chosen.key is not None:
            self._change(case_id=chosen.key, link=("case", chosen.key))

    @on(PickField.Cleared, "#case")
    def _clear_case(self) -> None:
        self._change(case_id=None, link=None)

    def do_take_file(self) -> None:
        """Lay a file beside it."""
        self.app.push_screen(AskPath(_("Which file?"), _not_a_file), self._take_file)

    def _take_file(self, path: Path | None) -> None:
        if path is not None and self.writing is not None:
            self._change(files=(*self.writing.files, path))

    def do_clear(self) -> None:
        """Take all files away."""
        self._change(files=())

    def _change(self, **fields: Any) -> None:  # noqa: ANN401 - any field of a writing
        if self.writing is None:
            return
        self.writing = replace(self.writing, **fields)
        self.ask(self._kept, self.written(), then=self._kept_now)

    # --- keeping and sending -------------------------------------------------------------------

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
        case = self.casebook.cases.line(writing.case_id) if writing.case_id else None
        return draft_id, desk.people_of(writing), case.label if case else ""

    def _kept_now(self, found: "tuple[bytes, tuple[Any, ...], str]") -> None:
        self.draft_id, self.people, label = found
        if self.writing is not None:
            self.query_one("#case", PickField).fill(self.writing.case_id, label)
        self._show_people()
        self._show_files()

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
        if not isinstance(error, BasisMissing):
            return False
        why = _("Send it all the same? Write why; it is logged.")
        question = joined((sentence(error), why), " ")
        self.app.push_screen(AskText(question), self._send_all_the_same)
        return True

    def _send_all_the_same(self, reason: str | None) -> None:
        if reason:
            self._send(reason)


class AboutScreen(LetterScreen):
    """A new message about the client of the case ``case_id``."""

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id

    def draft_place(self) -> str:
        """Name the drafts of this message's fields."""
        return f"letter-about/{self.case_id.hex()}"

    def begin(self) -> "tuple[Writing, tuple[Any, ...], str]":
        """Return the beginning of a message about the client; blocks."""
        blank = self.casebook.posting.blank()
        writing = replace(blank, case_id=self.case_id, link=("case", self.case_id))
        return writing, (), self.casebook.cases.line(self.case_id).label


class ReplyScreen(LetterScreen):
    """An answer to the message ``message_id``."""

    def __init__(self, message_id: bytes) -> None:
        super().__init__()
        self.message_id = message_id

    def place_text(self) -> str:
        """Say what this is."""
        return f"{_('Messages')} > {_('Reply')}"

    def draft_place(self) -> str:
        """Name the drafts of this answer's fields."""
        return f"reply/{self.message_id.hex()}"

    def begin(self) -> "tuple[Writing, tuple[Any, ...], str]":
        """Return the beginning of an answer; blocks."""
        writing = self.casebook.posting.answer(self.message_id)
        case = self.casebook.cases.line(writing.case_id) if writing.case_id else None
        people = self.casebook.posting.people_of(writing)
        return writing, people, case.label if case else ""


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59)).astimezone(dt.UTC)


def _not_a_file(path: Path) -> str:
    return "" if path.is_file() else _("Choose a file that is there.")
