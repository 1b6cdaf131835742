"""The door-open card as a file for the client: its form, its language, its folder, its preview.

The law: the preview shows the whole card; it names neither the client nor the case, for it may be
read by whoever finds it.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from storage.errors import RecordMissing, StorageError
from tui_app.commands.command import Command
from tui_app.commands.follow_ups import DOOR_CARD
from tui_app.i18n.catalogue import N_, _, in_context
from tui_app.i18n.door_words import door_words
from tui_app.screens.case_paper import LARGE, CasePaper
from tui_app.screens.hand_out_words import FORMS
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.note_area import NoteArea

if TYPE_CHECKING:
    from storage.lines.change import Changed


class DoorCardScreen(CasePaper):
    """The card of the case ``case_id``."""

    commands: ClassVar[tuple[Command, ...]] = DOOR_CARD
    subject: ClassVar[str] = N_("Door-open card")

    def compose_body(self) -> ComposeResult:
        """Yield the choices and the preview."""
        forms = (("pdf", FORMS["pdf"]), (LARGE, FORMS[LARGE]), ("txt", FORMS["txt"]))
        yield self.form_row(tuple((form, in_context("form", word)) for form, word in forms))
        yield self.folder_row()
        yield from self.preview_rows()

    def concerns(self, changed: "Changed") -> bool:
        """Read again when the card changed."""
        return self.case_id in changed.scopes and "door-card" in changed.kinds

    @on(ChoiceField.Changed)
    def preview(self) -> None:
        """Show the whole card."""
        words = door_words(self.choice("language"))
        read = partial(self.casebook.closing.preview, self.case_id, "txt", words)
        self.ask(read, then=self._show, refused=self._none_there)

    def _show(self, data: bytes) -> None:
        self.query_one("#preview", NoteArea).fill(data.decode())

    def _none_there(self, error: StorageError) -> bool:
        if not isinstance(error, RecordMissing):
            return False
        self.query_one("#preview", NoteArea).fill(
            _("There is no card: it is made when a case closes.")
        )
        return True

    def do_write(self) -> None:
        """Write the file."""
        folder, form = self.folder, self.choice("form")
        words, write = door_words(self.choice("language")), self.casebook.closing.write

        def written() -> Path:
            plain = form.removesuffix("-large")
            return write(self.case_id, plain, words, folder, is_large=form == LARGE)

        self.ask(written, then=self.tell_where)
