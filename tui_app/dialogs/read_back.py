"""Read back what was agreed: one numbered thing a row, to be said aloud and nodded to.

The law (domain page): agreed, not decided; the client hears each thing in plain words before the
meeting closes. Space marks a thing as heard, Enter says that all of it was read, Esc that it was
not. The list may be seen by everyone in the room, so it holds nothing that is own only.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from storage.lines.meetings import AgreementLine
from tui_app.i18n.catalogue import _
from tui_app.i18n.formats import long_date
from tui_app.plain.words import joined, shown_name
from tui_app.widgets.told_list import ToldList
from tui_app.widgets.told_rows import Block


class ReadBack(ModalScreen[tuple[bytes, ...] | None]):
    """``agreed`` in the order of the meeting; answers the ids of what was heard, None for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "all", show=False, priority=True),
        Binding("space", "heard", show=False, priority=True),
    ]

    def __init__(self, agreed: tuple[AgreementLine, ...], *, names: bool) -> None:
        super().__init__()
        self.agreed = tuple(line for line in agreed if line.tier != "own")
        self.names = names
        self.heard = {line.id for line in agreed if line.read_back}
        self.list = ToldList(empty=_("Nothing has been agreed yet."))

    def compose(self) -> ComposeResult:
        """Yield the list and the keys."""
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(_("What we agreed today")), markup=False)
            yield self.list
            hint = _("Space: heard and right. Enter: all of it was read aloud. Esc: not yet.")
            yield Static(Content(hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show what was agreed."""
        self._show()
        self.list.focus()

    def _show(self) -> None:
        self.list.show(self._block(number, line) for number, line in enumerate(self.agreed, 1))

    def _block(self, number: int, line: AgreementLine) -> Block:
        due = _("by {date}").format(date=long_date(line.due)) if line.due else ""
        who = shown_name(line.doer, names=self.names)
        text = joined((line.text, joined((who, due))), " – ")
        mark = "[x]" if line.id in self.heard else "[ ]"
        return Block(line.id, text, f"{number:>2} {mark} ", space=True)

    def action_heard(self) -> None:
        """Mark the thing under the cursor as heard, or not, and go on to the next."""
        if self.list.current_key is not None:
            self.heard ^= {self.list.current_key}
            place = self.list.cursor
            self._show()
            self.list.move_to(place + 1)

    def action_all(self) -> None:
        """Answer that all of it was read."""
        self.dismiss(tuple(line.id for line in self.agreed))

    def action_nothing(self) -> None:
        """Answer that it was not read."""
        self.dismiss(None)
