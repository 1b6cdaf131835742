"""The real door: the casebook's entrance, imported when it is first asked.

The law: see ``door.py``. ``only`` is the vault named by ``--vault``; without it every vault of the
machine's folder is offered, and a new one becomes a folder there.
"""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from tui_app.i18n.catalogue import language
from tui_app.paths import marks_folder, vaults_folder
from tui_app.screens.door import Made, NewVault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.casebook.casebook import Casebook
    from storage.casebook.joining import Invitation
    from storage.lines.change import VaultLine
    from storage.lines.correspondents import InvitationLine


class EntranceDoor:
    """``handed_over``: a passphrase that came by a pipe, used for the first opening only."""

    def __init__(self, only: Path | None = None, handed_over: str = "") -> None:
        self.only = only
        self._handed_over = handed_over

    def take_handed_over(self) -> str:
        """Return the passphrase that was handed over, once."""
        secret, self._handed_over = self._handed_over, ""
        return secret

    def vaults(self) -> "Sequence[VaultLine]":
        """Return the vaults of this machine."""
        from storage.casebook.entrance import list_vaults
        from storage.casebook.leftovers import sweep

        sweep(vaults_folder())
        return list_vaults(self.only or vaults_folder())

    def waiting(self, path: Path) -> float:
        """Return the seconds until the next try is allowed."""
        from storage.casebook.entrance import waiting_time

        return waiting_time(path)

    def unlock(self, path: Path, secret: str, *, by_sheet: bool) -> "Casebook":
        """Open the vault by its passphrase or recovery sheet."""
        from storage.casebook import entrance

        kinds = entrance.SlotKind
        kind = kinds.RECOVERY if by_sheet else kinds.PASSPHRASE
        return entrance.unlock(path, secret, kind, marks=marks_folder())

    def create(self, wanted: NewVault) -> Made:
        """Make a vault and open it."""
        from storage.casebook.entrance import create

        casebook, sheet = create(self._new_folder(), wanted.person, wanted.mark, wanted.passphrase)
        casebook.marks = marks_folder()
        return Made(casebook, tuple(sheet))

    def look_into(self, path: Path, passphrase: str) -> "tuple[InvitationLine, Invitation]":
        """Open an invitation; makes nothing."""
        from storage.casebook import joining

        return joining.look_into(path, passphrase)

    def join(self, path: Path, invitation: "Invitation", wanted: NewVault, sheet: str) -> Made:
        """Make a vault from an invitation, open it, and write the answer beside the invitation."""
        from storage.casebook import joining

        joiner = joining.Joiner(wanted.person, wanted.mark, wanted.passphrase, sheet)
        casebook, lines = joining.join(self._new_folder(), invitation, joiner)
        casebook.marks = marks_folder()
        return Made(casebook, lines, joining.answer_beside(casebook, path))

    def check_sheet(self, text: str) -> None:
        """Raise ``SheetLineWrong`` for a slip of the pen."""
        from storage.casebook.joining import check_sheet

        check_sheet(text)

    def _new_folder(self) -> Path:
        folder = self.only or vaults_folder() / secrets.token_hex(4)
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def weakness(self, passphrase: str, person: str) -> None:
        """Raise ``WeakPassphrase`` when it is too weak."""
        from storage.casebook.entrance import check_passphrase

        check_passphrase(passphrase, person)

    def propose(self) -> str:
        """Return a good passphrase of drawn words, in the language of the moment."""
        from storage.casebook.entrance import generate_passphrase

        return generate_passphrase(language())

    def warm(self) -> None:
        """Import what the first screens need, in a thread of its own."""
        from storage.casebook.entrance import start_loading

        start_loading()
