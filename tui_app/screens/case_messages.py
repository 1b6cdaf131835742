"""Case, Messages: what was written about this client, and what was filed to the record of it.

The law: a message belongs to the person who wrote or got it; what is filed belongs to the case, and
says each time whether its proof still holds.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult

from tui_app.commands.command import Command
from tui_app.commands.mailbox import CASE_MESSAGES
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import full_date
from tui_app.plain.words import shown_name
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.listing import Source
from tui_app.screens.mailbox_words import CASE_COLUMNS, case_row
from tui_app.screens.messages import Open
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.panel import Panel
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed
    from storage.lines.messages import MessageLine, NoteLine

NOTES = (
    Column(N_("Filed"), 11), Column(N_("By"), 8), Column(N_("Sender"), 14), Column(N_("About"), 0),
    Column(N_("Proof"), 12),
)  # fmt: skip


class CaseMessagesScreen(CaseTab):
    """The seventh tab of a case."""

    commands: ClassVar[tuple[Command, ...]] = CASE_MESSAGES
    here: ClassVar[str] = "messages"

    def compose_body(self) -> ComposeResult:
        """Yield the two lists."""
        with Panel(_("Messages about this client"), id="case-messages-part"):
            empty = _("No messages. n writes one.")
            yield RecordList(
                CASE_COLUMNS, self.row, lambda line: line.id, empty=empty, id="case-messages"
            )
        with Panel(_("Filed to the record"), id="notes-part"):
            empty = _("Nothing filed. A message is filed from its thread (f).")
            yield RecordList(NOTES, self.note_row, lambda line: line.id, empty=empty, id="notes")

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read both."""
        del sheet
        desk = self.casebook.messages
        lines = partial(desk.lines, "all", case_id=self.case_id)
        count = partial(desk.count, "all", case_id=self.case_id)
        self.read_list(self.query_one("#case-messages", RecordList), Source(lines, count))
        self.ask(self.casebook.keeping.notes, self.case_id, then=self._show_notes)

    def _show_notes(self, notes: "tuple[NoteLine, ...]") -> None:
        self.query_one("#notes", RecordList).show(notes)

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of messages, or of this case."""
        return "message" in changed.kinds or self.own_change(changed.kinds, changed.scopes)

    def row(self, line: "MessageLine") -> Row:
        """Draw a message."""
        return case_row(line, self.today, names=self.host.names_shown)

    def note_row(self, line: "NoteLine") -> Row:
        """Draw what was filed."""
        names = self.host.names_shown
        filed = full_date(line.filed_at.astimezone().date()) if line.filed_at else ""
        proof = _("holds") if line.is_proved else _("BROKEN")
        cells = (
            filed,
            shown_name(line.filed_by, names=names),
            shown_name(line.author, names=names),
            line.title or " ".join(line.text.split()),
            proof,
        )
        return Row(cells, sign="" if line.is_proved else "!")

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Open the message or what was filed."""
        line: Any = event.record_list.current
        if line is not None:
            place = "note" if event.record_list.id == "notes" else "thread"
            self.post_message(Open(place, line.id))

    def do_new(self) -> None:
        """Write a message about this client."""
        self.post_message(Open("letter-about", self.case_id))
