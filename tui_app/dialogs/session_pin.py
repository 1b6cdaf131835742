"""Set a PIN for one meeting: it brings the screen back where the passphrase would be seen.

The law (``safety``, T2): in a sitting the idle screen only goes blank; the PIN is held in memory,
for this sitting, and three wrong ones lock. An empty answer sets none.
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

LEAST = 4


class SessionPin(ModalScreen[str | None]):
    """Answers the PIN, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
    ]

    def compose(self) -> ComposeResult:
        """Yield the question and the field."""
        words = _(
            "PIN for this meeting, at least four digits. After five quiet minutes the screen goes "
            "blank, and the PIN brings it back. Without a PIN Nivel locks."
        )
        with Vertical(id="dialog"):
            yield Static(Content(words), markup=False)
            yield PassphraseField(id="pin")
            yield Static(Content(_("Enter sets it, Esc leaves.")), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin in the field."""
        self.query_one(PassphraseField).focus()

    def action_answer(self) -> None:
        """Answer the PIN when it is long enough."""
        pin = self.query_one(PassphraseField).value
        if not pin or len(pin) >= LEAST:
            self.dismiss(pin or None)
            return
        self.query_one(".hint", Static).update(Content(f"! {_('Write at least four digits.')}"))

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
