"""Ask for the passphrase of a file that somebody else has sealed.

The law: as in every passphrase field nothing is copied; F4 shows it for ten seconds.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.passphrase_field import PassphraseField


class AskPassphrase(ModalScreen[str | None]):
    """``question`` is translated; ``wrong`` is what was the matter with the last try."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
        Binding("f4", "show", show=False, priority=True),
    ]

    def __init__(self, question: str, wrong: str = "") -> None:
        super().__init__()
        self.question = question
        self.wrong = wrong

    def compose(self) -> ComposeResult:
        """Yield the question and the field."""
        with Vertical(id="dialog"):
            yield Static(Content(self.question), markup=False)
            yield PassphraseField(id="file-passphrase")
            if self.wrong:
                yield Static(Content(f"! {self.wrong}"), classes="note -alert", markup=False)
            hint = _("Enter goes on, F4 shows it for ten seconds, Esc leaves.")
            yield Static(Content(hint), classes="hint", markup=False)

    def action_show(self) -> None:
        """Show what was typed for ten seconds."""
        self.query_one(PassphraseField).show_awhile()

    def action_answer(self) -> None:
        """Answer with the passphrase."""
        if self.query_one(PassphraseField).value:
            self.dismiss(self.query_one(PassphraseField).take())

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
