"""A paper of a whole case that goes to a file: its form, its language, its folder, its preview.

The law: what is chosen here is no record, and nothing is written before it was shown.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Horizontal
from textual.widget import Widget

from tui_app.i18n.catalogue import _, language
from tui_app.i18n.choices import choice_words
from tui_app.plain.words import who
from tui_app.screens.form import Form
from tui_app.screens.giving import caption
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.panel import Rule
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.cases import CaseLine

PATH_LIMIT = 400
LARGE = "pdf-large"


class CasePaper(Form):
    """A paper of the case ``case_id``. The subclass yields the rows and gives ``preview``."""

    subject: ClassVar[str] = ""

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id
        self.line: CaseLine | None = None

    def place_text(self) -> str:
        """Return whose paper it is, masked."""
        if self.line is None:
            return _(self.subject)
        whose = who(self.line.label, self.line.name, names=self.host.names_shown)
        return f"{_('Cases')} > {whose} > {_(self.subject)}"

    def form_row(self, forms: tuple[tuple[str, str], ...]) -> Horizontal:
        """Return the row of its form and its language."""
        spoken = ChoiceField(choice_words("language"), language(), id="language")
        return Horizontal(
            caption(_("Form")), ChoiceField(forms, id="form"),
            caption(_("Language")), spoken, classes="facts-row",
        )  # fmt: skip

    def folder_row(self) -> Horizontal:
        """Return the row of its folder."""
        field = TextField(str(Path.home()), id="folder", limit=PATH_LIMIT)
        return Horizontal(caption(_("Folder")), field, classes="facts-row")

    def preview_rows(self) -> Iterator[Widget]:
        """Yield the place of the preview."""
        yield Rule(id="hand-out-rule", classes="rule")
        yield NoteArea(id="preview")

    def ready(self) -> None:
        """Make the place of the preview one to read in."""
        self.query_one("#preview", NoteArea).read_only = True
        self.query_one("#hand-out-rule", Rule).title = _("Preview")

    def load(self) -> None:
        """Read the case's line, then the paper."""
        self.ready()
        self.ask(self.casebook.cases.line, self.case_id, then=self._take)

    def _take(self, line: "CaseLine") -> None:
        self.line = line
        self.filled()
        self.fill_frame()
        self.preview()

    def filled(self) -> None:
        """Show what stands there beforehand; for subclasses."""

    def preview(self) -> None:
        """Show what the file would hold."""
        raise NotImplementedError

    def choice(self, name: str) -> str:
        """Return what stands in the choice ``name``."""
        return self.query_one(f"#{name}", ChoiceField).value

    @property
    def folder(self) -> Path:
        """Return the folder it goes to."""
        return Path(self.query_one("#folder", TextField).value.strip()).expanduser()

    def tell_where(self, path: Path) -> None:
        """Say where the file is."""
        self.say(_("Written: {file}").format(file=path))

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Keep nothing: what is chosen here is no record."""
