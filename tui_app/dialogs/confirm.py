"""A yes-or-no question, asked only before sending, sharing outside and final deletion.

The law: undo is the rule, so a question is rare; it says what will happen, "no" is where the cursor
stands, and Esc means no. Keys are the first letters of the words shown.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.choice_field import ChoiceField


class Confirm(ModalScreen[bool]):
    """Asks ``question`` (translated); answers True or False. ``yes`` names the deed, ``no`` not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", show=False),
        Binding("enter", "chosen", show=False, priority=True),
    ]

    def __init__(self, question: str, yes: str, no: str = "") -> None:
        super().__init__()
        self.question = question
        self.yes = yes
        self.no = no or _("No")

    def compose(self) -> ComposeResult:
        """Yield the question and the two answers."""
        with Vertical(id="dialog"):
            yield Static(Content(self.question), markup=False)
            yield ChoiceField((("no", self.no), ("yes", self.yes)))
            yield Static(Content(_("Left and Right choose, Enter answers, Esc leaves.")),
                         classes="hint", markup=False)  # fmt: skip

    def action_chosen(self) -> None:
        """Answer what stands in the field."""
        self.dismiss(self.query_one(ChoiceField).value == "yes")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - called by a key
        """Answer."""
        self.dismiss(answer)
