"""Mark some of a closed list's words: parts of a case, life areas.

The law: what is marked has ``*`` and is said again in words below; nothing is marked beforehand
but what stood there already.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList

Words = tuple[tuple[str, str], ...]


class Mark(ModalScreen[tuple[str, ...] | None]):
    """``options``: pairs of a word and its label; answers the marked words, in their order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
        Binding("space", "mark", show=False, priority=True),
    ]

    def __init__(self, question: str, options: Words, marked: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.question = question
        self.options = options
        self.marked = set(marked)
        self.list: RecordList[tuple[str, str]] = RecordList(
            (Column("", 0),), self.row, lambda option: option[0].encode(), empty="", headed=False
        )

    def compose(self) -> ComposeResult:
        """Yield the question, the words and the keys."""
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(self.question), markup=False)
            yield self.list
            hint = _("Space marks, Enter answers, Esc leaves.")
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show the words."""
        self.list.show(self.options)
        self.list.focus()

    def row(self, option: tuple[str, str]) -> Row:
        """Draw one word."""
        box = "[x]" if option[0] in self.marked else "[ ]"
        return Row((), full=f"{box} {option[1]}")

    def action_mark(self) -> None:
        """Mark the word under the cursor, or not any more, and go on to the next."""
        if self.list.current is not None:
            self.marked ^= {self.list.current[0]}
            self.list.refresh()
            self.list.move_to(self.list.cursor + 1)

    def action_answer(self) -> None:
        """Answer with the marked words."""
        self.dismiss(tuple(word for word, _label in self.options if word in self.marked))

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
