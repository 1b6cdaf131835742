"""The papers of a visit: the pack to work on by hand, and the copy that may lie in a cell.

The law: the whole paper is shown before it is written. The cell-safe copy leaves out what others
must not read, by words it knows; whoever gives it reads it through first, and the screen says so.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.visit import VISIT_PAPER
from tui_app.i18n.catalogue import N_, _, in_context
from tui_app.i18n.visit_words import visit_words
from tui_app.plain.words import who
from tui_app.screens.case_paper import LARGE, CasePaper
from tui_app.screens.giving import caption
from tui_app.screens.hand_out_words import FORMS
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.note_area import NoteArea

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.visits import VisitSheet

HOLDS = {
    "visit-pack": N_("Agenda, questions, a form for what is agreed, next steps. For a visit "
                     "where no computer is let in; write it in afterwards as a late entry."),
    "cell-copy": N_("No offence, address, phone number, other people or treatment: sentences with "
                    "such words are left out. Read it through before you give it."),
}  # fmt: skip


class VisitPaperScreen(CasePaper):
    """The papers of the case ``case_id``."""

    commands: ClassVar[tuple[Command, ...]] = VISIT_PAPER
    subject: ClassVar[str] = N_("Papers")

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.sheet: VisitSheet | None = None

    def place_text(self) -> str:
        """Return whose papers they are, masked."""
        if self.sheet is None:
            return _(self.subject)
        whose = who(self.sheet.label, self.sheet.client, names=self.host.names_shown)
        return f"{whose} > {_(self.subject)}"

    def compose_body(self) -> ComposeResult:
        """Yield the choices and the preview."""
        papers = (("visit-pack", _("Paper pack")), ("cell-copy", _("Cell-safe copy")))
        choice = ChoiceField(papers, id="paper")
        yield Horizontal(caption(_("Paper")), choice, classes="facts-row")
        told = tuple((form, in_context("form", FORMS[form])) for form in ("pdf", LARGE, "txt"))
        yield self.form_row(told)
        yield self.folder_row()
        yield Static(id="hand-out-holds", markup=False)
        yield from self.preview_rows()

    def load(self) -> None:
        """Read whose visit it is, then the paper."""
        self.ready()
        sheet = self.casebook.visits.sheet
        self.ask(sheet, self.case_id, self.host.clock.now().date(), then=self._take_sheet)

    def _take_sheet(self, sheet: "VisitSheet") -> None:
        self.sheet = sheet
        self.fill_frame()
        self.preview()

    def concerns(self, changed: "Changed") -> bool:
        """Read again when more than the logs of this case changed."""
        return self.case_id in changed.scopes and bool(changed.kinds - {"log-line", "disclosure"})

    @on(ChoiceField.Changed)
    def preview(self) -> None:
        """Show the whole paper."""
        paper, words = self.choice("paper"), visit_words(self.choice("language"))
        self.query_one("#hand-out-holds", Static).update(Content(_(HOLDS[paper])))
        read = partial(self.casebook.visits.preview, self.case_id, paper, "txt", words)
        self.ask(read, then=lambda data: self.query_one("#preview", NoteArea).fill(data.decode()))

    def do_write(self) -> None:
        """Write the file."""
        folder, paper, form = self.folder, self.choice("paper"), self.choice("form")
        words, write = visit_words(self.choice("language")), self.casebook.visits.write

        def written() -> Path:
            plain, large = form.removesuffix("-large"), form == LARGE
            return write(self.case_id, paper, plain, words, folder, is_large=large)

        self.ask(written, then=self.tell_where)
