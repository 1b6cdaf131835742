"""Ask for the reason in a person's own words: opening another's case, closing one, dropping a task.

The law: a reason is never empty and never prefilled; it is kept in the use log or the record, so
the dialog says where it will stand. Enter answers, Esc answers nothing and nothing is done.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.text_field import TextField


class Reason(ModalScreen[str | None]):
    """``question`` and ``where`` (where the reason will be kept) are translated already."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
    ]

    def __init__(self, question: str, where: str = "") -> None:
        super().__init__()
        self.question = question
        self.where = where

    def compose(self) -> ComposeResult:
        """Yield the question, the field and what becomes of the words."""
        with Vertical(id="dialog"):
            yield Static(Content(self.question), markup=False)
            yield TextField(id="reason", placeholder=_("the reason"))
            yield Static(Content(self.where), classes="hint", id="reason-where", markup=False)
            words = _("Enter answers, Esc leaves.")
            yield Static(Content(words), classes="hint", markup=False)

    def action_answer(self) -> None:
        """Answer with the words; without any, say that they are needed."""
        words = self.query_one(TextField).value.strip()
        if words:
            self.dismiss(words)
            return
        note = self.query_one("#reason-where", Static)
        note.update(Content(f"! {_('Write the reason first.')}"))
        note.add_class("-alert", "note")

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
