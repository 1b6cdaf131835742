"""Choose one of many by typing a part of it: the picker of people, cases and everything else.

The law: what is typed narrows the list at once. A dialog never asks the casebook: the screen hands
in ``look(words, show)`` (``NivelScreen.looker`` makes one), which reads in a thread and calls
``show(rows)``. Enter answers with the id, Esc with nothing; with ``new`` Ctrl+N answers with the
typed words, for making a new one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from storage.rules.fold import fold
from tui_app.i18n.catalogue import _
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField

_KNOWN_BY = 2  # letters of a typed word that must stand in a name before it is shown
Rows = Sequence[Any]
Look = Callable[[str, Callable[[Rows], None]], None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer: the ``key`` of a row, or None with the typed ``words`` for a new one."""

    key: bytes | None
    words: str


class Choose(ModalScreen[Chosen | None]):
    """``title`` is translated; ``draw`` and ``key`` are those of a list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "chosen", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("ctrl+n", "new", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        columns: tuple[Column, ...],
        draw: Callable[[Any], Row],
        key: Callable[[Any], bytes],
        look: Look,
        *,
        new: str = "",
    ) -> None:
        super().__init__()
        self.question = title
        self.look = look
        self.new = new
        self.bare = ""  # said where there is nothing to choose from before anything is typed
        self.list: RecordList[Any] = RecordList(columns, draw, key, empty=_("Nothing found."))

    def compose(self) -> ComposeResult:
        """Yield the words, the rows and the keys."""
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(self.question), markup=False)
            yield TextField(id="choose-words", placeholder=_("type a part of it"))
            yield self.list
            hint = _("Enter chooses, Esc leaves.")
            if self.new:
                hint = f"{hint} Ctrl+N: {self.new}"
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self.query_one(TextField).focus()
        self._look_for_words("")

    @on(TextField.Changed)
    def _narrow(self, event: TextField.Changed) -> None:
        self._look_for_words(event.value)

    def _look_for_words(self, words: str) -> None:
        bare = "" if words.strip() else self.bare
        self.list.empty = bare or _("Nothing found.")
        self.look(words, self.list.show)

    def action_move(self, step: int) -> None:
        """Move the cursor of the list while the words keep the focus."""
        self.list.move_to(self.list.cursor + step)

    def action_chosen(self) -> None:
        """Answer with the row under the cursor."""
        if self.list.current_key is not None:
            self.dismiss(Chosen(self.list.current_key, ""))
        else:
            self.action_new()

    def action_new(self) -> None:
        """Answer with the typed words, where a new one may be made."""
        if self.new:
            self.dismiss(Chosen(None, self.query_one(TextField).value.strip()))

    def action_nothing(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)


def is_known_by(name: str, typed: str) -> bool:
    """Say whether a part of the name has been typed: whoever types it knows it, and may see it."""
    folded = fold(name)
    return any(len(word) >= _KNOWN_BY and word in folded for word in fold(typed).split())
