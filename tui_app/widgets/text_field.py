"""One line of typing: cleaned, bounded, never parsed, and nothing copied out of it by accident.

The law: what is pasted is cut at ``limit`` before it is looked at (a paste may be a megabyte),
control and bidi characters never enter, and a field that is left posts ``Left`` so that its screen
saves it. ``trouble`` is the sentence beside the field when it cannot be kept as it is.
"""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from storage.errors import Invalid
from storage.rules.clean import clean_line

LIMIT = 200


class TextField(Input):
    """A field for ``limit`` characters. ``key`` names it in drafts and messages."""

    BINDINGS: ClassVar[list[BindingType]] = []

    class Left(Message):
        """The cursor left the field; ``changed`` tells whether there is something to save."""

        def __init__(self, field: "TextField", *, changed: bool) -> None:
            super().__init__()
            self.field = field
            self.changed = changed

        @property
        def control(self) -> "TextField":
            """Return the field, for ``@on`` selectors."""
            return self.field

    def __init__(
        self,
        value: str = "",
        *,
        limit: int = LIMIT,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            max_length=limit,
            id=id,
            compact=True,
            select_on_focus=False,
        )
        self.cursor_blink = False
        self.kept = value

    def fill(self, value: str) -> None:
        """Show ``value`` as what is kept."""
        self.kept = value
        self.value = value

    @property
    def changed(self) -> bool:
        """Tell whether the field differs from what is kept."""
        return self.value != self.kept

    def _on_paste(self, event: events.Paste) -> None:
        """Take the first line of a paste, cleaned and cut."""
        event.stop()
        event.prevent_default()
        limit = self.max_length or LIMIT
        try:
            text = clean_line(event.text[: limit * 2], limit * 2)
        except Invalid:
            return
        room = limit - len(self.value) + len(self.selected_text)
        self.replace(text[: max(0, room)], *self.selection)

    def on_blur(self) -> None:
        """Tell that the field was left."""
        self.post_message(self.Left(self, changed=self.changed))

    def action_copy(self) -> None:
        """Copy only where the settings allow it; the app decides."""
        super().action_copy()
