"""Choose who of the network is asked to come; the client's wish stands beside each.

The law: a wish not to invite has the sign ``!``; nobody is marked beforehand.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from storage.lines.network import TieLine
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.plain.words import joined
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList

COLUMNS = (Column(N_("Who"), 8), Column(N_("Role"), 0), Column(N_("The client's wish"), 24))
NAMED = (Column(N_("Who"), 20), *COLUMNS[1:])


class Invite(ModalScreen[tuple[TieLine, ...]]):
    """``ties`` are those who do not take part yet; answers the marked ones."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "chosen", show=False, priority=True),
        Binding("space", "mark", show=False, priority=True),
    ]

    def __init__(self, ties: tuple[TieLine, ...], *, names: bool) -> None:
        super().__init__()
        self.ties = ties
        self.names = names
        empty = _("Everyone of the network takes part already. Add people in the case's network.")
        columns = NAMED if names else COLUMNS
        self.list: RecordList[TieLine] = RecordList(
            columns, self.row, lambda tie: tie.id, empty=empty
        )

    def compose(self) -> ComposeResult:
        """Yield the people and the keys."""
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(_("Who is asked to come?")), markup=False)
            yield self.list
            hint = _("Space marks, Enter adds those marked, Esc leaves. ! the client wishes not.")
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show the people."""
        self.list.show(self.ties)
        self.list.focus()

    def row(self, tie: TieLine) -> Row:
        """Draw one of the network."""
        sign = "!" if tie.wish == "not-invite" else ""
        name = tie.name if self.names else tie.initials
        return Row(
            (name, joined((tie.role, tie.organisation)), choice_word("wish", tie.wish)), sign=sign
        )

    def action_mark(self) -> None:
        """Mark the one under the cursor."""
        self.list.mark()

    def action_chosen(self) -> None:
        """Answer with those marked, or the one under the cursor."""
        keys = self.list.chosen_keys
        self.dismiss(tuple(tie for tie in self.ties if tie.id in keys))

    def action_nothing(self) -> None:
        """Answer with nobody."""
        self.dismiss(())
