"""Write a contact down: one letter for the way, words if there are any, Enter.

The law: what is saved is said back first: the way, and when it was. A time in the past may stand at
the end of the words; the time of writing is kept beside it. The letters are each language's own.
"""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.entry_tails import Told, read_told
from tui_app.i18n.formats import long_date
from tui_app.plain.contact_log import told_when
from tui_app.plain.words import joined, spoken_language
from tui_app.widgets.text_field import TextField


@dataclass(frozen=True, slots=True)
class Way:
    """A way of contact (a word of ``contact-way``), its channel, what came of it."""

    word: str
    channel: str
    outcome: str


WAYS = (
    Way("called", "phone", "reached"),
    Way("met", "visit", "reached"),
    Way("letter", "letter", "sent"),
    Way("video", "video", "reached"),
    Way("no-answer", "phone", "no-answer"),
)


@dataclass(frozen=True, slots=True)
class LoggedContact:
    """The answer; ``at`` is None for now."""

    channel: str
    outcome: str
    words: str
    at: dt.datetime | None
    day_only: bool


def letter_of(way: Way) -> str:
    """Return the letter of a way in the language of the moment."""
    return choice_word("contact-letter", way.word)


class LogContact(ModalScreen[LoggedContact | None]):
    """``whose``: the case, in words; ``now``: the moment, with its zone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
    ]

    def __init__(self, whose: str, now: dt.datetime) -> None:
        super().__init__()
        self.whose = whose
        self.now = now
        self.way: Way | None = None
        self.told = Told("")
        self.field = TextField(id="contact-words", limit=250, placeholder=_("words, if any"))

    def compose(self) -> ComposeResult:
        """Yield the ways with their letters, the words, what is read, and the keys."""
        with Vertical(id="dialog"):
            title = joined((_("Contact made"), self.whose), "  ")
            yield Static(Content(title), markup=False)
            ways = (f"{letter_of(way)} {choice_word('contact-way', way.word)}" for way in WAYS)
            yield Static(Content("   ".join(ways)), id="contact-ways", markup=False)
            yield self.field
            yield Static(classes="note", markup=False)
            hint = _("Choose the way by its letter. A time that has been may stand at the end: "
                     "yesterday at 14. Enter saves, Esc leaves.")  # fmt: skip
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Wait for the letter."""
        self.set_focus(None)
        self.field.disabled = True

    def on_key(self, event: events.Key) -> None:
        """Take the letter of a way."""
        if self.way is not None:
            return
        for way in WAYS:
            if (event.character or "").lower() == letter_of(way):
                event.stop()
                self.way = way
                self.field.disabled = False
                self.field.focus()
                self._read()

    @on(TextField.Changed)
    def _read(self) -> None:
        if self.way is None:
            return
        self.told = read_told(self.field.value, self.now, spoken_language())
        way = choice_word("contact-way", self.way.word)
        if self.told.asked:
            days = ", ".join(long_date(day) for day in self.told.asked)
            self._tell(_("Which day? {days}").format(days=days), alert=True)
        else:
            self._tell(joined((way, told_when(self.told.at, day_only=self.told.day_only))))

    def _tell(self, words: str, *, alert: bool = False) -> None:
        note = self.query_one(".note", Static)
        note.update(Content(f"! {words}" if alert else words))
        note.set_class(alert, "-alert")

    def action_answer(self) -> None:
        """Answer once the way is chosen and the day is clear."""
        way, told = self.way, self.told
        if way is None:
            self._tell(_("Choose the way first, by its letter."), alert=True)
        elif not told.asked:
            words = told.text
            self.dismiss(LoggedContact(way.channel, way.outcome, words, told.at, told.day_only))

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
