"""Case, Sharing: on what basis something may go out, what bars it, who is protected, what went out.

The law: a withdrawal takes one key and works at once, also in the middle of a meeting; nothing is
deleted here. What went out lately stands below, without a word of its content.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.lines.delivery import ShareLine
from storage.lines.sharing import DisclosureLine, SharingLines
from tui_app.commands.command import Command
from tui_app.commands.sharing import IN_FORCE, ON_BASIS, SHARING
from tui_app.i18n.catalogue import _
from tui_app.i18n.cells import cut
from tui_app.plain.sharing import short_row
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.messages import Open
from tui_app.screens.sharing_words import COLUMNS, SharingRow, sharing_cells, sharing_rows
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed

LATELY, LATELY_CELLS = 4, 78
Found = tuple[SharingLines, tuple[ShareLine, ...], tuple[DisclosureLine, ...]]


class CaseSharingScreen(CaseTab):
    """The sixth tab of a case."""

    commands: ClassVar[tuple[Command, ...]] = SHARING
    here: ClassVar[str] = "sharing"

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.found: Found | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the list, the words about one row, and what went out lately."""
        empty = _("Nothing yet. n records a basis, b a prohibition, p protects a person.")
        yield RecordList(COLUMNS, sharing_cells, lambda row: row.id, empty=empty, id="sharing")
        yield Rule(id="sharing-rule")
        yield Static(id="sharing-words", markup=False)
        yield Rule(id="lately-rule")
        yield Static(id="lately-words", markup=False)

    @property
    def rows(self) -> "RecordList[SharingRow]":
        """Return the list."""
        return self.query_one("#sharing", RecordList)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the sharing of the case."""
        del sheet
        self.ask(self._read, then=self._show)

    def _read(self) -> Found:
        book = self.casebook
        sheet = book.bases.sheet(self.case_id, self.today)
        shares = book.shares.lines(self.case_id)
        return sheet, shares, book.disclosures.lines(0, LATELY, case_id=self.case_id)

    def _show(self, found: Found) -> None:
        self.found = found
        names = self.host.names_shown
        sheet, shares, gone = found
        self.rows.show(sharing_rows(sheet, shares, self.today, names=names))
        self.query_one("#lately-rule", Rule).title = _("Went out lately")
        lately = [cut(short_row(line, names=names), LATELY_CELLS) for line in gone]
        words = "\n".join(lately) or _("Nothing of this case has gone out.")
        self.query_one("#lately-words", Static).update(Content(words))
        self.tell()

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case."""
        return self.case_id in changed.scopes and bool(changed.kinds - {"log-line"})

    def names_changed(self) -> None:
        """Word the rows again: names stand in them."""
        super().names_changed()
        if self.found is not None:
            self._show(self.found)

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell everything about the row under the cursor."""
        row = self.rows.current
        self.query_one("#sharing-rule", Rule).title = "" if row is None else row.cells[0]
        self.query_one("#sharing-words", Static).update(Content("" if row is None else row.told))
        standing = self.standing.with_fact(IN_FORCE, holds=row is not None and row.is_live)
        is_basis = row is not None and row.kind == "basis"
        self.standing = standing.with_fact(ON_BASIS, holds=is_basis)

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Chosen)
    def do_open(self) -> None:
        """Open the basis under the cursor."""
        row = self.rows.current
        if row is not None and row.kind == "basis":
            self.post_message(Open("basis", row.id))

    def do_basis(self) -> None:
        """Record a basis."""
        self.post_message(Open("new-basis", self.case_id))

    def do_share(self) -> None:
        """Share parts of the case."""
        self.post_message(Open("new-share", self.case_id))

    def do_bar(self) -> None:
        """Record a bar on disclosure."""
        self.post_message(Open("new-bar", self.case_id))

    def do_protect(self) -> None:
        """Record that a person is protected."""
        self.post_message(Open("new-protection", self.case_id))

    def do_partner(self) -> None:
        """Seal papers for a partner without Nivel."""
        self.post_message(Open("partner", self.case_id))

    def do_travel(self) -> None:
        """Go to the travel packs of the case."""
        self.post_message(Open("travel", self.case_id))

    def do_withdraw(self) -> None:
        """Take back what is under the cursor."""
        row, desk = self.rows.current, self.casebook.bases
        ways: dict[str, Callable[[bytes], None]] = {
            "basis": desk.withdraw,
            "bar": desk.lift_bar,
            "protection": desk.unprotect,
            "share": self.casebook.shares.withdraw,
        }
        if row is not None and row.is_live and row.kind in ways:
            said = _("Withdrawn: nothing more goes. What went is below, and stays there.")
            then = (lambda _none: self.say(said)) if row.kind == "share" else None
            self.ask(ways[row.kind], row.id, then=then)

    def do_log(self) -> None:
        """Show the whole disclosure log of the case."""
        self.post_message(Open("case", self.case_id, "log.disclosed", instead=True))

    def do_copy(self) -> None:
        """Write the client's own copy."""
        self.post_message(Open("own-copy", self.case_id))
