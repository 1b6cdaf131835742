"""The office's unmet needs, for reading: how many clients, by life area, without names.

The law: it shows what it is handed, tells why small numbers are missing, and changes nothing.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from storage.rules.unmet import FEW
from tui_app.i18n.catalogue import _


class UnmetNeeds(ModalScreen[None]):
    """``rows``: a life area each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "out", show=False, priority=True),
        Binding("enter", "out", show=False, priority=True),
    ]

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        """Yield the rows."""
        few = _("Fewer than {few} are not told as a number, so that nobody is known by it.")
        with Vertical(id="dialog", classes="-tall"):
            title = _("Needs that no service meets, in open cases, without names")
            yield Static(Content(title), markup=False)
            with VerticalScroll():
                yield Static(Content("\n".join(self.rows)), id="unmet-rows", markup=False)
            yield Static(Content(few.format(few=FEW)), classes="hint", markup=False)
            yield Static(Content(_("Esc goes back.")), classes="hint", markup=False)

    def action_out(self) -> None:
        """Go back."""
        self.dismiss(None)
