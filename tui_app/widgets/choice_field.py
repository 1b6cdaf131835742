"""One of a few words: Left and Right go through them, a letter jumps to the next one with it.

The law: the choice stands in words between ``<`` and ``>``, so that it reads the same without
colour; values are stable words of the records, labels are in the language of the moment.
"""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui_app.i18n.cells import cut
from tui_app.widgets.field import FieldLeft, KeptField

if TYPE_CHECKING:
    from textual import events

Options = tuple[tuple[str, str], ...]


class ChoiceField(KeptField, Widget, can_focus=True):
    """Shows one of ``options``: pairs of a value and its label, translated.

    Without ``letters`` the screen's letter keys work while the field has the cursor.
    """

    Left = FieldLeft
    DEFAULT_CSS = "ChoiceField { height: 1; padding: 0 1; }"

    value: reactive[str] = reactive("")

    class Changed(Message):
        """Another word was chosen."""

        def __init__(self, field: "ChoiceField") -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> "ChoiceField":
            """Return the field, for ``@on`` selectors."""
            return self.field

    def __init__(
        self,
        options: Options,
        value: str = "",
        *,
        letters: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.letters = letters
        self.options = options
        self.kept = value or (options[0][0] if options else "")
        self.set_reactive(ChoiceField.value, self.kept)

    def fill(self, value: str) -> None:
        """Show ``value`` as what is kept."""
        self.kept = value
        self.value = value

    @property
    def place(self) -> int:
        """Return the place of the choice among the options."""
        values = [value for value, _label in self.options]
        return values.index(self.value) if self.value in values else 0

    def render(self) -> Content:
        """Draw the chosen word."""
        label = dict(self.options).get(self.value, self.value)
        return Content(f"< {cut(label, max(1, self.content_size.width - 4))} >")

    def on_key(self, event: "events.Key") -> None:
        """Go through the words."""
        step = {"left": -1, "right": 1, "space": 1}.get(event.key)
        if step is not None:
            event.stop()
            self._choose((self.place + step) % max(1, len(self.options)))
        elif self.letters and event.character is not None and event.character.isalpha():
            event.stop()
            self._jump(event.character)

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Letters choose here; the screen's letter keys wait."""
        return self.letters and character is not None and character.isalpha()

    def on_focus(self) -> None:
        """Put the terminal's cursor on the word."""
        self.app.cursor_position = self.content_region.offset + Offset(2, 0)

    def on_blur(self) -> None:
        """Tell that the field was left."""
        self.post_message(FieldLeft(self, changed=self.changed))

    def _jump(self, letter: str) -> None:
        order = [*range(self.place + 1, len(self.options)), *range(self.place + 1)]
        for place in order:
            if self.options[place][1].casefold().startswith(letter.casefold()):
                self._choose(place)
                return

    def _choose(self, place: int) -> None:
        if self.options:
            self.value = self.options[place][0]
            self.post_message(self.Changed(self))
