"""The client's own copy: their data and both logs, in clear language, as a PDF for them.

The law: the preview shows the whole copy before it is written; it leaves third persons' data out
and says so; whoever gives it reads it through first: free text may hold more than it should.
"""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.sharing import OWN_COPY
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.copy_words import copy_words
from tui_app.screens.case_paper import LARGE, CasePaper
from tui_app.screens.hand_out_words import form_choices
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.note_area import NoteArea

if TYPE_CHECKING:
    from storage.lines.change import Changed


class OwnCopyScreen(CasePaper):
    """The client's copy of the case ``case_id``."""

    commands: ClassVar[tuple[Command, ...]] = OWN_COPY
    subject: ClassVar[str] = N_("Client's copy")

    def compose_body(self) -> ComposeResult:
        """Yield the choices and the preview."""
        forms = tuple(form for form in form_choices("minutes") if form[0].startswith("pdf"))
        yield self.form_row(forms)
        yield self.folder_row()
        words = _(
            "Leaves out third persons' data and what is own only, and says so. Read it through "
            "before you give it."
        )
        yield Static(Content(words), id="hand-out-holds", markup=False)
        yield from self.preview_rows()

    def concerns(self, changed: "Changed") -> bool:
        """Read again when more than the logs of this case changed."""
        return self.case_id in changed.scopes and bool(changed.kinds - {"log-line", "disclosure"})

    @on(ChoiceField.Changed)
    def preview(self) -> None:
        """Show the whole copy."""
        words = copy_words(self.choice("language"))
        show = self.query_one("#preview", NoteArea).fill
        self.ask(self.casebook.copies.preview, self.case_id, words, then=show)

    def do_write(self) -> None:
        """Write the file."""
        folder, words = self.folder, copy_words(self.choice("language"))
        large = self.choice("form") == LARGE
        write = self.casebook.copies.write

        def written() -> Path:
            return write(self.case_id, words, folder, is_large=large)

        self.ask(written, then=self.tell_where)
