"""Join the texts of two sides by hand: both stand in the field, one after the other.

The law: nothing is joined by itself; what is saved is what the person left in the fields. Ctrl+S
saves, Esc leaves the conflict as it was; what was typed is handed to ``keep`` as a draft meanwhile.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.field import FieldTyped
from tui_app.widgets.note_area import NoteArea


@dataclass(frozen=True, slots=True)
class Joined:
    """A field of the record, what it is called, the text of each side, and a draft if there is."""

    field: str
    label: str
    texts: tuple[str, ...]
    draft: str = ""

    @property
    def both(self) -> str:
        """Return the draft, or the texts one after the other, equal ones once."""
        return self.draft or "\n".join(text for text in dict.fromkeys(self.texts) if text)


class Combine(ModalScreen[Mapping[str, str] | None]):
    """Answers the text of each field by its name, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("ctrl+s", "answer", show=False, priority=True),
    ]

    def __init__(self, fields: tuple[Joined, ...], keep: Callable[[str, str], object]) -> None:
        super().__init__()
        self.fields = fields
        self.keep = keep

    def compose(self) -> ComposeResult:
        """Yield an area for each field."""
        with Vertical(id="dialog", classes="-tall"):
            words = _("Both texts are here. Leave what should stay.")
            if any(field.draft for field in self.fields):
                words = _("This was being written before; it is back, not yet saved.")
            yield Static(Content(words), markup=False)
            for number, field in enumerate(self.fields):
                yield Static(Content(field.label), classes="caption", markup=False)
                yield NoteArea(field.both, id=f"joined-{number}")
            hint = _("Ctrl+S saves, Tab goes on, Esc leaves the conflict as it was.")
            yield Static(Content(hint), classes="hint", markup=False)

    @on(FieldTyped)
    def _typed(self, event: FieldTyped) -> None:
        number = int(str(event.field.id).rpartition("-")[2])
        self.keep(self.fields[number].field, event.text)

    def action_answer(self) -> None:
        """Answer with what stands in the fields."""
        areas = self.query(NoteArea)
        names = (field.field for field in self.fields)
        self.dismiss({name: area.text.strip() for name, area in zip(names, areas, strict=True)})

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
