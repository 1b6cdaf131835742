"""Open a casebook with the recovery sheet, then choose a new passphrase.

The law: every line of the sheet is checked for itself, and the wrong one is named; a sheet that
opened the casebook is followed by the question for a new passphrase, which goes by the settings.
"""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from tui_app.commands.command import Command
from tui_app.commands.first_run import FIRST_STANDARD
from tui_app.commands.lock import RECOVERY
from tui_app.i18n.catalogue import _
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

LINES = 4


class RecoveryScreen(NivelScreen):
    """``vault``: the folder's path as bytes, as an ``Open`` message carries it."""

    commands: ClassVar[tuple[Command, ...]] = RECOVERY
    before_unlocking: ClassVar[bool] = True
    has_tabs: ClassVar[bool] = False
    standard: ClassVar[tuple[Command, ...]] = FIRST_STANDARD

    def __init__(self, vault: bytes) -> None:
        super().__init__()
        self.vault = Path(vault.decode())

    def place_text(self) -> str:
        """Return the place."""
        return _("Recovery sheet")

    def compose_body(self) -> ComposeResult:
        """Yield four fields."""
        words = _(
            "Type the four lines of the recovery sheet. Small letters and spaces do not matter."
        )
        yield Static(Content(words), classes="question", markup=False)
        for number in range(1, LINES + 1):
            caption = _("Line {number}").format(number=number)
            yield FieldRow(caption, TextField(limit=40, id=f"line-{number}"))

    def load(self) -> None:
        """Begin at the first line."""
        self.query_one("#line-1", TextField).focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if event.input.id == f"line-{LINES}":
            self.do_open_by_sheet()
        else:
            self.focus_next()

    def do_open_by_sheet(self) -> None:
        """Open with what is typed."""
        fields = [self.query_one(f"#line-{number}", TextField) for number in range(1, LINES + 1)]
        typed = "\n".join(field.value for field in fields)
        self.host.door.warm()
        self.say(_("Opening…"))
        self.ask(self._open, typed, then=self._opened)

    def _opened(self, casebook: "Casebook") -> None:
        self.host.took_over(casebook)
        self.app.post_message(Open("settings", detail="recovered"))

    def _open(self, typed: str) -> "Casebook":
        return self.host.door.unlock(self.vault, typed, by_sheet=True)

    def do_leave(self) -> None:
        """Go back to the lock screen."""
        self.app.pop_screen()
