"""The privacy screen: an empty page, until F8 or the sitting's PIN.

The law (T5): one key, blank at once, notifications gone, the title says nothing. When the idle time
hid a sitting, its PIN is asked for, and three wrong ones lock.
"""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_app.i18n.catalogue import _

if TYPE_CHECKING:
    from tui_app.screens.host import Host

TRIES = 3


class Privacy(ModalScreen[None]):
    """``pin`` brings the screen back; with "" F8 is enough."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "back", show=False, priority=True),
        Binding("f9", "lock", show=False, priority=True),
    ]

    def __init__(self, pin: str = "") -> None:
        super().__init__()
        self.pin = pin
        self.tries = 0

    def compose(self) -> ComposeResult:
        """Yield one neutral line, and a field where a PIN is asked for."""
        words = _("PIN, then Enter") if self.pin else _("F8 goes on")
        yield Static(Content(words), id="privacy-words", markup=False)
        if self.pin:
            yield Input(password=True, id="privacy-pin", compact=True, max_length=32)
            forgotten = _("PIN forgotten? F9 locks, and your passphrase opens it again.")
            yield Static(Content(forgotten), id="privacy-forgotten", markup=False)

    def ask_for(self, pin: str) -> None:
        """Ask for the PIN from now on."""
        self.pin = pin
        self.call_later(self._ask_now)

    async def _ask_now(self) -> None:
        await self.recompose()
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """Go on where the screen was, unless a PIN is asked for."""
        if not self.pin:
            self.dismiss()

    def action_lock(self) -> None:
        """Lock."""
        cast("Host", self.app).lock()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Compare the PIN."""
        import hmac  # not needed for the first paint

        if hmac.compare_digest(event.value.encode(), self.pin.encode()):
            self.dismiss()
            return
        event.input.value = ""
        self.tries += 1
        if self.tries >= TRIES:
            cast("Host", self.app).lock()
