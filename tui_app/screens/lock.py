"""The lock screen: whose casebook, and the passphrase.

The law: one sentence for a wrong passphrase, never a word about damage; the time to wait runs on
the screen and holds after a restart; nothing of a casebook is shown, only whose it is and when it
was used last (and of the demo's made-up office, what opens it). While the key is derived the first
screens are imported.
"""

from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from tui_app.commands.command import Command
from tui_app.commands.lock import LOCK, STANDARD
from tui_app.i18n.catalogue import LANGUAGES, N_, _
from tui_app.i18n.formats import date_and_time
from tui_app.process import SUSPENDED
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.version import VERSION
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.passphrase_field import PassphraseField
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.casebook.casebook import Casebook
    from storage.errors import StorageError
    from storage.lines.change import VaultLine

COLUMNS = (Column(N_("Casebook"), 0), Column(N_("last used"), 22))


class LockScreen(NivelScreen):
    """Opens one of the machine's vaults."""

    commands: ClassVar[tuple[Command, ...]] = LOCK
    before_unlocking: ClassVar[bool] = True
    has_tabs: ClassVar[bool] = False
    AUTO_FOCUS = "#passphrase"
    standard: ClassVar[tuple[Command, ...]] = STANDARD

    def __init__(self) -> None:
        super().__init__()
        self.wait = 0.0
        self.busy = False

    def place_text(self) -> str:
        """Return the program's name; nothing about a person."""
        return f"NIVEL {VERSION}"

    def compose_body(self) -> ComposeResult:
        """Yield the list of vaults and the passphrase field."""
        yield Static(id="lock-words", markup=False)
        yield RecordList(COLUMNS, _row, _key, id="vaults")
        yield Static(Content(_("Passphrase")), classes="caption", markup=False)
        yield PassphraseField(id="passphrase")
        yield Static(Content(_("F4 shows it for ten seconds; it cannot be copied.")),
                     classes="hint", markup=False)  # fmt: skip
        yield Static(id="lock-made-up", markup=False)
        yield Static(id="lock-wait", markup=False)

    def load(self) -> None:
        """List the vaults."""
        said = "  ".join(
            f"[{each.upper()}]" if each == self.host.settings.language else each.upper()
            for each in LANGUAGES
        )
        self.query_one("#lock-words", Static).update(Content(_("Choose a casebook. ") + said))
        # After the first paint: looking for vaults loads the entrance, 80 ms of a person's waiting.
        self.call_after_refresh(self.ask, self.host.door.vaults, then=self._listed)

    def _listed(self, vaults: "Sequence[VaultLine]") -> None:
        if not vaults:
            if self.app.screen is self:  # else the first run is on top already
                self.post_message(Open("first-run"))
            return
        self.query_one(RecordList).show(vaults)
        self._open_handed_over()
        self.query_one(PassphraseField).focus()
        self._ask_wait()

    def on_mount(self) -> None:
        """Let the time to wait run."""
        self.set_interval(1.0, self._count_down)

    def _open_handed_over(self) -> None:
        """Open with a passphrase that came by a pipe, as the demo's does."""
        if secret := self.host.door.take_handed_over():
            self.query_one(PassphraseField).value = secret
            self.do_unlock()

    # --- what can be done ----------------------------------------------------------------------

    def do_unlock(self) -> None:
        """Try the passphrase."""
        line = self.query_one(RecordList).current
        field = self.query_one(PassphraseField)
        if line is None or self.busy or self.wait > 0 or not field.value:
            field.focus()
            return
        self.busy = True
        self.host.door.warm()
        self._say_below(_("Opening…"))
        self.ask(self._open, Path(line.path), field.take(), then=self._opened, refused=self._not)

    def _open(self, path: Path, secret: str) -> "Casebook":
        return self.host.door.unlock(path, secret, by_sheet=False)

    def _opened(self, casebook: "Casebook") -> None:
        self.busy = False
        self.host.took_over(casebook)

    def _not(self, error: "StorageError") -> bool:
        from storage.errors import TooSoon, WrongSecret

        self.busy = False
        self._say_below("")
        if isinstance(error, WrongSecret | TooSoon):
            self.wait = error.wait
            self._say_wait(self.wait)
            self.fault(error)
            return True
        return False

    def do_show(self) -> None:
        """Show what was typed."""
        self.query_one(PassphraseField).show_awhile()

    def do_language(self) -> None:
        """Speak the next language."""
        settings = self.host.settings
        place = LANGUAGES.index(settings.language) if settings.language in LANGUAGES else -1
        chosen = LANGUAGES[(place + 1) % len(LANGUAGES)]
        self.host.change_settings(replace(settings, language=chosen))

    def do_sheet(self) -> None:
        """Open with the recovery sheet."""
        key = self.query_one(RecordList).current_key
        if key is not None:
            self.post_message(Open("recovery", key))

    def do_new(self) -> None:
        """Make a casebook for another person."""
        self.post_message(Open("first-run", detail="another"))

    def do_join(self) -> None:
        """Make a casebook from an invitation."""
        self.post_message(Open("joining"))

    def do_suspend(self) -> None:
        """Give the terminal back to the shell."""
        self.host.end(SUSPENDED)

    @on(RecordList.Moved, "#vaults")
    def _tell_made_up(self) -> None:
        line = self.query_one(RecordList).current
        told = "" if line is None else line.told
        words = _("This office is made up. Its passphrase:")
        self.query_one("#lock-made-up", Static).update(Content(f"{words}\n{told}" if told else ""))

    @on(Input.Submitted, "#passphrase")
    @on(RecordList.Chosen)
    def _entered(self) -> None:
        self.do_unlock()

    # --- waiting -------------------------------------------------------------------------------

    def _ask_wait(self) -> None:
        line = self.query_one(RecordList).current
        if line is not None:
            self.ask(self.host.door.waiting, Path(line.path), then=self._wait_for)

    def _wait_for(self, seconds: float) -> None:
        self.wait = seconds

    def _count_down(self) -> None:
        if self.wait > 0:
            self.wait = max(0.0, self.wait - 1.0)
            self._say_wait(int(self.wait) + 1)

    def _say_wait(self, seconds: float) -> None:
        words = _("Wait {seconds} s before the next try.").format(seconds=ceil(seconds))
        self._say_below(words if self.wait > 0 else "")

    def _say_below(self, text: str) -> None:
        self.query_one("#lock-wait", Static).update(Content(text))


def _row(line: "VaultLine") -> Row:
    used = "" if line.last_used is None else date_and_time(line.last_used.astimezone())
    return Row((line.person, used), sign="!" if line.is_damaged else "")


def _key(line: "VaultLine") -> bytes:
    return line.path.encode()
