"""The circle of a thread: who reads it, how far the message has come to each, letting in and out.

The law: only a leader changes the circle; who is let in reads what is written from then on, never
what was written before; who is let out keeps what they have, and the screen says so.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.mailbox import CIRCLE
from tui_app.dialogs.confirm import Confirm
from tui_app.dialogs.correspondent_picker import CorrespondentPicker
from tui_app.i18n.catalogue import _
from tui_app.plain.words import shown_name
from tui_app.screens.mailbox_words import MEMBERS, member_row
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.messages import MemberLine
    from tui_app.dialogs.choose import Chosen
    from tui_app.widgets.list_rows import Row

NEXT_PART = {"writer": "reader", "reader": "leader", "leader": "writer"}


class CircleScreen(NivelScreen):
    """The circle of the message ``message_id``."""

    commands: ClassVar[tuple[Command, ...]] = CIRCLE
    AUTO_FOCUS = "#members"

    def __init__(self, message_id: bytes) -> None:
        super().__init__()
        self.message_id = message_id
        self.thread_id: bytes | None = None

    def place_text(self) -> str:
        """Say what this is."""
        return f"{_('Messages')} > {_('Circle')}"

    def compose_body(self) -> ComposeResult:
        """Yield the people and what letting in and out means."""
        yield RecordList(MEMBERS, self.row, lambda line: line.root, id="members")
        words = _(
            "Who is let in reads what is written from now on, not what was written before. Who is "
            "let out keeps what has come to them."
        )
        yield Static(Content(words), classes="hint told", markup=False)

    def load(self) -> None:
        """Read the message and its circle."""
        self.ask(self._read, then=self._show)

    def _read(self) -> "tuple[bytes, tuple[MemberLine, ...]]":
        desk = self.casebook.messages
        return desk.line(self.message_id).thread_id, desk.circle(self.message_id)

    def _show(self, found: "tuple[bytes, tuple[MemberLine, ...]]") -> None:
        self.thread_id, lines = found
        self.query_one("#members", RecordList).show(lines)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when the circle or a key may have changed."""
        return bool(changed.kinds & {"thread", "message", "correspondent"})

    def row(self, line: "MemberLine") -> "Row":
        """Draw one of them."""
        return member_row(line, names=self.host.names_shown)

    def do_add(self) -> None:
        """Choose who is let in."""
        look = self.looker(self.casebook.cards.pick)
        self.app.push_screen(CorrespondentPicker(_("Let whom in?"), look), self._let_in)

    def _let_in(self, chosen: "Chosen | None") -> None:
        if chosen is not None and chosen.key is not None and self.thread_id is not None:
            change = self.casebook.posting.change_circle
            self.ask(partial(change, self.thread_id, add=(chosen.key,)))

    def do_part(self) -> None:
        """Give the one under the cursor the next part."""
        line = self.query_one("#members", RecordList).current
        if line is None or line.is_me or self.thread_id is None:
            self.say(_("Your own part is changed by another who leads."))
            return
        part = NEXT_PART.get(line.role, "reader")
        change = self.casebook.posting.change_circle
        self.ask(partial(change, self.thread_id, parts={line.root: part}))

    def do_remove(self) -> None:
        """Let the one under the cursor out, after asking."""
        line = self.query_one("#members", RecordList).current
        if line is None or line.is_me:
            self.say(_("You cannot let yourself out."))
            return
        name = shown_name(line.name, names=self.host.names_shown)
        question = _("Let {name} out of the circle? They keep what has come to them.")
        dialog = Confirm(question.format(name=name), _("Let out"))
        self.app.push_screen(dialog, partial(self._let_out, line.root))

    def _let_out(self, root: bytes, sure: bool | None) -> None:  # noqa: FBT001 — a dialog's answer
        if sure and self.thread_id is not None:
            change = self.casebook.posting.change_circle
            self.ask(partial(change, self.thread_id, remove=(root,)))
