"""Doubled people and organisations: who may be one, and what has been merged.

The law: a suggestion is never a merge. Names are masked until F4; what was merged is taken apart
here with one key, at any time.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult

from storage.lines.merging import MergedLine, PairLine
from tui_app.commands.command import Command
from tui_app.commands.people import DOUBLES, IS_MERGED
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.plain.merging import because_words, merged_words, name_in
from tui_app.screens.merge_asking import MergeAsking
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.tab_line import Tab

if TYPE_CHECKING:
    from storage.lines.change import Changed

TABS = (Tab(1, "pairs", N_("Maybe doubled")), Tab(2, "merged", N_("Merged")))
PAIRS = (
    Column(N_("What"), 14), Column(N_("One"), 0), Column(N_("The other"), 24),
    Column(N_("Why"), 15),
)  # fmt: skip
MERGED = (Column(N_("What"), 14), Column(N_("Merged card"), 0), Column(N_("Kept"), 26))
Found = tuple[tuple[PairLine, ...], tuple[MergedLine, ...]]


class DoublesScreen(MergeAsking):
    """Two lists, of which one is shown."""

    commands: ClassVar[tuple[Command, ...]] = DOUBLES
    tabs: ClassVar[tuple[Tab, ...]] = TABS
    AUTO_FOCUS = "#pairs"

    def place_text(self) -> str:
        """Say which of the two is shown."""
        return f"{_('People')} > {_('Merged') if self.tab == 'merged' else _('Maybe doubled')}"

    def compose_body(self) -> ComposeResult:
        """Yield both lists."""
        none = _("Nobody and nothing here looks doubled.")
        yield RecordList(PAIRS, self.pair, pair_key, empty=none, id="pairs")
        nothing = _("Nothing is merged.")
        yield RecordList(MERGED, self.merged_cells, lambda line: line.id, empty=nothing,
                         id="merged")  # fmt: skip

    @property
    def shown(self) -> "RecordList[Any]":
        """Return the list of the tab."""
        return self.query_one(f"#{self.tab or 'pairs'}", RecordList)

    def list_in_hand(self) -> "RecordList[Any]":
        """Return the list of the tab."""
        return self.shown

    def load(self) -> None:
        """Read both lists."""
        desk = self.casebook.merging
        self.ask(lambda: (desk.pairs(), desk.merged()), then=self._take)

    def _take(self, found: Found) -> None:
        self.query_one("#pairs", RecordList).show(found[0])
        self.query_one("#merged", RecordList).show(found[1])
        self._show_one()

    def _show_one(self) -> None:
        for record_list in self.query(RecordList):
            record_list.display = record_list is self.shown
        self.standing = self.standing.with_fact(IS_MERGED, holds=self.tab == "merged")

    def show_tab(self, tab: str) -> None:
        """Show the other list."""
        del tab
        self._show_one()
        self.shown.focus()

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a person or an organisation changed."""
        return bool(changed.kinds & {"person", "organisation"})

    # --- drawing -------------------------------------------------------------------------------

    def pair(self, line: PairLine) -> Row:
        """Draw two that may be one."""
        names = self.host.names_shown
        one, other = (name_in(line.kind, name, names=names) for name in (line.first, line.second))
        return Row((choice_word("record", line.kind), one, other, because_words(line.because)))

    def merged_cells(self, line: MergedLine) -> Row:
        """Draw what was merged, and into what."""
        names = self.host.names_shown
        kept = name_in(line.kind, line.kept_name, names=names)
        return Row((choice_word("record", line.kind), merged_words(line, names=names), kept))

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Chosen)
    def do_merge(self) -> None:
        """Ask whether the two are one."""
        line: Any = self.shown.current
        if isinstance(line, PairLine):
            self.ask_merge(line.kind, line.first_id, line.second_id)

    def do_apart(self) -> None:
        """Take apart what is under the cursor."""
        line: Any = self.shown.current
        if isinstance(line, MergedLine):
            self.ask(self.casebook.merging.apart, line.kind, line.id, then=self._apart)

    def _apart(self, _none: object) -> None:
        self.say(_("Taken apart: both are in the lists again. u takes it back."))


def pair_key(line: PairLine) -> bytes:
    """Return what the list knows two by."""
    return line.first_id + line.second_id
