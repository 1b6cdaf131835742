"""One line of typing: cleaned, bounded, never parsed, and nothing copied out of it by accident.

The law: what is pasted is cut at ``limit`` before it is looked at (a paste may be a megabyte),
control and bidi characters never enter, and the field tells when it is left.
"""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from tui_app.widgets.field import FieldLeft, FieldTyped, KeptField

LIMIT = 200


class TextField(KeptField, Input):
    """A field for ``limit`` characters on one line."""

    # The width is fixed by the row: a key must not lay out the whole screen again (measured: a
    # third of the time of a key in a form of eight fields).
    virtual_size = Reactive(Size(0, 0), layout=False)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "take_back", show=False)]
    Left = FieldLeft
    Typed = FieldTyped

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
        """Show ``value`` as what is kept; what is being typed at the moment stays."""
        if not (self.has_focus and self.changed):
            self.value = value
        self.kept = value

    def _on_paste(self, event: events.Paste) -> None:
        """Take a paste as one line, cleaned and cut."""
        event.stop()
        event.prevent_default()
        from storage.errors import Invalid
        from storage.rules.clean import clean_line  # its tables are not needed to show a field

        limit = self.max_length or LIMIT
        try:
            text = clean_line(event.text[: limit * 2], limit * 2)
        except Invalid:
            return
        room = limit - len(self.value) + len(self.selected_text)
        self.replace(text[: max(0, room)], *self.selection)

    def on_input_changed(self) -> None:
        """Tell what was typed, for the draft."""
        # Not ``changed``: a date that cannot be read yet is typed too, and must come back.
        if self.value != self.kept:
            self.post_message(FieldTyped(self, self.value))

    def action_take_back(self) -> None:
        """Show again what is kept."""
        self.value = self.kept

    def on_blur(self) -> None:
        """Tell that the field was left."""
        self.post_message(FieldLeft(self, changed=self.changed))
