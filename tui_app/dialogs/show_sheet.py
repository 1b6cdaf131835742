"""Show a recovery sheet once, and have one of its lines typed from the paper.

The law: the sheet is shown only here and kept nowhere; who has not written it down cannot go on by
accident. The lines leave the screen before the question, so that the paper is read.
"""

import secrets
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.text_field import TextField


class ShowSheet(ModalScreen[bool]):
    """Shows ``lines``; answers True once one was typed right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "look_again", show=False, priority=True),
        Binding("enter", "go_on", show=False, priority=True),
    ]

    def __init__(self, lines: tuple[str, ...], asked: int | None = None) -> None:
        super().__init__()
        self.lines = lines
        self.asked = secrets.randbelow(len(lines)) if asked is None else asked
        self.asking = False

    def compose(self) -> ComposeResult:
        """Yield the sheet, or the question."""
        with Vertical(id="dialog"):
            yield Static(Content(self._words()), id="sheet-words", markup=False)
            yield Static(Content(self._sheet()), id="sheet-lines", markup=False)
            if self.asking:
                yield TextField(id="sheet-line", limit=60)
            yield Static(id="sheet-trouble", markup=False)
            yield Static(Content(self._keys()), classes="hint", markup=False)

    def _words(self) -> str:
        if self.asking:
            return _("Type line {number} from your paper.").format(number=self.asked + 1)
        return _(
            "This is the recovery sheet. Write it on paper, by hand, and keep it locked away from "
            "this computer. It opens the casebook when the passphrase is lost. It is shown once."
        )

    def _sheet(self) -> str:
        if self.asking:
            return ""
        return "\n".join(f"  {number}.  {line}" for number, line in enumerate(self.lines, 1))

    def _keys(self) -> str:
        if self.asking:
            return _("Enter checks the line, Esc shows the sheet again.")
        return _("Enter: it is on paper now.")

    async def action_go_on(self) -> None:
        """Ask for the line, or check it."""
        if not self.asking:
            self.asking = True
            await self.recompose()
            self.query_one(TextField).focus()
            return
        typed = self.query_one(TextField).value
        if _bare(typed) == _bare(self.lines[self.asked]):
            self.dismiss(True)  # noqa: FBT003 - the answer
        else:
            self.query_one("#sheet-trouble", Static).update(
                Content("! " + _("That is not line {number}. Look again.").format(
                    number=self.asked + 1))
            )  # fmt: skip

    async def action_look_again(self) -> None:
        """Show the sheet again."""
        if self.asking:
            self.asking = False
            await self.recompose()

    @on(TextField.Changed)
    def _typed(self) -> None:
        self.query_one("#sheet-trouble", Static).update(Content(""))


def _bare(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())
