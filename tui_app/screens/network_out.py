"""Give a network map out: for whom, in which form and where to, with a preview in words.

The law: the usual receiver is the client, whose map names nobody; what a receiver's map holds is
said before anything is written. The file is new and whole, and row 23 says where it is.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.network import NETWORK_OUT
from tui_app.i18n.catalogue import N_, _, in_context, language
from tui_app.i18n.choices import choice_words
from tui_app.i18n.map_words import map_words
from tui_app.plain.words import who
from tui_app.screens.giving import Giving, caption
from tui_app.screens.hand_out_words import FORMS
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.panel import Rule
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.cases import CaseLine
    from storage.lines.sharing import GivenTo

PATH_LIMIT = 400
LARGE = "pdf-large"
HOLDS = {
    "client": N_("Roles alone, no names; of the ties only what the client has said."),
    "own-office": N_("Names, strength and conflicts. Not for others."),
    "": N_("Names and roles, nothing about how strong the ties are."),
}


class NetworkOutScreen(Giving):
    """The map of the case ``case_id``."""

    commands: ClassVar[tuple[Command, ...]] = NETWORK_OUT
    subject: ClassVar[str] = N_("Network map")

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id
        self.line: CaseLine | None = None

    def place_text(self) -> str:
        """Return whose map it is, masked."""
        if self.line is None:
            return _(self.subject)
        whose = who(self.line.label, self.line.name, names=self.host.names_shown)
        return f"{_('Cases')} > {whose} > {_(self.subject)}"

    def case_of_receiver(self) -> bytes | None:
        """Return the case."""
        return self.case_id

    def compose_body(self) -> ComposeResult:
        """Yield the choices and the preview."""
        with Horizontal(classes="facts-row"):
            yield caption(_("Form"))
            yield ChoiceField(map_forms(), id="form")
            yield caption(_("Language"))
            yield ChoiceField(choice_words("language"), language(), id="language")
        yield from self.whom_rows()
        with Horizontal(classes="facts-row"):
            yield caption(_("Folder"))
            yield TextField(str(Path.home()), id="folder", limit=PATH_LIMIT)
        yield Static(id="hand-out-holds", markup=False)
        yield Rule(id="hand-out-rule", classes="rule")
        yield NoteArea(id="preview")

    def load(self) -> None:
        """Read the case's line, then the map."""
        self.query_one("#preview", NoteArea).read_only = True
        self.query_one("#hand-out-rule", Rule).title = _("Preview")
        self.ask(self.casebook.cases.line, self.case_id, then=self._take)

    def _take(self, line: "CaseLine") -> None:
        self.line = line
        self.usual("client")
        self.fill_frame()
        self.preview()

    def choice(self, name: str) -> str:
        """Return what stands in the choice ``name``."""
        return self.query_one(f"#{name}", ChoiceField).value

    @on(ChoiceField.Changed)
    def preview(self) -> None:
        """Show in words what the file would hold."""
        to, words = self.given_to(), map_words(self.choice("language"))
        holds = _(HOLDS.get(to.key, HOLDS[""]))
        self.query_one("#hand-out-holds", Static).update(Content(holds))
        read = partial(self.casebook.maps.preview, self.case_id, "txt", words, to=to)
        self.ask(read, then=self._show)

    def receiver_changed(self) -> None:
        """Show what this receiver's map would hold."""
        self.preview()

    def _show(self, data: bytes) -> None:
        self.query_one("#preview", NoteArea).fill(data.decode())

    def do_write(self) -> None:
        """Write the file."""
        folder = Path(self.query_one("#folder", TextField).value.strip()).expanduser()
        form, words = self.choice("form"), map_words(self.choice("language"))
        write = self.casebook.maps.write

        def written(to: "GivenTo") -> Path:
            plain, large = form.removesuffix("-large"), form == LARGE
            return write(self.case_id, plain, words, folder, to=to, is_large=large)

        self.give(written, lambda path: self.say(_("Written: {file}").format(file=path)))

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any field
        """Keep nothing: what is chosen here is no record."""


def map_forms() -> tuple[tuple[str, str], ...]:
    """Return the forms of a map for a picker."""
    shared = (("pdf", FORMS["pdf"]), (LARGE, FORMS[LARGE]), ("txt", FORMS["txt"]))
    told = tuple((form, in_context("form", english)) for form, english in shared)
    return (*told, ("svg", _("SVG drawing")))
