"""The tie itself: how strong it is and who says so, conflict, how near, since when and until when.

The law: words, never a score. How strong a tie is, is somebody's view, so the form says whose;
what the client has not said is never shown to the client. Every field saves itself.
"""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.network import TIE_ITSELF
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_words
from tui_app.screens.tie_form import TieForm
from tui_app.widgets.choice_field import ChoiceField
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow

YES_NO = frozenset({"conflict", "said-by-client", "anchoring"})


class TieItselfScreen(TieForm):
    """The form of the tie ``tie_id`` itself."""

    AUTO_FOCUS = "#strength"
    commands: ClassVar[tuple[Command, ...]] = TIE_ITSELF
    fields: ClassVar[dict[str, str]] = {
        "strength": "strength",
        "conflict": "conflict",
        "said-by-client": "said_by_client",
        "nearness": "nearness",
        "anchoring": "anchoring",
        "since": "since",
        "until": "until",
    }
    texts: ClassVar[tuple[str, ...]] = ("since", "until")

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        today = self.host.clock.now().date()
        no_yes = (("no", _("no")), ("yes", _("yes")))
        with Vertical(classes="form"):
            strength = ChoiceField(choice_words("strength"), id="strength")
            yield FieldRow(_("How strong"), strength)
            yield FieldRow(_("Conflict"), ChoiceField(no_yes, id="conflict"))
            whose = _("Yes: the client has said this. Only then the client's own map shows it.")
            said = ChoiceField(no_yes, id="said-by-client")
            yield FieldRow(_("Said by the client"), said, hint=whose)
            yield FieldRow(_("How near"), ChoiceField(choice_words("nearness"), id="nearness"))
            holds = _("A community that holds the client, near home: work, hobby, congregation.")
            anchoring = ChoiceField(no_yes, id="anchoring")
            yield FieldRow(_("Anchoring community"), anchoring, hint=holds)
            yield FieldRow(_("Since"), DateField(today, past=True, id="since"))
            yield FieldRow(_("Until"), DateField(today, past=True, id="until"))
            words = _("Left and Right choose. Each field saves itself. Esc goes back.")
            yield Static(Content(words), classes="hint told", markup=False)

    def value(self, name: str) -> Any:  # noqa: ANN401 - a word, a day, or yes and no
        """Return what stands in a field, as the record keeps it."""
        found = super().value(name)
        return found == "yes" if name in YES_NO else found

    def do_finish(self) -> None:
        """Save the field in hand and go back."""
        self.do_back()
