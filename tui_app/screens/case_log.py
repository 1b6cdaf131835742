"""Case, Log: who opened, changed or handed out what of this case, when and why.

The law: a line says that something was done, never what was read; nobody can take a line out.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from tui_app.commands.cases import CASE_LOG
from tui_app.commands.command import Command
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.changes import CHANGES, change_words
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import date_and_time
from tui_app.plain.words import joined, shown_name
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.listing import Source
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed
    from storage.lines.log import LogEntry

COLUMNS = (
    Column(N_("When"), 15),
    Column(N_("Who"), 8),
    Column(N_("Did"), 19),
    Column(N_("What"), 0),
)


class CaseLogScreen(CaseTab):
    """The fifth tab of a case."""

    commands: ClassVar[tuple[Command, ...]] = CASE_LOG
    here: ClassVar[str] = "log"

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield RecordList(COLUMNS, self.row, lambda line: line.id, empty="…", id="log")

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the first page."""
        del sheet
        desk = self.casebook.log
        lines = partial(desk.lines, case_id=self.case_id)
        source = Source(lines, partial(desk.count, self.case_id))
        self.read_list(self.query_one("#log", RecordList), source)

    def concerns(self, changed: "Changed") -> bool:
        """Read again after anything that touched this case."""
        return self.case_id in changed.scopes

    def row(self, line: "LogEntry") -> Row:
        """Draw a line of the log."""
        return log_cells(line, names=self.host.names_shown)


def log_cells(line: "LogEntry", *, names: bool) -> Row:
    """Draw a line: when, who, did what, to which record and why."""
    detail = change_words(line.detail) if line.detail in CHANGES else line.detail
    if line.what == "unmasked":
        detail = ""  # on which screen: a name of the program's, not a person's word
    reason = _("reason: {reason}").format(reason=line.reason) if line.reason else ""
    what = detail or (choice_word("record", line.kind) if line.kind else "")
    return Row(
        (
            date_and_time(line.at.astimezone()),
            shown_name(line.person, names=names),
            choice_word("log-what", line.what),
            joined((what, reason)),
        )
    )
