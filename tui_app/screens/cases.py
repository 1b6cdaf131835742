"""Cases: who, which phase, when released, what is open. The one under the cursor is told in words.

The law: masked until F4; the list reads pages, never the whole office; own and open cases first,
because they are what a day is made of.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.cases import CASES
from tui_app.commands.command import Command
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.words import who
from tui_app.screens.case_words import MASKED, case_cells, case_columns, case_preview
from tui_app.screens.listing import Source
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.cases import CaseLine
    from storage.lines.change import Changed
    from tui_app.widgets.list_rows import Row

SHOWN = {
    (True, False): N_("own, open"),
    (True, True): N_("own, closed too"),
    (False, False): N_("all, open"),
    (False, True): N_("all, closed too"),
}


class CasesScreen(NivelScreen):
    """The list of cases."""

    commands: ClassVar[tuple[Command, ...]] = CASES

    def __init__(self) -> None:
        super().__init__()
        self.own = True
        self.closed = False

    def place_text(self) -> str:
        """Say which cases are shown."""
        return f"{_('Cases')}: {_(SHOWN[self.own, self.closed])}"

    def compose_body(self) -> ComposeResult:
        """Yield the list and the words about one case."""
        empty = _("No cases yet. Press n: a name is enough.")
        yield RecordList(MASKED, self.row, lambda line: line.id, empty=empty, id="cases")
        yield Rule(id="cases-rule")
        yield Static(id="cases-preview", markup=False)

    @property
    def cases(self) -> "RecordList[CaseLine]":
        """Return the list."""
        return self.query_one("#cases", RecordList)

    def load(self) -> None:
        """Read the page in hand."""
        desk = self.casebook.cases
        shown = {"own": self.own, "closed": self.closed}
        source = Source(partial(desk.lines, **shown), partial(desk.count, **shown), desk.pick)
        self.read_list(self.cases, source)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a row may have changed."""
        return bool(changed.kinds & {"case", "person", "release-date", "action", "meeting"})

    def row(self, line: "CaseLine") -> "Row":
        """Draw a case."""
        today, names = self.host.clock.now().date(), self.host.names_shown
        return case_cells(line, today, self.cases.columns, names=names)

    def names_changed(self) -> None:
        """Give names the room that they need."""
        self.fit_columns()
        self.preview()

    @on(events.Resize)
    def fit_columns(self) -> None:
        """Show as much as the terminal has room for."""
        names = self.host.names_shown
        self.cases.columns = case_columns(self.app.size.width, names=names)
        self.cases.redraw()

    @on(RecordList.Moved)
    def preview(self) -> None:
        """Tell the case under the cursor in words."""
        today, names = self.host.clock.now().date(), self.host.names_shown
        line = self.cases.current
        words = case_preview(line, today, names=names)
        title = "" if line is None else who(line.label, line.name, names=names)
        self.query_one("#cases-rule", Rule).title = title
        self.query_one("#cases-preview", Static).update(Content(words))

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Go to the case."""
        self.post_message(Open("case", event.key))

    def do_new(self) -> None:
        """Ask for a new client."""
        self.post_message(Open("new-case"))

    def do_own(self) -> None:
        """Show own cases, or all."""
        self.own = not self.own
        self._show_others()

    def do_closed(self) -> None:
        """Show closed cases too, or not."""
        self.closed = not self.closed
        self._show_others()

    def _show_others(self) -> None:
        self.cases.move_to(0)
        self.standing = replace(self.standing, rows=0)
        self.watch_tab()
        self.load()
