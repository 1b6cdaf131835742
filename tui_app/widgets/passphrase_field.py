"""Where a passphrase is typed: never copied, never cut, shown for ten seconds at most.

The law (traps 3 and T15): Textual's password field copies its text to the terminal's clipboard in
plain. Here copying and cutting do nothing, the field forgets its text when it is ``taken``, and a
paste is cut to one line.
"""

from textual import events
from textual.widgets import Input

LIMIT = 256
SHOWN_SECONDS = 10.0


class PassphraseField(Input):
    """A field for a passphrase or a line of the recovery sheet."""

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002
        super().__init__(
            password=True,
            id=id,
            placeholder=placeholder,
            max_length=LIMIT,
            compact=True,
            select_on_focus=False,
        )
        self.cursor_blink = False

    def take(self) -> str:
        """Return the text and forget it."""
        text, self.value = self.value, ""
        return text

    def show_awhile(self) -> None:
        """Show what was typed for ten seconds."""
        self.password = False
        self.set_timer(SHOWN_SECONDS, self.hide)

    def hide(self) -> None:
        """Show stars again."""
        self.password = True

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""

    @property
    def selected_text(self) -> str:
        """Return nothing: no other way of copying may reach the text."""
        return ""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        line = event.text[: LIMIT * 2].splitlines()[:1]
        text = "".join(line).strip("\r\n")
        self.insert_text_at_cursor("".join(c for c in text if c.isprintable())[:LIMIT])
