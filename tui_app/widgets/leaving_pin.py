"""The way back from a screen that the client reads too: the PIN that was set for this sitting.

The law (screens page, "Visits"; T5): a view that is turned towards the client is left with this
PIN and nothing else; three wrong ones are ``Spent``, and then the vault locks. A PIN that was
forgotten needs no way of its own: F9 locks, and the passphrase opens Nivel again; what was typed
waits as a draft. Every screen that shows only the client's side (the shown map, a visit, side by
side) puts one ``LeavingPin(pin)`` on its last rows, calls ``ask()`` at Esc, and obeys ``Right``,
``Spent`` and ``Closed``; ``tests/tui_app/widgets/test_leaving_pin.py`` takes the control away.
"""

import hmac
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.passphrase_field import PassphraseField

TRIES = 3


def is_same(typed: str, pin: str) -> bool:
    """Compare in constant time; an empty PIN opens nothing."""
    return bool(pin) and hmac.compare_digest(typed.encode(), pin.encode())


class LeavingPin(Vertical):
    """Hidden until ``ask``; ``pin`` is the one of this sitting."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False, priority=True)]

    class Right(Message):
        """The PIN was right: whoever sits here may leave."""

    class Spent(Message):
        """Three wrong ones: the vault is to be locked."""

    class Closed(Message):
        """Asked no longer: the view goes on, and takes the cursor back."""

    def __init__(self, pin: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.pin = pin
        self.tries = 0

    def compose(self) -> ComposeResult:
        """Yield the field, and what to do when the PIN is forgotten."""
        yield PassphraseField(id="leaving-pin", placeholder=_("PIN, then Enter"))
        forgotten = _("PIN forgotten? F9 locks, and your passphrase opens it again.")
        yield Static(Content(forgotten), id="leaving-forgotten", markup=False)

    def on_mount(self) -> None:
        """Wait for Esc."""
        self.display = False

    def ask(self) -> None:
        """Ask for the PIN."""
        self.display = True
        field = self.query_one(PassphraseField)
        field.value = ""
        field.focus()

    def action_close(self) -> None:
        """Ask no longer."""
        self.display = False
        self.query_one(PassphraseField).value = ""
        self.post_message(self.Closed())

    @on(Input.Submitted)
    def _compare(self, event: Input.Submitted) -> None:
        event.stop()
        if is_same(self.query_one(PassphraseField).take(), self.pin):
            self.post_message(self.Right())
            return
        self.tries += 1
        if self.tries >= TRIES:
            self.post_message(self.Spent())
