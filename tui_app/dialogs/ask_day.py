"""Ask for a day in words, and say back which day it is.

The law: nothing is answered while the words are unclear; an empty answer takes the day away.
"""

import datetime as dt
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
from tui_app.widgets.date_field import DateField


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """The day, or None for no day."""

    day: dt.date | None


class AskDay(ModalScreen[DayAnswer | None]):
    """``question`` is translated; ``day`` is the one that stands now.

    ``past``: of two days that may be meant the one that has been is the likelier.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
    ]

    def __init__(
        self, question: str, today: dt.date, day: dt.date | None, *, past: bool = False
    ) -> None:
        super().__init__()
        self.question = question
        self.before = day
        self.field = DateField(today, past=past, id="day")

    def compose(self) -> ComposeResult:
        """Yield the question, the field and what it reads."""
        with Vertical(id="dialog"):
            yield Static(Content(self.question), markup=False)
            yield self.field
            yield Static(classes="note", markup=False)
            hint = _("For example: tomorrow, Fr, +3, 2 wk, 3.12. Enter saves, Esc leaves.")
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show the day there is."""
        self.field.fill_day(self.before)
        self.field.select_all()

    @on(DateField.Read)
    def _read(self, event: DateField.Read) -> None:
        note = self.query_one(".note", Static)
        note.update(Content(event.words if event.sure else f"! {event.words}"))
        note.set_class(not event.sure, "-alert")

    def action_answer(self) -> None:
        """Answer with the day, once it is clear."""
        if self.field.sure:
            self.dismiss(DayAnswer(self.field.day))

    def action_nothing(self) -> None:
        """Leave the day as it is."""
        self.dismiss(None)
