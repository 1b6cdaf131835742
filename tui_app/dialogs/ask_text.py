"""Ask for one line of text, such as the title of an agenda item.

The law: what is typed is handed to ``keep`` as it grows, so that the screen can keep it as a draft;
Enter answers with it, Esc with nothing, and the draft waits for the next time.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.field import FieldTyped
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable


def _forget(_text: str) -> None:
    """Keep nothing."""


class AskText(ModalScreen[str | None]):
    """``question`` and ``hint`` are translated; ``value`` is what stands there already.

    ``over_another``: a draft is back that was written over another value than stands there now.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
    ]

    def __init__(self, question: str, value: str = "", *, hint: str = "", limit: int = 200) -> None:
        super().__init__()
        self.question = question
        self.hint = hint
        self.keep: Callable[[str], None] = _forget
        self.over_another = False
        self.field = TextField(value, id="answer", limit=limit)

    def compose(self) -> ComposeResult:
        """Yield the question and the field."""
        with Vertical(id="dialog"):
            yield Static(Content(self.question), markup=False)
            yield self.field
            hint = self.hint or _("Enter saves, Esc leaves.")
            yield Static(Content(hint), classes="hint", markup=False)

    @on(FieldTyped)
    def _typed(self, event: FieldTyped) -> None:
        self.keep(event.text)

    def restore(self, text: str) -> bool:
        """Show a draft, unless something has been typed already; return whether it is shown."""
        shows = bool(text) and not self.field.changed and text != self.field.value
        if shows:
            self.field.value = text
            self.query_one(".hint", Static).update(
                Content(_("This was being written before; it is back, not yet saved."))
            )
        return shows

    def action_answer(self) -> None:
        """Answer with the text."""
        self.dismiss(self.field.value.strip())

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
