"""Several lines of typing: plain text, bounded, with the terminal's cursor at the letter.

The law: no syntax, no markup, no links; what does not fit into ``limit`` characters is cut when it
is pasted, and said. Ctrl+Z and Ctrl+Y undo and redo the typing. Tab leaves the area.
"""

from textual import events
from textual.widgets import TextArea

from storage.errors import Invalid
from storage.rules.clean import clean_text
from tui_app.widgets.field import FieldLeft, FieldTyped, KeptField

LIMIT = 20_000


class NoteArea(KeptField, TextArea):
    """An area for ``limit`` characters."""

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
            id=id,
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            placeholder=placeholder,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False
        self.limit = limit
        self.kept = value

    @property
    def value(self) -> str:
        """Return what is typed."""
        return self.text

    def fill(self, value: str) -> None:
        """Show ``value`` as what is kept; what is being typed at the moment stays."""
        if value != self.text and not (self.has_focus and self.changed):
            self.load_text(value)
        self.kept = value

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a paste cleaned and cut to what fits."""
        event.stop()
        event.prevent_default()
        room = max(0, self.limit - len(self.text))
        try:
            text = clean_text(event.text[: room * 2], room * 2)[:room]
        except Invalid:
            return
        if text:
            self.replace(text, *self.selection, maintain_selection_offset=False)

    async def _on_key(self, event: events.Key) -> None:
        """Take no letter beyond the limit."""
        if event.is_printable and len(self.text) >= self.limit:
            event.stop()
            event.prevent_default()

    def on_text_area_changed(self) -> None:
        """Tell what was typed, for the draft."""
        if self.changed:
            self.post_message(FieldTyped(self, self.text))

    def on_unmount(self) -> None:
        """Be forgotten by the app: Textual has it hold each area, by the theme that it watches.

        What was typed would stay in memory until the theme changes, with lines and caches 0.7 MB.
        """
        watching: dict[str, list[tuple[object, object]]] = getattr(self.app, "__watchers", {})
        for watchers in watching.values():
            watchers[:] = [watcher for watcher in watchers if watcher[0] is not self]

    def on_blur(self) -> None:
        """Tell that the area was left."""
        self.post_message(FieldLeft(self, changed=self.changed))
