"""Exchange, third tab: backups. To a file of one's own choice, and the daily ones.

The law: a backup is one sealed file that the passphrase or the recovery sheet opens; it is read
back before it counts, and takes no other file's place. Restoring is not done here, since it makes
a new vault and a new device; how it is done stands on the page.
"""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.exchange import BACKUP
from tui_app.dialogs.ask_path import AskPath
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import long_date
from tui_app.plain.backups import size_words
from tui_app.screens.exchange import ExchangeTab
from tui_app.screens.file_names import dated, may_make
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.panel import Panel
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.lines.change import Changed
    from storage.lines.upkeep import BackupLine

COLUMNS = (Column(N_("Day"), 26), Column(N_("Size"), 10, right=True), Column(N_("File"), 0))
SUFFIX = ".nivelbackup"


class BackupScreen(ExchangeTab):
    """What a backup is, the last one written here, and the daily ones."""

    commands: ClassVar[tuple[Command, ...]] = BACKUP
    here: ClassVar[str] = "backup"
    AUTO_FOCUS = "#backups"

    def __init__(self) -> None:
        super().__init__()
        self.written = ""

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Exchange')} > {_('Backup')}"

    def compose_body(self) -> ComposeResult:
        """Yield the words, then the daily backups."""
        words = _(
            "A backup is one sealed file with everything in it. It is opened with the passphrase "
            "or the recovery sheet. Keep it on another disk or a USB stick."
        )
        yield Static(Content(words), classes="told", markup=False)
        yield Static(Content(self.written), id="backup-written", classes="told", markup=False)
        empty = _("No daily backup yet. Press d to make today's.")
        with Panel(_("Daily backups on this disk, kept for 14 days"), id="backups-part"):
            yield RecordList(COLUMNS, _row, lambda line: line.path.encode(), empty=empty,
                             id="backups")  # fmt: skip
        words = _(
            "Restoring makes a new casebook beside this one and overwrites nothing. At the shell: "
            "nivel restore FILE"
        )
        yield Static(Content(words), classes="hint told", markup=False)

    def load(self) -> None:
        """List the daily backups."""
        self.ask(self.casebook.upkeep.backups, then=self.query_one(RecordList).show)

    def concerns(self, changed: "Changed") -> bool:
        """Nothing here follows from the records."""
        del changed
        return False

    # --- what can be done ----------------------------------------------------------------------

    def do_write(self) -> None:
        """Ask for the file, then write it."""
        name = dated("nivel", self.host.clock.now().date(), SUFFIX)
        question = _("Where should the backup go? A USB stick or another disk is best.")
        self.app.push_screen(AskPath(question, may_make, name=name), self._write_to)

    def _write_to(self, path: Path | None) -> None:
        if path is not None:
            backup = self.casebook.upkeep.backup
            self.ask_long(lambda progress: backup(path, progress), then=self._told(path))

    def _told(self, path: Path) -> "Callable[[int], None]":
        def told(size: int) -> None:
            words = _("Written and read back: {file}, {size}")
            self.written = words.format(file=path, size=size_words(size))
            self.query_one("#backup-written", Static).update(Content(self.written))
            self.say(_("The backup is written."))

        return told

    def do_daily(self) -> None:
        """Make today's backup, unless it is there."""
        daily, today = self.casebook.upkeep.daily_backup, self.host.clock.now().date()
        self.ask_long(lambda progress: daily(today, progress), then=self._made)

    def _made(self, path: Path | None) -> None:
        self.say(_("Today's backup is there already.") if path is None
                 else _("Today's backup is written."))  # fmt: skip
        self.load()


def _row(line: "BackupLine") -> Row:
    return Row((long_date(line.day), size_words(line.size), Path(line.path).name))
