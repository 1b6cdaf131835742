"""The client's own copy: their data and both logs, in clear language, as a PDF for them.

The law: the preview shows the whole copy before it is written; it leaves third persons' data out
and says so; whoever gives it reads it through first: free text may hold more than it should.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.sharing import OWN_COPY
from tui_app.i18n.catalogue import N_, _, language
from tui_app.i18n.choices import choice_words
from tui_app.i18n.copy_words import copy_words
from tui_app.plain.words import who
from tui_app.screens.form import Form
from tui_app.screens.giving import caption
from tui_app.screens.hand_out_words import form_choices
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.panel import Rule
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.cases import CaseLine
    from storage.lines.change import Changed

PATH_LIMIT = 400
LARGE = "pdf-large"


class OwnCopyScreen(Form):
    """The client's copy of the case ``case_id``."""

    commands: ClassVar[tuple[Command, ...]] = OWN_COPY
    subject: ClassVar[str] = N_("Client's copy")

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id
        self.line: CaseLine | None = None

    def place_text(self) -> str:
        """Return whose copy it is, masked."""
        if self.line is None:
            return _(self.subject)
        whose = who(self.line.label, self.line.name, names=self.host.names_shown)
        return f"{_('Cases')} > {whose} > {_(self.subject)}"

    def compose_body(self) -> ComposeResult:
        """Yield the choices and the preview."""
        forms = tuple(form for form in form_choices("minutes") if form[0].startswith("pdf"))
        with Horizontal(classes="facts-row"):
            yield caption(_("Form"))
            yield ChoiceField(forms, id="form")
            yield caption(_("Language"))
            yield ChoiceField(choice_words("language"), language(), id="language")
        with Horizontal(classes="facts-row"):
            yield caption(_("Folder"))
            yield TextField(str(Path.home()), id="folder", limit=PATH_LIMIT)
        words = _(
            "Leaves out third persons' data and what is own only, and says so. Read it through "
            "before you give it."
        )
        yield Static(Content(words), id="hand-out-holds", markup=False)
        yield Rule(id="hand-out-rule", classes="rule")
        yield NoteArea(id="preview")

    def load(self) -> None:
        """Read the case's line, then the copy."""
        self.query_one("#preview", NoteArea).read_only = True
        self.query_one("#hand-out-rule", Rule).title = _("Preview")
        self.ask(self.casebook.cases.line, self.case_id, then=self._take)

    def _take(self, line: "CaseLine") -> None:
        self.line = line
        self.fill_frame()
        self.preview()

    def concerns(self, changed: "Changed") -> bool:
        """Read again when more than the logs of this case changed."""
        return self.case_id in changed.scopes and bool(changed.kinds - {"log-line", "disclosure"})

    @on(ChoiceField.Changed)
    def preview(self) -> None:
        """Show the whole copy."""
        words = copy_words(self.query_one("#language", ChoiceField).value)
        show = self.query_one("#preview", NoteArea).fill
        self.ask(self.casebook.copies.preview, self.case_id, words, then=show)

    def do_write(self) -> None:
        """Write the file."""
        folder = Path(self.query_one("#folder", TextField).value.strip()).expanduser()
        words = copy_words(self.query_one("#language", ChoiceField).value)
        large = self.query_one("#form", ChoiceField).value == LARGE
        write = self.casebook.copies.write

        def written() -> Path:
            return write(self.case_id, words, folder, is_large=large)

        self.ask(written, then=self.tell_where)

    def tell_where(self, path: Path) -> None:
        """Say where the file is."""
        self.say(_("Written: {file}").format(file=path))

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Keep nothing: what is chosen here is no record."""
