"""Join by an invitation: the file, who one is, an own passphrase, the recovery sheet on paper.

The law: at most four steps, and nothing is made before the last but one. Whatever stops half-way, a
refusal, a lost power, leaves no casebook behind, and the invitation can be used again. A second
device of one's own has no sheet of its own: the first one's is typed.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from storage.errors import StorageError, WrongSecret
from tui_app.commands.command import Command
from tui_app.commands.first_run import FIRST_STANDARD, JOINING
from tui_app.dialogs.ask_passphrase import AskPassphrase
from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.ask_sheet import AskSheet
from tui_app.dialogs.new_passphrase import Passphrases
from tui_app.dialogs.show_sheet import ShowSheet
from tui_app.i18n.catalogue import _
from tui_app.plain.correspondents import invitation_text
from tui_app.screens.door import Made, NewVault
from tui_app.screens.file_names import may_read
from tui_app.screens.messages import Open
from tui_app.screens.passphrases import ask_new_passphrase
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.casebook.joining import Invitation
    from storage.lines.correspondents import InvitationLine

DEVICE = "device"


class JoiningScreen(NivelScreen):
    """``path``, ``line`` and ``invitation`` are there once the file has been opened."""

    commands: ClassVar[tuple[Command, ...]] = JOINING
    before_unlocking: ClassVar[bool] = True
    has_tabs: ClassVar[bool] = False
    standard: ClassVar[tuple[Command, ...]] = FIRST_STANDARD
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.path = Path()
        self.line: InvitationLine | None = None
        self.invitation: Invitation | None = None

    def place_text(self) -> str:
        """Return the program and the step."""
        step = 1 if self.line is None else 2
        return _("Join by an invitation   {step} / 4").format(step=step)

    def compose_body(self) -> ComposeResult:
        """Yield what is needed, or who invites and who one is."""
        if self.line is None:
            words = _(
                "You were given a file, the invitation, and told a passphrase. Have both at hand, "
                "and a pen. Nothing is made before you have chosen a passphrase of your own; "
                "whatever stops before leaves nothing behind, and the invitation can be used "
                "again. Enter goes on."
            )
            yield Static(Content(words), classes="question", markup=False)
            return
        told = "\n".join(invitation_text(self.line))
        yield Static(Content(told), classes="question", markup=False)
        person = TextField(self.line.person, limit=80, id="person")
        person.disabled = self.line.kind == DEVICE
        yield FieldRow(_("Your name"), person)
        taken = ", ".join(self.line.taken)
        hint = _("1 to 3 letters before your case numbers; taken: {taken}").format(taken=taken)
        mark = TextField(self.line.mark, limit=3, id="mark")
        yield FieldRow(_("Case letters"), mark, hint=hint)

    def load(self) -> None:
        """Begin where something is to be written."""
        if self.line is not None:
            self.query_one("#mark" if self.line.kind == DEVICE else "#person").focus()

    # --- the file ------------------------------------------------------------------------------

    @on(Input.Submitted)
    def do_go_on(self) -> None:
        """Ask for what is next."""
        if self.line is None:
            self.app.push_screen(AskPath(_("Which file is the invitation?"), may_read), self._ask)
        else:
            self._take_person(self.line)

    def _ask(self, path: Path | None, wrong: str = "") -> None:
        if path is not None:
            question = _("The invitation's passphrase, told by another way")
            self.app.push_screen(AskPassphrase(question, wrong), partial(self._look_into, path))

    def _look_into(self, path: Path, secret: str | None) -> None:
        if secret is None:
            return

        def refused(error: StorageError) -> bool:
            if isinstance(error, WrongSecret):
                self._ask(path, _("That did not open the file. Check the passphrase."))
            return isinstance(error, WrongSecret)

        self.path = path
        self.say(_("Opening…"))
        self.ask(self.host.door.look_into, path, secret, then=self._opened, refused=refused)

    def _opened(self, found: "tuple[InvitationLine, Invitation]") -> None:
        self.line, self.invitation = found
        self.say("")
        self.call_next(self.speak_again)

    # --- who one is ----------------------------------------------------------------------------

    def _take_person(self, line: "InvitationLine") -> None:
        person = self.query_one("#person", TextField)
        mark = self.query_one("#mark", TextField)
        mark.value = mark.value.strip().upper()
        if not person.value.strip():
            person.focus()
            self.say(_("Write a name first."))
        elif not (mark.value.isascii() and mark.value.isalpha()):
            mark.focus()
            self.say(_("Write 1 to 3 letters from A to Z."))
        elif mark.value in line.taken:
            mark.focus()
            self.say(_("Another device has these letters already. Choose others."))
        elif line.kind == DEVICE:
            words = _("Type your recovery sheet: it certifies this second device.")
            self.app.push_screen(AskSheet(words, self._sheet_trouble), self._ask_own)
        else:
            self._ask_own("")

    def _sheet_trouble(self, text: str) -> str:
        return self.refusal(self.host.door.check_sheet, text)

    def _ask_own(self, sheet: str | None) -> None:
        if sheet is None:
            return
        person = self.query_one("#person", TextField).value.strip()
        ask_new_passphrase(self, person, partial(self._make, person, sheet))

    # --- the casebook --------------------------------------------------------------------------

    def _make(self, person: str, sheet: str, chosen: Passphrases | None) -> None:
        if chosen is not None and self.invitation is not None:
            self.say(_("Making the casebook…"))
            wanted = NewVault(person, self.query_one("#mark", TextField).value, chosen.new)
            self.ask(
                self.host.door.join, self.path, self.invitation, wanted, sheet, then=self._made
            )

    def _made(self, made: Made) -> None:
        if not made.sheet:
            self._take_over(made)
            return
        self.app.push_screen(ShowSheet(made.sheet), lambda _on_paper: self._take_over(made))

    def _take_over(self, made: Made) -> None:
        self.host.took_over(made.casebook)
        answer = str(made.answer or "").encode()
        self.app.post_message(Open("joined", answer))

    def do_go_back(self) -> None:
        """Go back; nothing has been made."""
        self.app.pop_screen()
