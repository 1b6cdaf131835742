"""One row of the frame: text at both ends, cut to the terminal's width, never parsed as markup."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui_app.i18n.cells import both_ends


class FrameLine(Widget):
    """A row with a ``left`` and a ``right`` text. Where both do not fit, the right one stays."""

    DEFAULT_CSS = "FrameLine { height: 1; width: 100%; padding: 0 1; }"

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw both texts."""
        return Content(both_ends(self.left, self.right, self.content_size.width))


class TopLine(FrameLine):
    """Row 1: the place on the left, the state on the right."""


class MessageLine(FrameLine):
    """Row 23: an undo offer or a message; ``alert`` marks one that says what went wrong.

    A sentence longer than the row takes up to three; the body gives way.
    """

    DEFAULT_CSS = "MessageLine { height: auto; min-height: 1; max-height: 3; }"

    left: reactive[str] = reactive("", layout=True)

    alert: reactive[bool] = reactive(default=False)

    def render(self) -> Content:
        """Draw the message whole."""
        return Content(self.left)

    def watch_alert(self, alert: bool) -> None:  # noqa: FBT001 - Textual calls it so
        """Colour follows, the sign ``!`` stands in the text."""
        self.set_class(alert, "-alert")
