"""Messages: what came in, what was sent, what is being written, what waits to go out.

The law: a list tells who, when and what about; the text is shown where it is opened, and opening is
logged. Nothing leaves this computer here: what was sent waits for the next exchange, and the screen
says how much waits.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.mailbox import MAILBOX
from tui_app.dialogs.confirm import Confirm
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.screens.listing import Source
from tui_app.screens.mailbox_words import COLUMNS, SENT, message_row
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.tab_line import Tab

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.messages import MessageCounts, MessageLine
    from tui_app.widgets.list_rows import Row

BOXES = {"inbox": "in", "sent": "out", "drafts": "draft"}


class MailboxScreen(NivelScreen):
    """The boxes of messages."""

    commands: ClassVar[tuple[Command, ...]] = MAILBOX
    tabs: ClassVar[tuple[Tab, ...]] = (
        Tab(1, "inbox", N_("Inbox")),
        Tab(2, "sent", N_("Sent")),
        Tab(3, "drafts", N_("Drafts")),
    )

    def __init__(self) -> None:
        super().__init__()
        self.set_reactive(NivelScreen.tab, "inbox")

    def place_text(self) -> str:
        """Say what this is."""
        return _("Messages")

    def compose_body(self) -> ComposeResult:
        """Yield the list, and what waits."""
        empty = _("No messages here. n writes one.")
        yield RecordList(COLUMNS, self.row, lambda line: line.id, empty=empty, id="messages")
        yield Rule(classes="rule")
        yield Static(id="messages-preview", markup=False)

    @property
    def list(self) -> "RecordList[Any]":
        """Return the list."""
        return self.query_one("#messages", RecordList)

    def load(self) -> None:
        """Read the box in hand and the numbers."""
        self.list.columns = COLUMNS if self.tab == "inbox" else SENT
        desk, box = self.casebook.messages, BOXES[self.tab]

        def pick(words: str, limit: int) -> "tuple[MessageLine, ...]":
            return desk.pick(words, limit, box=box)

        source = Source(partial(desk.lines, box), partial(desk.count, box), pick)
        self.read_list(self.list, source)
        self.ask(desk.counts, then=self._counted)

    def _counted(self, counts: "MessageCounts") -> None:
        said = []
        if counts.unread:
            words = ngettext("{count} new message.", "{count} new messages.", counts.unread)
            said.append(words.format(count=counts.unread))
        if counts.waiting:
            words = ngettext(
                "{count} message leaves with the next exchange (g e).",
                "{count} messages leave with the next exchange (g e).",
                counts.waiting,
            )
            said.append(words.format(count=counts.waiting))
        self.query_one("#messages-preview", Static).update(Content(" ".join(said)))

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a message or a key may have changed."""
        return bool(changed.kinds & {"message", "thread", "correspondent", "case"})

    def show_tab(self, tab: str) -> None:
        """Show another box."""
        del tab
        self.list.move_to(0)
        self.load()

    def row(self, line: "MessageLine") -> "Row":
        """Draw a row."""
        return message_row(line, self.host.clock.now().date(), names=self.host.names_shown)

    def current(self) -> "MessageLine | None":
        """Return the message under the cursor."""
        return self.list.current

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Chosen)
    def opened(self) -> None:
        """Open the thread, or go on with the draft."""
        if (line := self.current()) is not None:
            self.post_message(Open("letter" if line.box == "draft" else "thread", line.id))

    def do_new(self) -> None:
        """Write a message."""
        self.post_message(Open("new-letter"))

    def do_reply(self) -> None:
        """Answer."""
        line = self.current()
        if line is not None and line.box != "draft":
            self.post_message(Open("reply", line.id))

    def do_unread(self) -> None:
        """Mark as unread."""
        line = self.current()
        if line is not None and line.box == "in":
            self.ask(self.casebook.messages.mark_unread, line.id)

    def do_delete(self) -> None:
        """Erase a copy after asking, or drop a draft."""
        line = self.current()
        if line is None:
            return
        if line.box == "draft":
            self.ask(self.casebook.posting.drop_draft, line.id)
            return
        question = _("Erase your own copy for good? Others keep theirs. This cannot be undone.")
        erase = partial(self._erase, line.id)
        self.app.push_screen(Confirm(question, _("Erase")), erase)

    def _erase(self, message_id: bytes, sure: bool | None) -> None:  # noqa: FBT001 — a dialog's answer
        if sure:
            self.ask(self.casebook.keeping.delete, message_id, self.host.clock.now().date())
