"""Exchange, fourth tab: a file of changes, written for another vault of the office or taken in.

The law: the file is sealed under a passphrase that is told another way than the file travels. What
comes in is looked into first: whose it is, and whether a device is new here, which only a person
can believe. What came of it stays on the page in words.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.errors import StorageError, WrongSecret
from tui_app.commands.command import Command
from tui_app.commands.exchange import CHANGES
from tui_app.dialogs.ask_passphrase import AskPassphrase
from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.confirm import Confirm
from tui_app.dialogs.new_passphrase import Passphrases
from tui_app.i18n.catalogue import _
from tui_app.plain.backups import size_words
from tui_app.screens.changes_words import question_words, taken_words
from tui_app.screens.exchange import ExchangeTab
from tui_app.screens.file_names import dated, may_make, may_read
from tui_app.screens.passphrases import ask_new_passphrase
from tui_app.widgets.told_list import ToldList
from tui_app.widgets.told_rows import Block

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.upkeep import TakenLine

SUFFIX = ".nivelchanges"


class ChangesScreen(ExchangeTab):
    """What a file of changes is, and what came of the last one."""

    commands: ClassVar[tuple[Command, ...]] = CHANGES
    here: ClassVar[str] = "changes"
    AUTO_FOCUS = "#changes-told"

    def __init__(self) -> None:
        super().__init__()
        self.told: tuple[str, ...] = ()

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Exchange')} > {_('Changes file')}"

    def compose_body(self) -> ComposeResult:
        """Yield the words, then what came of the last file."""
        words = _(
            "A file of changes carries everything from this casebook to another of the same "
            "office, on a USB stick or in a folder. Nothing is lost when both have changed the "
            "same thing: what differs is listed under Conflicts. Tell the passphrase by another "
            "way than the file."
        )
        yield Static(Content(words), classes="told", markup=False)
        yield ToldList(id="changes-told")

    def load(self) -> None:
        """Show what came of the last file."""
        self._keep_told(self.told)

    def concerns(self, changed: "Changed") -> bool:
        """Nothing here follows from the records."""
        del changed
        return False

    def _keep_told(self, rows: Iterable[str]) -> None:
        self.told = tuple(rows)
        blocks = (Block(bytes([number]), row) for number, row in enumerate(self.told))
        self.query_one(ToldList).show(blocks)

    # --- writing -------------------------------------------------------------------------------

    def do_write(self) -> None:
        """Ask for the file, then for its passphrase."""
        stem = f"nivel-{self.casebook.me.mark}"
        name = dated(stem, self.host.clock.now().date(), SUFFIX)
        question = _("Where should the file of changes go?")
        self.app.push_screen(AskPath(question, may_make, name=name), self._ask_new)

    def _ask_new(self, path: Path | None) -> None:
        if path is None:
            return
        words = _(
            "Choose a passphrase for this file: at least 15 letters or five words. Tell it to the "
            "receiver by telephone or face to face, never with the file."
        )
        ask_new_passphrase(
            self, self.casebook.me.person, partial(self._write_to, path), words=words
        )

    def _write_to(self, path: Path, chosen: Passphrases | None) -> None:
        if chosen is None:
            return
        write = self.casebook.exchange.write_changes
        self.ask_long(
            lambda progress: write(path, chosen.new, progress), then=partial(self._written, path)
        )

    def _written(self, path: Path, size: int) -> None:
        words = _("Written and read back: {file}, {size}")
        self._keep_told((words.format(file=path, size=size_words(size)),))
        self.say(_("The file of changes is written."))

    # --- taking in -----------------------------------------------------------------------------

    def do_take(self) -> None:
        """Ask for the file, then for its passphrase."""
        self.app.push_screen(AskPath(_("Which file of changes?"), may_read), self._ask_secret)

    def _ask_secret(self, path: Path | None, wrong: str = "") -> None:
        if path is not None:
            question = _("The passphrase of {file}").format(file=path.name)
            self.app.push_screen(AskPassphrase(question, wrong), partial(self._look_into, path))

    def _look_into(self, path: Path, secret: str | None) -> None:
        if secret is not None:
            look = self.casebook.exchange.look_into
            self.ask_long(
                lambda progress: look(path, secret, progress),
                then=self._ask_whether,
                refused=partial(self._wrong, path),
            )

    def _wrong(self, path: Path, error: StorageError) -> bool:
        if not isinstance(error, WrongSecret):
            return False
        words = _("That did not open the file. Check the passphrase; or the file was changed on "
                  "its way.")  # fmt: skip
        self._ask_secret(path, words)
        return True

    def _ask_whether(self, found: "tuple[TakenLine, Any]") -> None:
        line, letter = found
        dialog = Confirm(question_words(line), _("Take it in"))
        self.app.push_screen(dialog, lambda sure: self._take(line, letter) if sure else None)

    def _take(self, line: "TakenLine", letter: Any) -> None:  # noqa: ANN401 - the storage's own
        take = self.casebook.exchange.take
        self.ask_long(lambda progress: take(letter, line, progress), then=self._taken)

    def _taken(self, line: "TakenLine") -> None:
        self._keep_told(taken_words(line))
        self.say(_("The file of changes is taken in."))
