"""What came of a step of the lost-contact plan: one letter, words if there are any, Enter.

The law: what may be said stands there before anything is said. A step passed over says why. The
letters are each language's own.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.widgets.text_field import TextField

OUTCOMES = ("reached", "no-answer", "sent", "passed-over")


@dataclass(frozen=True, slots=True)
class Came:
    """The answer: the outcome, and words about it."""

    outcome: str
    words: str


class StepOutcome(ModalScreen[Came | None]):
    """``whom``: to whom the step turns, and how; ``may_say``: what was agreed; both in words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
    ]

    def __init__(self, whom: str, may_say: str) -> None:
        super().__init__()
        self.whom = whom
        self.may_say = may_say
        self.outcome = ""
        self.field = TextField(id="outcome-words", limit=250, placeholder=_("words, if any"))

    def compose(self) -> ComposeResult:
        """Yield whom, what may be said, the outcomes with their letters, and the words."""
        with Vertical(id="dialog"):
            yield Static(Content(self.whom), markup=False)
            yield Static(Content(self.may_say), markup=False)
            ways = (
                f"{choice_word('step-letter', word)} {choice_word('step-outcome', word)}"
                for word in OUTCOMES
            )
            yield Static(Content("   ".join(ways)), id="contact-ways", markup=False)
            yield self.field
            yield Static(classes="note", markup=False)
            hint = _("Choose what came of it by its letter. Enter saves, Esc leaves.")
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Wait for the letter."""
        self.set_focus(None)
        self.field.disabled = True

    def on_key(self, event: events.Key) -> None:
        """Take the letter of an outcome."""
        if self.outcome:
            return
        for word in OUTCOMES:
            if (event.character or "").lower() == choice_word("step-letter", word):
                event.stop()
                self.outcome = word
                self.field.disabled = False
                self.field.focus()
                self._tell(choice_word("step-outcome", word))

    def _tell(self, words: str, *, alert: bool = False) -> None:
        note = self.query_one(".note", Static)
        note.update(Content(f"! {words}" if alert else words))
        note.set_class(alert, "-alert")

    def action_answer(self) -> None:
        """Answer once the outcome is chosen; passing over needs its reason."""
        words = self.field.value.strip()
        if not self.outcome:
            self._tell(_("Choose what came of it first, by its letter."), alert=True)
        elif self.outcome == "passed-over" and not words:
            self._tell(_("Write the reason first."), alert=True)
        else:
            self.dismiss(Came(self.outcome, words))

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
