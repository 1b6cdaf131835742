"""Choose to whom an action item is handed over: somebody of the client's network, or oneself."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import N_, _
from tui_app.plain.words import shown_name
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList


class HandOver(ModalScreen[bytes | None]):
    """Answers the id of who has it from now on, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "answer", show=False, priority=True),
    ]

    def __init__(self, people: Sequence[tuple[bytes, str]], *, names: bool) -> None:
        super().__init__()
        self.people = people
        self.list: RecordList[tuple[bytes, str]] = RecordList(
            (Column(N_("Name"), 0),),
            lambda one: Row((shown_name(one[1], names=names),)),
            lambda one: one[0],
            empty=_("Nobody else is in the network."),
        )

    def compose(self) -> ComposeResult:
        """Yield the question, the people and the keys."""
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(_("Who does it from now on?")), markup=False)
            yield self.list
            yield Static(Content(_("Enter chooses, Esc leaves.")), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show the people."""
        self.list.show(self.people)
        self.list.focus()

    def action_answer(self) -> None:
        """Answer with the person under the cursor."""
        self.dismiss(self.list.current_key)

    def action_nothing(self) -> None:
        """Answer with nobody."""
        self.dismiss(None)
