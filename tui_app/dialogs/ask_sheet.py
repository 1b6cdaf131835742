"""Ask for the four lines of the recovery sheet, for what it alone can sign.

The law: the lines are handed on and forgotten. A slip of the pen is named before the dialog closes,
so that one line is typed again and not all four. Enter goes from line to line; Esc leaves, and
nothing is done.
"""

from collections.abc import Callable
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
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.text_field import TextField

LINES = 4


class AskSheet(ModalScreen[str | None]):
    """``question`` is translated; ``check(lines)`` returns what is wrong with them, or ""."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "go_on", show=False, priority=True),
    ]

    def __init__(self, question: str, check: Callable[[str], str]) -> None:
        super().__init__()
        self.question = question
        self.check = check

    def compose(self) -> ComposeResult:
        """Yield the question and four fields."""
        with Vertical(id="dialog"):
            yield Static(Content(self.question), markup=False)
            for number in range(1, LINES + 1):
                caption = _("Line {number}").format(number=number)
                yield FieldRow(caption, TextField(limit=40, id=f"sheet-{number}"))
            yield Static(id="sheet-wrong", classes="note -alert", markup=False)
            hint = _("Small letters and spaces do not matter. Enter goes on, Esc leaves.")
            yield Static(Content(hint), classes="hint", markup=False)

    def action_go_on(self) -> None:
        """Go to the next line that is empty, or answer."""
        fields = list(self.query(TextField))
        here = next((at for at, field in enumerate(fields) if field.has_focus), 0)
        after = [*fields[here + 1 :], *fields[: here + 1]]
        empty = next((field for field in after if not field.value.strip()), None)
        if empty is not None:
            empty.focus()
            return
        lines = "\n".join(field.value for field in fields)
        wrong = self.check(lines)
        if wrong:
            self.query_one("#sheet-wrong", Static).update(Content(f"! {wrong}"))
        else:
            self.dismiss(lines)

    @on(FieldTyped)
    def _typed(self) -> None:
        self.query_one("#sheet-wrong", Static).update(Content(""))

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
