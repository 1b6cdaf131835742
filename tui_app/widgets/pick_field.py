"""A field whose value is another record: Enter asks for it, Backspace takes it away.

The law: the field knows an id and the words for it, and no record; it posts ``Asked`` or
``Cleared`` and the screen does the rest, so nothing is saved by passing through with Tab.
"""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui_app.i18n.catalogue import _
from tui_app.i18n.cells import cut, width
from tui_app.terminal.filter import without_controls

if TYPE_CHECKING:
    from textual import events

_CLEARING = frozenset({"backspace", "delete"})


class PickField(Widget, can_focus=True):
    """Shows ``words`` of the record ``key``."""

    DEFAULT_CSS = "PickField { height: 1; padding: 0 1; }"

    words: reactive[str] = reactive("")
    key: bytes | None = None

    class Told(Message):
        """What the field tells; ``field`` is the field."""

        def __init__(self, field: "PickField") -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> "PickField":
            """Return the field, for ``@on`` selectors."""
            return self.field

    class Asked(Told):
        """Enter or Space: another record is to be chosen."""

    class Cleared(Told):
        """Backspace or Delete: no record any more."""

    def fill(self, key: bytes | None, words: str) -> None:
        """Show the record that is kept."""
        self.key = key
        self.words = without_controls(words)

    def render(self) -> Content:
        """Draw the words, and what Enter does."""
        hint = f"[{_('Enter chooses')}]"
        room = self.content_size.width - width(hint) - 1
        return Content(f"{cut(self.words, max(1, room))} {hint}" if self.words else hint)

    def on_key(self, event: "events.Key") -> None:
        """Ask, or clear."""
        if event.key in {"enter", "space"}:
            event.stop()
            self.post_message(self.Asked(self))
        elif event.key in _CLEARING and self.key is not None:
            event.stop()
            self.post_message(self.Cleared(self))

    def on_focus(self) -> None:
        """Put the terminal's cursor on the words."""
        self.app.cursor_position = self.content_region.offset + Offset(0, 0)
