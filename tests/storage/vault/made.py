"""A vault for the tests of this folder: made up, cheap to open."""

from dataclasses import dataclass
from pathlib import Path

from storage.crypto.kdf import Argon2Parameters, Limits
from storage.crypto.secret import Secret
from storage.vault.engine import OpenVault, create_vault, open_vault
from storage.vault.header import Header, SlotKind, read_header
from storage.vault.keyslots import create_header, unlock_header
from storage.vault.layout import Layout
from storage.vault.medium import Medium

TINY = Argon2Parameters(8, 1, 1)
TINY_LIMITS = Limits(TINY, Argon2Parameters.ceiling())
PERSON = "Aino Keksitty"
PASSPHRASE = "keksitty lause avaa tämän holvin"
OTHER = "toinen keksitty lause avaa senkin"
ROWS = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)"


@dataclass(frozen=True, slots=True)
class Made:
    """A closed vault and what opens it."""

    layout: Layout
    header: Header
    data_key: Secret
    sheet: str

    @property
    def folder(self) -> Path:
        """Return the vault's folder."""
        return self.layout.folder

    def key(self, text: str = PASSPHRASE, kind: SlotKind = SlotKind.PASSPHRASE) -> Secret:
        """Return the data key that a secret opens now."""
        header = read_header(self.layout.header, limits=TINY_LIMITS)
        return unlock_header(header, text, kind, limits=TINY_LIMITS)

    def open(self, medium: Medium = Medium.LOCAL) -> OpenVault:
        """Open the vault."""
        return open_vault(self.folder, self.key(), medium=medium)


def make(folder: Path, notes: int = 3) -> Made:
    """Make a vault with a table ``note`` of so many rows, and close it."""
    layout = Layout(folder)
    layout.make()
    header, data_key, sheet = create_header(
        layout.header, PERSON, PASSPHRASE, parameters=TINY, limits=TINY_LIMITS
    )
    vault = create_vault(folder, data_key, medium=Medium.LOCAL)
    with vault.write() as connection:
        connection.exec_driver_sql(ROWS)
        for number in range(notes):
            connection.exec_driver_sql("INSERT INTO note VALUES (?, ?)", (number, f"n{number}"))
    vault.close()
    return Made(layout, header, data_key, "\n".join(sheet.lines()))


def count(vault: OpenVault) -> int:
    """Return how many notes there are."""
    with vault.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM note").scalar_one())


def add(vault: OpenVault, text: str = "lisätty", times: int = 1) -> None:
    """Add notes in one transaction."""
    with vault.write() as connection:
        for _ in range(times):
            connection.exec_driver_sql("INSERT INTO note (text) VALUES (?)", (text,))
