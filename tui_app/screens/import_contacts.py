"""Bringing in an address book: a file is chosen, looked through, and brought in as one change.

The law: reading writes nothing. Each entry says what becomes of it before anything is written;
broken entries stand at the end of the list with their line and the reason; one undo takes all of it
back. Esc stops the reading or the bringing in, and nothing has been written then.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.lines.contacts import ContactBook, ContactLine
from tui_app.commands.bring_in import BRING_IN, KNOWN, READ
from tui_app.commands.command import Command
from tui_app.dialogs.ask_path import AskPath
from tui_app.i18n.catalogue import N_, _
from tui_app.screens.file_names import may_read
from tui_app.screens.import_choices import ADD, FILL, SKIP, Choices, here
from tui_app.screens.import_words import (
    COLUMNS,
    book_words,
    brought_words,
    entry_cells,
    entry_words,
    key_of,
)
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.tab_line import Tab

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.change import Changed
    from tui_app.screens.progress import Progress
    from tui_app.widgets.list_rows import Row

TABS = (
    Tab(1, "all", N_("All entries")), Tab(2, "doubles", N_("Maybe here")),
    Tab(3, "broken", N_("Broken")),
)  # fmt: skip
NO_BOOK = ContactBook((), (), None)


class ImportScreen(NivelScreen):
    """The preview of one address book."""

    commands: ClassVar[tuple[Command, ...]] = BRING_IN
    tabs: ClassVar[tuple[Tab, ...]] = TABS
    AUTO_FOCUS = "#entries"

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.choices = Choices(NO_BOOK)

    def place_text(self) -> str:
        """Say which file."""
        return f"{_('Bring in')} > {self.path.name if self.path else _('an address book')}"

    def compose_body(self) -> ComposeResult:
        """Yield the counts, the list, and the entry under the cursor."""
        empty = _("No entries here.")
        yield Static(id="import-counts", markup=False)
        yield RecordList(COLUMNS, self.row, key_of, empty=empty, id="entries")
        yield Rule(id="import-rule")
        yield Static(id="import-entry", markup=False)

    def on_mount(self) -> None:
        """Begin with the question for the file."""
        self.do_file()

    def load(self) -> None:
        """Show what has been read; the file itself is read once."""
        self._show()

    def concerns(self, changed: "Changed") -> bool:
        """Leave the choices as they are, whatever changes meanwhile."""
        del changed
        return False

    # --- reading -------------------------------------------------------------------------------

    def do_file(self) -> None:
        """Ask for the file."""
        words = _("Which address book? A vCard (.vcf) or a CSV file; it is only read.")
        self.app.push_screen(AskPath(words, may_read), self._read)

    def _read(self, path: Path | None) -> None:
        if path is not None:
            preview = self.casebook.contacts.preview
            self.ask_long(
                lambda progress: preview(path, progress),
                then=lambda book: self._take_book(path, book),
            )
        elif self.path is None:
            super().do_back()

    def _take_book(self, path: Path, book: ContactBook) -> None:
        self.path, self.choices = path, Choices(book)
        self.standing = self.standing.with_fact(READ, holds=bool(book.lines))
        self.entries.move_to(0)
        self._show()

    # --- drawing -------------------------------------------------------------------------------

    @property
    def entries(self) -> "RecordList[Any]":
        """Return the list."""
        return self.query_one("#entries", RecordList)

    def show_tab(self, tab: str) -> None:
        """Show a part of the entries."""
        del tab
        self._show()
        self.entries.focus()

    def _show(self) -> None:
        book = self.choices.book
        lines: tuple[Any, ...] = (*book.lines, *book.broken)
        if self.tab == "doubles":
            lines = tuple(line for line in book.lines if line.doubles)
        elif self.tab == "broken":
            lines = book.broken
        self.entries.show(lines)
        self.fill_frame()
        self.tell()

    def row(self, line: Any) -> "Row":  # noqa: ANN401 - an entry or a broken one
        """Draw an entry."""
        return entry_cells(line, self.choices, names=self.host.names_shown)

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell the entry under the cursor, and the counts."""
        line = self.entries.current
        known = isinstance(line, ContactLine) and bool(here(line))
        self.standing = self.standing.with_fact(KNOWN, holds=known)
        words = entry_words(line, self.choices)
        self.query_one("#import-entry", Static).update(Content(words))
        counts = book_words(self.choices.book, self.choices) if self.path else ""
        self.query_one("#import-counts", Static).update(Content(counts))

    def _redraw(self) -> None:
        self.entries.redraw()
        self.tell()

    # --- choosing ------------------------------------------------------------------------------

    def _chosen(self) -> list[ContactLine]:
        """Return the marked entries, or the one under the cursor."""
        marked = self.entries.marked
        lines = [line for line in self.choices.book.lines if key_of(line) in marked]
        here_now = self.entries.current
        if not marked and isinstance(here_now, ContactLine):
            lines = [here_now]
        return lines

    def _choose(self, choice: str) -> None:
        lines = self._chosen()
        self.choices.choose(lines, choice)
        if not self.entries.marked:
            self.entries.move_to(self.entries.cursor + 1)
        self.entries.marked.clear()
        self._redraw()

    def do_add(self) -> None:
        """Add them."""
        self._choose(ADD)

    def do_skip(self) -> None:
        """Leave them out."""
        self._choose(SKIP)

    def do_fill(self) -> None:
        """Fill them into the people who are here."""
        self._choose(FILL)

    def do_change(self) -> None:
        """Go to the next choice of the entry under the cursor."""
        if isinstance(line := self.entries.current, ContactLine):
            self.choices.change(line)
            self._redraw()

    def do_who(self) -> None:
        """Go to the next person whom the entry may be."""
        if isinstance(line := self.entries.current, ContactLine):
            self.choices.next_person(line)
            self._redraw()

    # --- bringing in ---------------------------------------------------------------------------

    def do_finish(self) -> None:
        """Bring in what is chosen, as one change."""
        if len(self.choices.skipped()) == len(self.choices.book.lines):
            self.say(_("Nothing is chosen to be brought in."))
            return
        self.ask_long(accept, self.casebook, self.choices, then=self._brought)

    def _brought(self, written: int) -> None:
        left = len(self.choices.book.lines) - written
        self.standing = self.standing.with_fact(READ, holds=False)
        super().do_back()
        if isinstance(self.app.screen, NivelScreen):
            self.app.screen.say(brought_words(written, left))


def accept(progress: "Progress", casebook: "Casebook", choices: Choices) -> int:
    """Write what was chosen; runs in a thread. Returns how many entries were written."""
    from storage.casebook.contacts import Verdict

    decisions: dict[int, Verdict | bytes] = dict.fromkeys(choices.skipped(), Verdict.SKIP)
    decisions.update(choices.filled())
    return len(casebook.contacts.accept(choices.book, decisions, progress))
