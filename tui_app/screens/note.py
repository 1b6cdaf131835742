"""What was filed to a case: the text, from whom, when, by whom it was filed, whether it is proved.

The law: nothing is changed here. The proof is looked at anew at each opening: the signature of the
device that wrote it, over every word that is shown.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from tui_app.commands.command import Command
from tui_app.commands.mailbox import NOTE
from tui_app.i18n.catalogue import _
from tui_app.i18n.formats import date_and_time
from tui_app.plain.words import shown_name
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.told_list import ToldList
from tui_app.widgets.told_rows import Block

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.messages import NoteLine


class NoteScreen(NivelScreen):
    """The filed note ``note_id``."""

    commands: ClassVar[tuple[Command, ...]] = NOTE
    AUTO_FOCUS = "#note-text"

    def __init__(self, note_id: bytes) -> None:
        super().__init__()
        self.note_id = note_id
        self.line: NoteLine | None = None

    def place_text(self) -> str:
        """Say what it is."""
        return _("Filed to the record")

    def compose_body(self) -> ComposeResult:
        """Yield the text."""
        yield ToldList(id="note-text")

    def load(self) -> None:
        """Open it: logged."""
        self.ask(self.casebook.keeping.read_note, self.note_id, then=self._show)

    def _show(self, line: "NoteLine") -> None:
        self.line = line
        self.names_changed()

    def names_changed(self) -> None:
        """Draw it."""
        if self.line is not None:
            self.query_one(ToldList).show([note_block(self.line, names=self.host.names_shown)])

    def concerns(self, changed: "Changed") -> bool:
        """Read again when it may have changed."""
        return "note" in changed.kinds

    def do_case(self) -> None:
        """Go to the client."""
        if self.line is not None:
            self.post_message(Open("case", self.line.case_id, "messages"))


def note_block(line: "NoteLine", *, names: bool) -> Block:
    """Draw a filed note."""
    author = shown_name(line.author, names=names)
    rows = [
        _("From {name}, {when}").format(
            name=author, when=date_and_time(line.at.astimezone()) if line.at else "-"
        ),
        _("Filed by {name}, {when}").format(
            name=shown_name(line.filed_by, names=names),
            when=date_and_time(line.filed_at.astimezone()) if line.filed_at else "-",
        ),
        _("Signed by the sender's device; every word is as it was signed.")
        if line.is_proved
        else "! " + _("The signature does not fit: these are not the words that were signed."),
        "",
        line.title,
        "",
        line.text,
    ]
    return Block(line.id, "\n".join(rows))
