"""What to do when the gate lets nothing out: record the basis, give a reason, or leave it.

The law: it says which basis is missing and how to record it; leaving is where the cursor stands.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.widgets.choice_field import ChoiceField

RECORD, OVERRIDE = "record", "override"


class NoBasis(ModalScreen[str | None]):
    """``said``: the refusal's sentence. Answers RECORD, OVERRIDE or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
    ]

    def __init__(self, said: str, needs: tuple[str, ...]) -> None:
        super().__init__()
        self.said = said
        self.needs = needs

    def compose(self) -> ComposeResult:
        """Yield what is missing, and the three ways."""
        kinds = ", ".join(choice_word("basis", kind) for kind in self.needs)
        ways = (
            ("leave", _("Leave it")),
            (RECORD, _("Record the basis")),
            (OVERRIDE, _("Give it all the same, with a reason")),
        )
        with Vertical(id="dialog"):
            yield Static(Content(f"! {self.said}"), markup=False)
            needed = _("What would do: {kinds}.").format(kinds=kinds)
            yield Static(Content(needed), markup=False)
            yield ChoiceField(ways)
            hint = _("Left and Right choose, Enter answers, Esc leaves.")
            yield Static(Content(hint), classes="hint", markup=False)

    def action_answer(self) -> None:
        """Answer what stands in the field."""
        way = self.query_one(ChoiceField).value
        self.dismiss(None if way == "leave" else way)

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
