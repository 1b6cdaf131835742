"""Travel packs of one case: what is away, taken by whom, until when; taken back, or lost.

The law: a pack comes back by its folder and its own passphrase, and is wiped only after everything
was read back. One that is written down as lost comes in only when a person says that nobody else
had it. What came of the last return stays on the page in words.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.errors import StorageError, WrongSecret
from storage.refusals import PackRefused
from tui_app.commands.command import Command
from tui_app.commands.travel import OUT, PACKS
from tui_app.dialogs.ask_passphrase import AskPassphrase
from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.confirm import Confirm
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import short_date
from tui_app.plain.sharing import sections_words
from tui_app.plain.travel import pack_row, returned_text
from tui_app.plain.words import shown_name
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.file_names import may_hold
from tui_app.screens.messages import Open
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.tab_line import Tab

if TYPE_CHECKING:
    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed
    from storage.lines.travel import PackLine, Returned

COLUMNS = (
    Column(N_("State"), 12),
    Column(N_("Taken by"), 14),
    Column(N_("Taken on"), 10),
    Column(N_("Until"), 10),
    Column(N_("Parts"), 0),
)


class PacksScreen(CaseTab):
    """The travel packs of the case ``case_id``."""

    tabs: ClassVar[tuple[Tab, ...]] = ()
    commands: ClassVar[tuple[Command, ...]] = PACKS
    AUTO_FOCUS = "#packs"

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.told: tuple[str, ...] = ()

    def place_text(self) -> str:
        """Say whose case."""
        return f"{super().place_text()} > {_('Travel packs')}"

    def compose_body(self) -> ComposeResult:
        """Yield what a pack is, the list, and the words about one."""
        words = _(
            "A travel pack holds this case and no other, on a laptop that may come into the "
            "visiting room. It opens until its last day. Brought back, all that was written in it "
            "comes back, and it is wiped."
        )
        yield Static(Content(words), classes="told", markup=False)
        empty = _("No pack has been made. n takes this case along.")
        yield RecordList(COLUMNS, self.row, lambda line: line.id, empty=empty, id="packs")
        yield Rule(id="packs-rule")
        yield Static(id="packs-words", classes="told", markup=False)

    @property
    def rows(self) -> "RecordList[PackLine]":
        """Return the list."""
        return self.query_one("#packs", RecordList)

    def row(self, line: "PackLine") -> Row:
        """Draw a pack."""
        since = "" if line.since is None else short_date(line.since.astimezone().date())
        cells = (
            choice_word("pack-state", line.state),
            shown_name(line.taker, names=self.host.names_shown),
            since,
            "" if line.ends is None else short_date(line.ends),
            sections_words(line.sections),
        )
        return Row(cells, sign="!" * (line.state == "overdue"), quiet=not line.is_out)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the packs of the case."""
        del sheet
        lines = partial(self.casebook.travel.lines, self.case_id, today=self.today)
        self.ask(lines, then=self._show)

    def _show(self, lines: "tuple[PackLine, ...]") -> None:
        self.rows.show(lines)
        self.tell()

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case."""
        return self.own_change(changed.kinds, changed.scopes)

    def names_changed(self) -> None:
        """Word the pack again."""
        super().names_changed()
        self.tell()

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell what came of the last return, then everything about the pack under the cursor."""
        line = self.rows.current
        names = self.host.names_shown
        about = () if line is None else (pack_row(line, names=names),)
        self.query_one("#packs-rule", Rule).title = "" if line is None else line.case_label
        self.query_one("#packs-words", Static).update(Content("\n".join((*self.told, *about))))
        away = line is not None and line.is_out
        self.standing = self.standing.with_fact(OUT, holds=away)

    # --- what can be done ----------------------------------------------------------------------

    def do_new(self) -> None:
        """Pack the case."""
        self.post_message(Open("take-along", self.case_id))

    def do_lost(self) -> None:
        """Ask, then write the pack down as lost."""
        line = self.rows.current
        if line is None:
            return
        question = _(
            "Is this pack lost? What is written in it will not come in by itself. What was on it "
            "stays listed here."
        )
        dialog = Confirm(question, _("It is lost"))
        lose = partial(self.ask, self.casebook.travel.lose, line.id)
        self.app.push_screen(dialog, lambda sure: lose() if sure else None)

    def do_return(self) -> None:
        """Ask where the pack is."""
        self.app.push_screen(AskPath(_("In which folder is the travel pack?"), may_hold), self._ask)

    def _ask(self, folder: Path | None, wrong: str = "") -> None:
        if folder is not None:
            dialog = AskPassphrase(_("The pack's passphrase"), wrong)
            self.app.push_screen(dialog, partial(self._take, folder))

    def _take(self, folder: Path, secret: str | None, *, is_found: bool = False) -> None:
        if secret is None:
            return
        take = self.casebook.travel.take_back
        self.ask_long(
            lambda progress: take(folder, secret, is_found=is_found, progress=progress),
            then=self._taken,
            refused=partial(self._not_taken, folder, secret),
        )

    def _taken(self, came: "Returned") -> None:
        self.told = tuple(returned_text(came))
        self.say(self.told[-1], alert=not came.is_gone)
        self.load()

    def _not_taken(self, folder: Path, secret: str, error: StorageError) -> bool:
        if isinstance(error, WrongSecret):
            self._ask(folder, _("That did not open the pack. Check the passphrase."))
            return True
        if not isinstance(error, PackRefused) or error.reason != "lost":
            return False
        question = _(
            "This pack is written down as lost. Was it found, and did nobody else have it? Then "
            "what was written in it comes in."
        )
        found = partial(self._take, folder, secret, is_found=True)
        dialog = Confirm(question, _("It was found"))
        self.app.push_screen(dialog, lambda sure: found() if sure else None)
        return True
