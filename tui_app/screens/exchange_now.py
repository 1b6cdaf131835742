"""Exchange, first tab: both directions in one go with a folder, and single files for e-mail.

The law: which folder is always seen before anything is written there. Four steps, each with how far
it is, can be stopped between any two parcels and gone on with; that the stick may be removed is
said only when all that was written has been read back. What waits stands here before it goes.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.errors import Stopped
from tui_app.commands.command import Command
from tui_app.commands.exchange import NOW
from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.correspondent_picker import CorrespondentPicker
from tui_app.i18n.catalogue import _
from tui_app.plain.delivery import TROUBLE, exchanged_text, folder_text, waiting_rows
from tui_app.screens.exchange import ExchangeTab
from tui_app.screens.file_names import dated, may_hold, may_make, may_read
from tui_app.screens.steps import Steps
from tui_app.widgets.panel import Panel
from tui_app.widgets.told_list import ToldList
from tui_app.widgets.told_rows import Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from storage.errors import StorageError
    from storage.lines.change import Changed
    from storage.lines.delivery import Exchanged, FolderLine, Waiting
    from tui_app.dialogs.choose import Chosen
    from tui_app.screens.progress import Progress

    Standing = tuple[Waiting, str, str]

SHOWN_EVERY = 0.2
SUFFIX = ".nvp"


class NowScreen(ExchangeTab):
    """What waits, the steps of the exchange that runs, and what came of it."""

    commands: ClassVar[tuple[Command, ...]] = NOW
    here: ClassVar[str] = "now"
    AUTO_FOCUS = "#now-told"

    def __init__(self) -> None:
        super().__init__()
        self.steps: Steps | None = None
        self.found: Callable[[bool], Iterable[str]] | None = None
        self.folder = ""

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Exchange')} > {_('Now')}"

    def compose_body(self) -> ComposeResult:
        """Yield what waits, the steps, then what came of it."""
        yield Static(id="now-folder", markup=False)
        with Panel(_("Goes out next"), id="waiting-part"):
            yield Static(id="now-waiting", markup=False)
        with Panel(_("Steps"), id="steps-part"):
            yield Static(id="now-steps", markup=False)
        with Panel(_("How it went"), id="came-part"):
            yield ToldList(id="now-told")

    def on_mount(self) -> None:
        """Let the steps be seen as they go on."""
        self.set_interval(SHOWN_EVERY, self._show_steps)

    def load(self) -> None:
        """Read what waits; what came of the last exchange stays."""
        self._show_steps()
        self._say_found()
        self.ask(self._read, then=self._show)

    def _read(self) -> "Standing":
        delivery = self.casebook.delivery
        return delivery.waiting(), delivery.last_folder(), delivery.rolled_back()

    def _show(self, standing: "Standing") -> None:
        waiting, self.folder, older = standing
        self.host.note_waiting(waiting.count)
        self.tick()
        rows = list(waiting_rows(waiting)) or [_("Nothing waits.")]
        if older:
            rows.insert(0, "! " + _(TROUBLE["rolled-back"]))
        self.query_one("#now-waiting", Static).update(Content("\n".join(rows)))
        self.query_one("#waiting-part", Panel).entitle(_("Goes out next"), str(waiting.count or ""))
        words = _(
            "x reads in and writes out in one go, on a stick or in a shared folder; l looks first. "
            "w writes one file for e-mail, t takes one in."
        )
        if self.folder:
            words = _("Folder: {folder}").format(folder=self.folder) + "\n" + words
        self.query_one("#now-folder", Static).update(Content(words))

    def concerns(self, changed: "Changed") -> bool:
        """Read again what waits; what an exchange brings is read at its end."""
        return self.progress is None and bool(changed.kinds - {"log-line"})

    def names_changed(self) -> None:
        """Say names in full or masked."""
        super().names_changed()
        self._say_found()

    def _say_found(self) -> None:
        rows = () if self.found is None else self.found(self.host.names_shown)
        blocks = (Block(number.to_bytes(2, "big"), row) for number, row in enumerate(rows))
        self.query_one(ToldList).show(blocks)
        self.query_one("#came-part").display = self.found is not None

    def _show_steps(self) -> None:
        self.query_one("#steps-part").display = self.steps is not None
        if self.steps is not None:
            self.query_one("#now-steps", Static).update(Content("\n".join(self.steps.rows())))

    # --- a folder ------------------------------------------------------------------------------

    def do_exchange(self) -> None:
        """Ask for the folder, then exchange with it."""
        self._ask_folder(self._exchange)

    def do_look(self) -> None:
        """Ask for the folder, then say what lies there."""
        self._ask_folder(self._look)

    def _ask_folder(self, then: "Callable[[Path | None], None]") -> None:
        if self.progress is not None:
            self.say(_("One thing after the other: Esc stops what goes on."), alert=True)
            return
        question = _("Which folder? A stick, or a folder that others share.")
        self.app.push_screen(AskPath(question, may_hold, at=self.folder), then)

    def _exchange(self, folder: Path | None) -> None:
        if folder is not None:
            self.ask(self.casebook.delivery.remember_folder, folder)
            exchange = self.casebook.delivery.exchange
            self._run(lambda steps: exchange(folder, steps))

    def _run(self, work: "Callable[[Callable[[str, int, int], None]], Exchanged]") -> None:
        steps = self.steps = Steps()
        self.found = None
        self._say_found()

        def run(progress: "Progress") -> "Exchanged":
            return work(partial(steps.take, progress))

        self.ask_long(run, then=self._exchanged, refused=self._broke_off)

    def _exchanged(self, found: "Exchanged") -> None:
        if self.steps is not None:
            self.steps.end(is_safe=found.is_safe)
        self._came(lambda names: exchanged_text(found, names=names))

    def _broke_off(self, error: "StorageError") -> bool:
        if self.steps is not None:
            self.steps.break_off()
        self.load()
        if not isinstance(error, Stopped):
            return False
        said = _("Stopped. Nothing is half done: x goes on where it stopped. The stick may be "
                 "removed only when step 4 says ok.")  # fmt: skip
        self._came(lambda _names: (said,))
        return True

    def _came(self, found: "Callable[[bool], Iterable[str]]") -> None:
        self.found = found
        self.load()
        self.query_one(ToldList).focus()

    def _look(self, folder: Path | None) -> None:
        if folder is not None:
            self.steps = None
            look = self.casebook.delivery.look
            self.ask(look, folder, then=partial(self._looked, folder))

    def _looked(self, folder: Path, line: "FolderLine") -> None:
        self.folder = str(folder)
        self._came(lambda names: folder_text(line, names=names))

    # --- one file --------------------------------------------------------------------------------

    def do_write(self) -> None:
        """Ask for whom, then where."""
        look = self.looker(self.casebook.cards.pick)
        self.app.push_screen(CorrespondentPicker(_("For whom?"), look), self._ask_file)

    def _ask_file(self, chosen: "Chosen | None") -> None:
        if chosen is not None and chosen.key is not None:
            name = dated("nivel", self.host.clock.now().date(), SUFFIX)
            question = _("Where should the file go?")
            write = partial(self._write_file, chosen.key)
            self.app.push_screen(AskPath(question, may_make, name=name), write)

    def _write_file(self, to: bytes, path: Path | None) -> None:
        if path is not None:
            self.steps = None
            self.ask(self.casebook.delivery.send_file, path, to, then=self._exchanged)

    def do_take(self) -> None:
        """Ask for the file, then take it in."""
        self.app.push_screen(AskPath(_("Which file?"), may_read), self._take)

    def _take(self, path: Path | None) -> None:
        if path is not None:
            receive = self.casebook.delivery.receive_files
            self._run(lambda steps: receive((path,), steps))
