"""After joining: where the answer lies, whom to give it to, and what holds until it has arrived.

The law: nothing is certain on the other side before the answer is there, and the page says so.
"""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from tui_app.commands.command import Command
from tui_app.commands.first_run import JOINED
from tui_app.i18n.catalogue import _
from tui_app.screens.card_files import CardFiles
from tui_app.widgets.told_list import ToldList
from tui_app.widgets.told_rows import Block

if TYPE_CHECKING:
    from storage.lines.change import Changed


class JoinedScreen(CardFiles):
    """``answer``: the path of the answer's file as bytes; empty where none could be written."""

    commands: ClassVar[tuple[Command, ...]] = JOINED
    AUTO_FOCUS = "#joined-told"

    def __init__(self, answer: bytes) -> None:
        super().__init__()
        self.answer = answer.decode()

    def place_text(self) -> str:
        """Say what happened."""
        return _("The casebook is ready")

    def compose_body(self) -> ComposeResult:
        """Yield what is next."""
        yield ToldList(id="joined-told")

    def load(self) -> None:
        """Tell it."""
        first = _("Beside the invitation no file could be written. Press w and choose another "
                  "place for the answer.")  # fmt: skip
        if self.answer:
            first = _("The answer is written beside the invitation: {file}. Give it to whoever "
                      "invited you.").format(file=Path(self.answer).name)  # fmt: skip
        rows = (
            first,
            _("Until they have taken the answer in, nothing comes from them, and what you write "
              "stays here. Nothing is lost by waiting."),
            _("If the file is lost, w writes it again. An invitation counts for two weeks; after "
              "that give your contact card instead."),
            _("Then exchange with a folder or a stick: Exchange, Now."),
        )  # fmt: skip
        blocks = [Block(bytes([at]), row, space=at > 0) for at, row in enumerate(rows)]
        self.query_one(ToldList).show(blocks)

    def concerns(self, changed: "Changed") -> bool:
        """Nothing here follows from the records."""
        del changed
        return False
