"""Exchange, third tab: edit conflicts. What the tabs of Exchange share stands here too.

The law: a conflict is never decided by a clock; it waits here until a person decides, and deciding
later loses nothing. Each tab is a screen of its own. The first tab is the mode's own screen, which
Textual cannot take away, so the others lie on it, one at a time.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.exchange import CONFLICTS
from tui_app.i18n.catalogue import N_, _
from tui_app.screens.conflict_words import COLUMNS, conflict_cells, key_of
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.tab_line import Tab

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.conflicts import ConflictLine
    from tui_app.widgets.list_rows import Row

EXCHANGE_TABS = (
    Tab(1, "now", N_("Now")),
    Tab(2, "history", N_("History")),
    Tab(3, "conflicts", N_("Conflicts")),
    Tab(4, "people", N_("People and devices")),
    Tab(5, "device", N_("Device")),
    Tab(6, "backup", N_("Backup")),
    Tab(7, "changes", N_("Changes file")),
)
FIRST = "now"
"""The tab that is the mode's own screen."""


class ExchangeTab(NivelScreen):
    """One tab of Exchange. ``here`` is its id."""

    tabs: ClassVar[tuple[Tab, ...]] = EXCHANGE_TABS
    here: ClassVar[str] = ""

    def on_mount(self) -> None:
        """Stand on this tab."""
        self.start_at(self.here)

    @property
    def is_at_home(self) -> bool:
        """Tell whether this stands on the mode's own screen, not on a page that led here."""
        return self.app.current_mode == "exchange"

    def show_tab(self, tab: str) -> None:
        """Go to another tab, in place of this one."""
        if tab == self.here:
            return
        self.stop_work()
        if tab == FIRST and self.is_at_home:
            self.app.pop_screen()
        elif tab == FIRST:
            self.app.pop_screen()
            self.post_message(Open("exchange"))
        else:
            above = self.here != FIRST or not self.is_at_home
            self.post_message(Open("exchange", detail=tab, instead=above))
        self.set_reactive(NivelScreen.tab, self.here)

    def do_back(self) -> None:
        """Stop long work, or go out: to Today, or to where one came from."""
        if self.stop_work() or self.end_filter():
            return
        if self.is_at_home:
            self.post_message(Open("today"))
        else:
            self.app.pop_screen()


class ExchangeScreen(ExchangeTab):
    """The list of edit conflicts."""

    commands: ClassVar[tuple[Command, ...]] = CONFLICTS
    here: ClassVar[str] = "conflicts"

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Exchange')} > {_('Edit conflicts')}"

    def compose_body(self) -> ComposeResult:
        """Yield the list and what a conflict is."""
        empty = _("No edit conflicts. Nothing waits for a decision.")
        yield RecordList(COLUMNS, self.row, key_of, empty=empty, id="conflicts")
        words = _(
            "Two devices wrote the same thing apart. Both are kept until a person decides; Enter "
            "shows them next to each other."
        )
        yield Static(Content(words), classes="hint", id="conflicts-words", markup=False)

    def load(self) -> None:
        """Read the conflicts."""
        self.ask(self.casebook.conflicts.lines, then=self._listed)

    def _listed(self, lines: "tuple[ConflictLine, ...]") -> None:
        self.query_one("#conflicts", RecordList).show(lines)
        self.query_one("#conflicts-words").display = bool(lines)

    def row(self, line: "ConflictLine") -> "Row":
        """Draw a conflict."""
        return conflict_cells(line, names=self.host.names_shown)

    def concerns(self, changed: "Changed") -> bool:
        """Any change may begin or end a conflict."""
        return bool(changed.kinds - {"log-line"})

    @on(RecordList.Chosen)
    def chosen(self, event: RecordList.Chosen) -> None:
        """Go to the conflict."""
        line = event.record_list.current
        if line is not None:
            self.post_message(Open("conflict", line.record_id, line.group))
