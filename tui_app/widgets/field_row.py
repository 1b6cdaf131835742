"""A field with its caption, and under it a line for what it says: an echo, a hint or a refusal.

The law: a refusal stands beside the field it is about, begins with ``!``, and the typed text stays.
"""

from collections.abc import Iterator

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_app.widgets.date_field import DateField
from tui_app.widgets.field import FieldTyped
from tui_app.widgets.note_area import NoteArea

CAPTION_CELLS = 20


class FieldRow(Widget):
    """``caption`` is translated already; ``field`` any field widget; ``hint`` shown when quiet."""

    DEFAULT_CSS = """
    FieldRow { height: auto; width: 100%; layout: grid; grid-size: 2; grid-columns: 20 1fr;
               grid-rows: auto; }
    FieldRow.-tall { grid-rows: 3 auto; }
    FieldRow > .caption { height: 1; width: 20; padding: 0 1; }
    FieldRow > .note { height: auto; column-span: 2; padding: 0 1 0 21; display: none; }
    FieldRow > .note.-said { display: block; }
    """

    def __init__(self, caption: str, field: Widget, *, hint: str = "") -> None:
        super().__init__()
        self.caption = caption
        self.field = field
        self.hint = hint
        self.draft = ""
        self._noted = (hint, False)
        # A grid gives an area one row, whatever height its style asks for (Textual 8.2.8).
        self.set_class(isinstance(field, NoteArea), "-tall")

    def compose(self) -> Iterator[Widget]:
        """Yield caption, field and note."""
        yield Static(Content(self.caption), classes="caption", markup=False)
        yield self.field
        yield Static(Content(self.hint), classes="note -said" if self.hint else "note",
                     markup=False)  # fmt: skip

    def note(self, text: str, *, alert: bool = False) -> None:
        """Say ``text`` under the field; "" brings the hint back."""
        shown = f"! {text}" if alert and text else text or self.hint
        if (shown, alert) == self._noted:
            return  # a text that is set again lays out the whole screen again, at every key
        self._noted = (shown, alert)
        line = self.query_one(".note", Static)
        line.update(Content(shown))
        line.set_class(bool(shown), "-said")
        line.set_class(alert and bool(text), "-alert")

    def note_draft(self, text: str) -> None:
        """Say ``text`` about a draft that has come back, until something else is typed."""
        self.draft = str(getattr(self.field, "value", ""))
        self.note(text)

    @on(DateField.Read)
    def _echo(self, event: DateField.Read) -> None:
        event.stop()
        self.note(event.words, alert=not event.sure)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()  # the field tells it as FieldTyped: nobody above need hear of each key twice

    @on(FieldTyped)
    def _typed(self, event: FieldTyped) -> None:
        if not isinstance(self.field, DateField) and event.text != self.draft:
            self.note("")


def row_of(field: Widget) -> FieldRow | None:
    """Return the row that ``field`` stands in."""
    return field.parent if isinstance(field.parent, FieldRow) else None
