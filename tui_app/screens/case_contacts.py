"""Case, Contacts: when and how the client was reached, or was not, the newest first.

The law: when it happened stands first; a late entry says when it was written. Under the list stand
the words of the row in hand, whole.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.cases import CASE_CONTACTS
from tui_app.commands.command import Command
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.contact_log import entered_words, way_words, when_words
from tui_app.plain.words import flat, joined, shown_name
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.listing import Source
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed
    from storage.lines.contact_attempts import ContactAttemptLine

COLUMNS = (
    Column(N_("When"), 17),
    Column(N_("How"), 16),
    Column(N_("Who"), 6),
    Column(N_("Words"), 0),
)


class CaseContactsScreen(CaseTab):
    """The contact log of a case."""

    commands: ClassVar[tuple[Command, ...]] = CASE_CONTACTS
    here: ClassVar[str] = "contacts"

    def compose_body(self) -> ComposeResult:
        """Yield the list and the words of one."""
        empty = _("No contact has been written down yet. Press n: called, met, letter.")
        yield RecordList(COLUMNS, self.row, lambda line: line.id, empty=empty, id="contacts")
        yield Rule(classes="rule")
        yield Static(id="contact-preview", markup=False)

    @property
    def contacts(self) -> "RecordList[ContactAttemptLine]":
        """Return the list."""
        return self.query_one("#contacts", RecordList)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the first page."""
        del sheet
        desk = self.casebook.contact_attempts
        source = Source(partial(desk.lines, self.case_id), partial(desk.count, self.case_id))
        self.read_list(self.contacts, source)

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case."""
        return self.own_change(changed.kinds, changed.scopes)

    def row(self, line: "ContactAttemptLine") -> Row:
        """Draw a contact."""
        names = self.host.names_shown
        whom = shown_name(line.person, names=names)
        words = joined((whom, entered_words(line), flat(line.words)))
        return Row((when_words(line), way_words(line), shown_name(line.by, names=names), words))

    @on(RecordList.Moved)
    def preview(self) -> None:
        """Say the words under the cursor in full."""
        line = self.contacts.current
        self.query_one("#contact-preview", Static).update(Content(line.words if line else ""))

    def do_new(self) -> None:
        """Write a contact of this case down."""
        self.do_log_contact()

    def do_remove(self) -> None:
        """Take back one that was written by mistake."""
        if (key := self.contacts.current_key) is not None:
            self.ask(self.casebook.contact_attempts.remove, key)
