"""Decide what a changed key means: they began anew, or it was not them; or later.

The law: "later" is where the cursor stands and what Esc means; what each answer does is said before
it is given.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.choice_field import ChoiceField

LATER, OLD, NEW = "later", "old", "new"


class DecideKey(ModalScreen[str]):
    """``name``: who it is about. Answers ``later``, ``old`` or ``new``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "later", show=False),
        Binding("enter", "chosen", show=False, priority=True),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self.person = name

    def compose(self) -> ComposeResult:
        """Yield what to do first, what each answer does, and the answers."""
        words = _(
            "A card came for {name} with another key than before. Ask them, by telephone or face "
            "to face, in words you both know: did you begin anew?"
        ).format(name=self.person)
        new = _("Yes, they did: the new key counts, and the safety number must be compared again.")
        old = _("No, or not sure: the old key goes on counting, and the new card counts for "
                "nothing. Tell your office: somebody may be posing as them.")  # fmt: skip
        answers = ((LATER, _("Later")), (OLD, _("Keep the old key")), (NEW, _("Take the new key")))
        with Vertical(id="dialog"):
            for text in (words, new, old):
                yield Static(Content(text), classes="told", markup=False)
            yield ChoiceField(answers)
            yield Static(Content(_("Left and Right choose, Enter answers, Esc leaves.")),
                         classes="hint", markup=False)  # fmt: skip

    def action_chosen(self) -> None:
        """Answer what stands in the field."""
        self.dismiss(self.query_one(ChoiceField).value)

    def action_later(self) -> None:
        """Decide later."""
        self.dismiss(LATER)
