"""A new action item in one line: what, and by when at its end.

The law: weekday and date of what was read are said back before anything is saved; where two days
are likely, Enter asks which, by a digit; 0 is no day, and the words stay in the text. What is typed
is handed to ``keep`` as it grows.
"""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.i18n.date_readings import Choice, Unclear
from tui_app.i18n.entry_tails import Entry, read_entry
from tui_app.plain.words import joined, spoken_language
from tui_app.widgets.date_field import REASONS, day_words
from tui_app.widgets.field import FieldTyped
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class QuickAction:
    """The answer: what, by when, and the number of the case where one was written."""

    what: str
    due: dt.date | None
    label: str


def _forget(_text: str) -> None:
    """Keep nothing."""


class AskAction(ModalScreen[QuickAction | None]):
    """``whose``: the case on the screen, in words, or "" where it is asked afterwards.

    ``due``: the day that it is due on unless the line names another.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
    ]

    def __init__(self, whose: str, today: dt.date, due: dt.date | None = None) -> None:
        super().__init__()
        self.whose = whose
        self.today = today
        self.due = due
        self.keep: Callable[[str], None] = _forget
        self.field = TextField("", id="quick", limit=250)
        self.entry = Entry("", "")
        self.asked: tuple[Choice, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the question, the line, what it is read as, and the keys."""
        with Vertical(id="dialog"):
            question = joined((_("New action item"), self.whose), "  ")
            yield Static(Content(question), markup=False)
            yield self.field
            yield Static(classes="note", markup=False)
            hint = _("A day at the end is understood (tomorrow, Fr, +3, 3.12.), and a client's "
                     "number. Enter saves, Esc leaves.")  # fmt: skip
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin in the line."""
        self.field.focus()
        self._read()

    @on(FieldTyped)
    def _typed(self, event: FieldTyped) -> None:
        self.keep(event.text)

    @on(TextField.Changed)
    def _read(self) -> None:
        self.entry = read_entry(self.field.value, self.today, spoken_language())
        self._tell(self._echo())

    def _due(self) -> dt.date | None:
        """Return the day that was read, or the one proposed where the line names none."""
        entry = self.entry
        return entry.due if entry.reading is not None or entry.trouble else self.due

    def _echo(self) -> str:
        entry, due = self.entry, self._due()
        day = ""
        if due is not None:
            day = _("due {date}").format(date=day_words(due))
        elif isinstance(entry.reading, Unclear):
            day = _("which day is asked next")
        elif entry.trouble:
            day = _(REASONS[entry.trouble])
        elif entry.text:
            day = _("no due day")
        return joined((entry.label or self.whose, day))

    def _tell(self, words: str, *, alert: bool = False) -> None:
        note = self.query_one(".note", Static)
        note.update(Content(f"! {words}" if alert else words))
        note.set_class(alert, "-alert")

    def restore(self, text: str) -> None:
        """Show a draft, unless something has been typed already."""
        if text and not self.field.value:
            self.field.value = text
            self.field.cursor_position = len(text)

    def action_answer(self) -> None:
        """Answer, or ask what is not clear."""
        entry = self.entry
        if self.asked:
            return
        if not entry.text:
            self._tell(_("Write something here first."), alert=True)
        elif isinstance(entry.reading, Unclear):
            self._ask_which(entry.reading.choices)
        else:
            self.dismiss(QuickAction(entry.text, self._due(), entry.label))

    def _ask_which(self, choices: tuple[Choice, ...]) -> None:
        self.asked = choices
        self.set_focus(None)
        days = [f"{at} {day_words(each.date)}" for at, each in enumerate(choices, 1)]
        self._tell("  ".join((_("Which day?"), *days, f"0 {_('no day')}")), alert=True)

    def on_key(self, event: events.Key) -> None:
        """Take the digit of a day."""
        if not self.asked or not event.key.isdigit():
            return
        event.stop()
        place = int(event.key)
        if place == 0:
            self.dismiss(QuickAction(self.entry.whole, None, self.entry.label))
        elif place <= len(self.asked):
            due = self.asked[place - 1].date
            self.dismiss(QuickAction(self.entry.text, due, self.entry.label))

    def action_nothing(self) -> None:
        """Go back to the line, or answer with nothing."""
        if self.asked:
            self.asked = ()
            self.field.focus()
            self._read()
        else:
            self.dismiss(None)
