"""Give a network map out: for whom, in which form and where to, with a preview in words.

The law: the usual receiver is the client, whose map names nobody; what a receiver's map holds is
said before anything is written. The file is new and whole, and row 23 says where it is.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.network import NETWORK_OUT
from tui_app.i18n.catalogue import N_, _, in_context
from tui_app.i18n.map_words import map_words
from tui_app.screens.case_paper import LARGE, CasePaper
from tui_app.screens.giving import Giving
from tui_app.screens.hand_out_words import FORMS
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.note_area import NoteArea

if TYPE_CHECKING:
    from storage.lines.sharing import GivenTo

HOLDS = {
    "client": N_("Roles alone, no names; of the ties only what the client has said."),
    "own-office": N_("Names, strength and conflicts. Not for others."),
    "": N_("Names and roles, nothing about how strong the ties are."),
}


class NetworkOutScreen(CasePaper, Giving):
    """The map of the case ``case_id``."""

    commands: ClassVar[tuple[Command, ...]] = NETWORK_OUT
    subject: ClassVar[str] = N_("Network map")

    def case_of_receiver(self) -> bytes | None:
        """Return the case."""
        return self.case_id

    def compose_body(self) -> ComposeResult:
        """Yield the choices and the preview."""
        yield self.form_row(map_forms())
        yield from self.whom_rows()
        yield self.folder_row()
        yield Static(id="hand-out-holds", markup=False)
        yield from self.preview_rows()

    def filled(self) -> None:
        """Begin with the client."""
        self.usual("client")

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
        folder, form = self.folder, self.choice("form")
        words = map_words(self.choice("language"))
        write = self.casebook.maps.write

        def written(to: "GivenTo") -> Path:
            plain, large = form.removesuffix("-large"), form == LARGE
            return write(self.case_id, plain, words, folder, to=to, is_large=large)

        self.give(written, self.tell_where)


def map_forms() -> tuple[tuple[str, str], ...]:
    """Return the forms of a map for a picker."""
    shared = (("pdf", FORMS["pdf"]), (LARGE, FORMS[LARGE]), ("txt", FORMS["txt"]))
    told = tuple((form, in_context("form", english)) for form, english in shared)
    return (*told, ("svg", _("SVG drawing")))
