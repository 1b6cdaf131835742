"""People: the office's directory in two tabs, the people and the organisations.

The law: masked until F4 or until a part of the name is typed; each tab keeps its cursor and its
filter. Private people of a case are not here, they stand in their case.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.people import PEOPLE as COMMANDS
from tui_app.i18n.catalogue import N_, _
from tui_app.screens.listing import Source
from tui_app.screens.messages import Open
from tui_app.screens.people_words import (
    ORGANISATIONS,
    PEOPLE,
    organisation_cells,
    organisation_words,
    person_cells,
    person_words,
)
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.tab_line import Tab
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.change import Changed
    from storage.lines.people import PersonLine
    from tui_app.widgets.list_rows import Row

TABS = (Tab(1, "people", N_("People")), Tab(2, "organisations", N_("Organisations")))
KINDS = {"people": "person", "organisations": "organisation"}


class PeopleScreen(NivelScreen):
    """Two lists, of which one is shown."""

    commands: ClassVar[tuple[Command, ...]] = COMMANDS
    tabs: ClassVar[tuple[Tab, ...]] = TABS
    AUTO_FOCUS = "#people"

    def place_text(self) -> str:
        """Say which of the two is shown."""
        return _("Organisations") if self.tab == "organisations" else _("People")

    def compose_body(self) -> ComposeResult:
        """Yield the lists and the words about the row under the cursor."""
        nobody = _("Nobody yet. Press n to add a person, i to bring in an address book.")
        none = _("No organisations yet. Press n to add one.")
        yield RecordList(PEOPLE, self.row, lambda line: line.id, empty=nobody, id="people")
        yield RecordList(
            ORGANISATIONS, organisation_cells, lambda line: line.id, empty=none, id="organisations"
        )
        yield Rule(id="people-rule")
        yield Static(id="people-words", markup=False)

    @property
    def shown(self) -> "RecordList[Any]":
        """Return the list of the tab."""
        return self.query_one(f"#{self.tab or 'people'}", RecordList)

    def list_in_hand(self) -> "RecordList[Any]":
        """Return the list of the tab, whichever part has the cursor."""
        return self.shown

    def load(self) -> None:
        """Read both lists' pages in hand."""
        people, organisations = self.casebook.people, self.casebook.organisations
        pick = partial(_pick, self.casebook)
        self.read_list(
            self.query_one("#people", RecordList), Source(people.lines, people.count, pick)
        )
        self.read_list(
            self.query_one("#organisations", RecordList),
            Source(organisations.lines, organisations.count, organisations.pick),
        )
        self._show_one()

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a row may have changed."""
        return bool(changed.kinds & {"person", "organisation"})

    def _show_one(self) -> None:
        for record_list in self.query(RecordList):
            record_list.display = record_list is self.shown

    def show_tab(self, tab: str) -> None:
        """Show the other list, with its own filter."""
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
        if self.tab == "organisations":
            words = organisation_words(line)
        else:
            words = person_words(line, self.shown.words, names=self.host.names_shown)
        self.query_one("#people-words", Static).update(Content(words))

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Chosen)
    def do_edit(self) -> None:
        """Open the form of the row under the cursor."""
        if (key := self.shown.current_key) is not None:
            self.post_message(Open(KINDS[self.tab], key))

    def do_new(self) -> None:
        """Ask for a new person or organisation."""
        self.post_message(Open(f"new-{KINDS[self.tab]}"))

    def do_bring_in(self) -> None:
        """Go to bringing in an address book."""
        self.post_message(Open("bring-in"))

    def do_remove(self) -> None:
        """Remove what is marked, in one change with one undo."""
        keys, kind = self.shown.chosen_keys, KINDS[self.tab]
        if keys:
            self.shown.marked.clear()
            self.ask(remove, self.casebook, kind, keys)

    def do_back(self) -> None:
        """End the filter, or go out to Today."""
        if not (self.stop_work() or self.end_filter()):
            self.post_message(Open("today"))


def remove(casebook: "Casebook", kind: str, keys: tuple[bytes, ...]) -> None:
    """Remove people or organisations; runs in the casebook's thread."""
    desk = casebook.people if kind == "person" else casebook.organisations
    with casebook.change(f"{kind}.remove"):
        for key in keys:
            desk.remove(key)


def _pick(casebook: "Casebook", words: str, limit: int) -> "tuple[PersonLine, ...]":
    return casebook.people.pick(words, limit=limit)
