"""Case, Log: who opened, changed or handed out what of this case, when and why; both logs.

The law: a line says that something was done, never what was read; nobody can take a line out. What
was given out without a basis has the sign ``!`` and its reason. How the log is narrowed stands
above it.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.lines.log import BOTH_LOGS, LogFilter
from tui_app.commands.cases import CASE_LOG
from tui_app.commands.command import Command
from tui_app.dialogs.narrow_log import NarrowLog
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.changes import CHANGES, change_words
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import date_and_time
from tui_app.plain.log import did_words, filter_words, gone_words, log_row
from tui_app.plain.words import joined, shown_name
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.listing import Source
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.panel import Rule
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

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.shown = BOTH_LOGS

    def start_at(self, detail: str) -> None:
        """Begin with the disclosure log alone, where that was asked for."""
        if detail == "log.disclosed":
            self.shown = LogFilter(log="disclosed")
        super().start_at(self.here)

    def compose_body(self) -> ComposeResult:
        """Yield how the log is narrowed, and the list."""
        yield Rule(id="log-rule")
        empty = _("No line of the log is like this. Press / to show others.")
        yield RecordList(COLUMNS, self.row, lambda line: line.id, empty=empty, id="log")
        yield Rule()
        yield Static(id="log-words", markup=False)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the first page."""
        del sheet
        desk, shown = self.casebook.log, self.shown
        self.query_one("#log-rule", Rule).title = filter_words(shown, names=self.host.names_shown)
        lines = partial(desk.lines, case_id=self.case_id, shown=shown)
        source = Source(lines, partial(desk.count, self.case_id, shown))
        self.read_list(self.query_one("#log", RecordList), source)

    def concerns(self, changed: "Changed") -> bool:
        """Read again after anything that touched this case."""
        return self.case_id in changed.scopes

    def row(self, line: "LogEntry") -> Row:
        """Draw a line of the log."""
        return log_cells(line, names=self.host.names_shown)

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell the whole line under the cursor."""
        line = self.query_one("#log", RecordList).current
        words = "" if line is None else log_row(line, names=self.host.names_shown)
        self.query_one("#log-words", Static).update(Content(words))

    def names_changed(self) -> None:
        """Word the line again: a name stands in it."""
        super().names_changed()
        self.tell()

    def do_filter(self) -> None:
        """Ask what is shown."""
        people = partial(self.casebook.log.people, self.case_id, BOTH_LOGS)
        self.ask(people, then=self._ask_filter)

    def _ask_filter(self, people: tuple[str, ...]) -> None:
        names = self.host.names_shown
        dialog = NarrowLog(self.shown, people, self.today, names=names)
        self.app.push_screen(dialog, self._narrow)

    def _narrow(self, shown: LogFilter | None) -> None:
        if shown is not None and self.sheet is not None:
            self.shown = shown
            self.show_case(self.sheet)


def log_cells(line: "LogEntry", *, names: bool) -> Row:
    """Draw a line: when, who, did what, to which record and why."""
    when, who = date_and_time(line.at.astimezone()), shown_name(line.person, names=names)
    if line.what == "disclosed":
        gone = gone_words(line, names=names)
        return Row((when, who, did_words(line), gone), sign="!" * bool(line.override))
    detail = change_words(line.detail) if line.detail in CHANGES else line.detail
    if line.what == "unmasked":
        detail = ""  # on which screen: a name of the program's, not a person's word
    reason = _("reason: {reason}").format(reason=line.reason) if line.reason else ""
    what = detail or (choice_word("record", line.kind) if line.kind else "")
    return Row(
        (
            when,
            who,
            did_words(line),
            joined((what, reason)),
        )
    )
