"""Show something once: words to be written down before they are gone.

The law: what stands here can be read and not copied; Enter or Esc closes it for good.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _


class ShowWords(ModalScreen[None]):
    """``words`` are translated; one empty line stands between two of them."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", show=False, priority=True),
    ]

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        """Yield the words."""
        with Vertical(id="dialog"):
            yield Static(Content(self.words), markup=False)
            yield Static(Content(_("Enter closes this.")), classes="hint", markup=False)

    def action_close(self) -> None:
        """Close it."""
        self.dismiss(None)
