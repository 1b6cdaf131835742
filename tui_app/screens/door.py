"""The way in: what the lock screen and the first run ask of the casebook's entrance.

The law: nothing heavy is imported to show the lock screen; while the key is derived in one thread,
records and screens are imported in another (``warm``). A passphrase is handed on and forgotten, it
is never kept on a widget longer than the field lives.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from storage.casebook.casebook import Casebook
    from storage.casebook.joining import Invitation
    from storage.lines.change import VaultLine
    from storage.lines.correspondents import InvitationLine


@dataclass(frozen=True, slots=True)
class NewVault:
    """What the first run asks for. ``mark`` is the device mark on case numbers, one letter."""

    person: str
    mark: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Made:
    """A vault just made and open; ``sheet`` are the lines of its recovery sheet, shown once.

    ``answer``: the file of the answer to an invitation, where it could be written.
    """

    casebook: "Casebook"
    sheet: tuple[str, ...]
    answer: "Path | None" = None


class Door(Protocol):
    """The entrance; every method blocks and may raise ``StorageError``."""

    def take_handed_over(self) -> str:
        """Return a passphrase that came by a pipe, once; "" without one."""

    def vaults(self) -> "Sequence[VaultLine]":
        """Return the vaults of this machine."""

    def waiting(self, path: "Path") -> float:
        """Return the seconds until the next try is allowed."""

    def unlock(self, path: "Path", secret: str, *, by_sheet: bool) -> "Casebook":
        """Open the vault by its passphrase or recovery sheet."""

    def create(self, wanted: NewVault) -> Made:
        """Make a vault under the vaults' folder and open it."""

    def look_into(self, path: "Path", passphrase: str) -> "tuple[InvitationLine, Invitation]":
        """Open an invitation and say who invites and to what; makes nothing."""

    def join(self, path: "Path", invitation: "Invitation", wanted: NewVault, sheet: str) -> Made:
        """Make a vault from the invitation in ``path``, open it; ``sheet``: of a second device."""

    def check_sheet(self, text: str) -> None:
        """Raise ``SheetLineWrong`` for a slip of the pen in a typed recovery sheet."""

    def weakness(self, passphrase: str, person: str) -> None:
        """Raise ``WeakPassphrase`` when it is too weak."""

    def propose(self) -> str:
        """Return a good passphrase of drawn words."""

    def warm(self) -> None:
        """Import what the first screens need."""
