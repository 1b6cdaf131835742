"""Two days of a network beside each other, in words: who came, who went, who stayed.

The law: it says what it is based on, and how many ties have no first day.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _


class ComparedDays(ModalScreen[None]):
    """Shows ``rows``, translated and clean."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", show=False, priority=True)
    ]

    def __init__(self, rows: tuple[str, ...]) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        """Yield the words, to be scrolled."""
        with Vertical(id="dialog"):
            with VerticalScroll(id="compared"):
                yield Static(Content("\n".join(self.rows)), markup=False)
            yield Static(Content(_("Esc goes back.")), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#compared").focus()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
