"""People: the office's directory in four tabs: people, organisations, services, practice cards.

The law: masked until F4 or until a part of the name is typed; each tab keeps its cursor and its
filter. Private people of a case are not here, they stand in their case.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.people import CAN_CHECK
from tui_app.commands.people import PEOPLE as COMMANDS
from tui_app.i18n.catalogue import _
from tui_app.screens.merge_asking import MergeAsking
from tui_app.screens.messages import Open
from tui_app.screens.people_lists import CHECKED, LISTS, OF_TAB, Listed, remove, source_of
from tui_app.screens.people_words import person_cells, person_words
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.tab_line import Tab
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.people import PersonLine
    from tui_app.widgets.list_rows import Row


class PeopleScreen(MergeAsking):
    """Four lists, of which one is shown."""

    commands: ClassVar[tuple[Command, ...]] = COMMANDS
    tabs: ClassVar[tuple[Tab, ...]] = tuple(listed.tab for listed in LISTS)
    AUTO_FOCUS = "#people"

    def place_text(self) -> str:
        """Say which of them is shown."""
        return _(self.listed.tab.label)

    def compose_body(self) -> ComposeResult:
        """Yield the lists and the words about the row under the cursor."""
        for listed in LISTS:
            draw = listed.cells or self.row
            yield RecordList(
                listed.columns, draw, lambda line: line.id, empty=_(listed.empty), id=listed.tab.id
            )
        yield Rule(id="people-rule")
        yield Static(id="people-words", markup=False)

    @property
    def listed(self) -> Listed:
        """Return what belongs to the tab."""
        return OF_TAB[self.tab or "people"]

    @property
    def shown(self) -> "RecordList[Any]":
        """Return the list of the tab."""
        return self.query_one(f"#{self.listed.tab.id}", RecordList)

    def list_in_hand(self) -> "RecordList[Any]":
        """Return the list of the tab, whichever part has the cursor."""
        return self.shown

    def load(self) -> None:
        """Read the pages in hand of all lists."""
        for listed in LISTS:
            name = listed.tab.id
            self.read_list(self.query_one(f"#{name}", RecordList), source_of(self.casebook, name))
        self._show_one()

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a row may have changed."""
        return bool(changed.kinds & {listed.kind for listed in LISTS})

    def _show_one(self) -> None:
        for record_list in self.query(RecordList):
            record_list.display = record_list is self.shown
        is_checked = self.listed.tab.id in CHECKED
        self.query_one("#people-words").set_class(is_checked, "-tall")
        self.standing = self.standing.with_fact(CAN_CHECK, holds=is_checked)

    def show_tab(self, tab: str) -> None:
        """Show another list, with its own filter."""
        del tab
        words = self.shown.words
        field = self.query_one("#filter", TextField)
        field.set_class(bool(words), "-open")
        field.value = words
        self._show_one()
        self.shown.focus()
        self.tell()

    # --- drawing -------------------------------------------------------------------------------

    def row(self, line: "PersonLine") -> "Row":
        """Draw a person."""
        typed = self.query_one("#people", RecordList).words
        return person_cells(line, typed, names=self.host.names_shown)

    def names_changed(self) -> None:
        """Show or mask, in the words too."""
        super().names_changed()
        self.tell()

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell the row under the cursor."""
        line: Any = self.shown.current
        if self.listed.words is not None:
            words = self.listed.words(line)
        else:
            words = person_words(line, self.shown.words, names=self.host.names_shown)
        self.query_one("#people-words", Static).update(Content(words))

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Chosen)
    def do_edit(self) -> None:
        """Open the form of the row under the cursor."""
        if (key := self.shown.current_key) is not None:
            self.post_message(Open(self.listed.kind, key))

    def do_new(self) -> None:
        """Ask for a new record of the tab."""
        self.post_message(Open(f"new-{self.listed.kind}"))

    def do_bring_in(self) -> None:
        """Go to bringing in an address book, or what Nivel knows of services and ways."""
        self.post_message(Open("seed" if self.listed.tab.id in CHECKED else "bring-in"))

    def do_check(self) -> None:
        """Write that what is marked was checked today, in one change with one undo."""
        keys, today = self.shown.chosen_keys, self.host.clock.now().date()
        if keys:
            self.shown.marked.clear()
            desk = getattr(self.casebook, self.listed.desk)
            self.ask(lambda: desk.mark_checked(*keys, today=today))

    def do_merge(self) -> None:
        """Ask whether the two that are marked are one; with one row, with which other."""
        keys, kind = self.shown.chosen_keys, self.listed.kind
        if len(keys) == 1:
            self.ask_whom(kind, keys[0])
        elif len(keys) == 2:  # noqa: PLR2004 - two become one
            self.shown.marked.clear()
            self.ask_merge(kind, *keys)
        else:
            self.say(_("Mark two rows with Space, not more."))

    def do_doubles(self) -> None:
        """Go to who may be doubled, and what was merged."""
        self.post_message(Open("doubles"))

    def do_remove(self) -> None:
        """Remove what is marked, in one change with one undo."""
        keys = self.shown.chosen_keys
        if keys:
            self.shown.marked.clear()
            self.ask(remove, self.casebook, self.listed.kind, keys)

    def do_back(self) -> None:
        """End the filter, or go out to Today."""
        if not (self.stop_work() or self.end_filter()):
            self.post_message(Open("today"))
