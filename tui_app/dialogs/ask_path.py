"""Ask for a file: one to read, or the name of a new one.

The law: what is wrong with the name is said under it, before any other question is asked, and the
typed name stays. ``check`` (it blocks, and is called in a thread) returns a sentence, or "" when
the file may be used. A folder with ``name`` means the new file of that name in it.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from tui_app.i18n.catalogue import _
from tui_app.terminal.filter import without_controls
from tui_app.widgets.path_field import PathField, completions, is_folder, typed_path

_SHOWN = 24


class AskPath(ModalScreen[Path | None]):
    """``question`` is translated; ``name`` is proposed for a new file, in the home folder.

    ``at``: the path that is proposed in its place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(
        self, question: str, check: Callable[[Path], str], *, name: str = "", at: str = ""
    ) -> None:
        super().__init__()
        self.question = question
        self.check = check
        self.file_name = name
        self.completed = ""
        self.field = PathField(at or (f"~/{name}" if name else ""), id="path")

    def compose(self) -> ComposeResult:
        """Yield the question, the field, and what Tab found."""
        with Vertical(id="dialog"):
            yield Static(Content(self.question), markup=False)
            yield self.field
            yield Static(id="path-words", classes="note", markup=False)
            hint = _("Tab completes the name, Enter goes on, Esc leaves.")
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Select the proposed name: typing takes its place, an arrow key keeps it."""
        self.field.focus()
        self.field.selection = Selection(0, len(self.field.value))

    async def action_complete(self) -> None:
        """Complete what is certain and show what may follow."""
        certain, names = await asyncio.to_thread(completions, self.field.value)
        self.completed = self.field.value = certain
        self.field.cursor_position = len(certain)
        more = "  …" if len(names) > _SHOWN else ""
        shown = "  ".join(without_controls(name) for name in names[:_SHOWN]) + more
        self._say(shown if len(names) > 1 else "")

    async def action_answer(self) -> None:
        """Answer with the path, or say what is wrong with it."""
        path = typed_path(self.field.value)
        if path is None:
            self._say(_("Write the name of a file."), alert=True)
            return
        path, wrong = await asyncio.to_thread(self._judged, path)
        if wrong:
            self._say(wrong, alert=True)
        else:
            self.dismiss(path)

    def _judged(self, path: Path) -> tuple[Path, str]:
        whole = path / self.file_name if self.file_name and is_folder(path) else path
        return whole, self.check(whole)

    @on(Input.Changed)
    def _typed(self) -> None:
        if self.field.value != self.completed:
            self._say("")

    def _say(self, text: str, *, alert: bool = False) -> None:
        words = self.query_one("#path-words", Static)
        words.update(Content(f"! {text}" if alert else text))
        words.set_class(alert, "-alert")

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
