"""Jump (``'``): a letter on every part of the screen; pressing it puts the cursor there.

The law: letters are the same for the same place, left to right and top to bottom, and only those
that a Nordic keyboard has without AltGr.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual import events
    from textual.screen import Screen
    from textual.widget import Widget

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Jump(ModalScreen[None]):
    """Shows letters over ``below``."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(self, below: "Screen[None]") -> None:
        super().__init__()
        self.targets = dict(zip(LETTERS, parts_of(below), strict=False))

    def compose(self) -> ComposeResult:
        """Yield a letter at the corner of every part."""
        for letter, widget in self.targets.items():
            mark = Static(Content(f"[{letter}]"), classes="jump", markup=False)
            mark.styles.offset = (widget.region.x, widget.region.y)
            yield mark

    def on_key(self, event: "events.Key") -> None:
        """Go where the letter stands; any other key goes back."""
        event.stop()
        self.dismiss()
        widget = self.targets.get(event.key)
        if widget is not None:
            widget.focus()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def parts_of(screen: "Screen[None]") -> "list[Widget]":
    """Return what can take the cursor, in reading order."""
    found = [widget for widget in screen.focus_chain if widget.region.area]
    return sorted(found, key=lambda widget: (widget.region.y, widget.region.x))
