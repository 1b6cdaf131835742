"""One help page, as plain text that scrolls by the arrows."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.i18n.help_pages import read_page


class HelpPage(ModalScreen[None]):
    """Shows the page ``name``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "close", show=False, priority=True)
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self.page = name

    def compose(self) -> ComposeResult:
        """Yield the text and the keys."""
        with VerticalScroll(id="help-page"):
            yield Static(Content(read_page(self.page)), markup=False)
        yield Static(Content(_("Arrows and PgDn read on, Esc goes back.")), classes="hint",
                     markup=False)  # fmt: skip

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()
