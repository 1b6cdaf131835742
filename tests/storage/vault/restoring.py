"""Backing up and restoring, as the tests of this folder do it."""

from pathlib import Path

from storage.vault.engine import OpenVault, open_vault
from storage.vault.header import SlotKind, read_header
from storage.vault.keyslots import unlock_header
from storage.vault.layout import Layout
from storage.vault.medium import Medium
from storage.vault.restore import restore_backup
from tests.storage.vault.made import PASSPHRASE, TINY_LIMITS


def restore(source: Path, target: Path, text: str = PASSPHRASE) -> None:
    """Restore by passphrase, at the tests' cheap cost."""
    restore_backup(source, target, text, SlotKind.PASSPHRASE, limits=TINY_LIMITS)


def open_restored(target: Path, text: str = PASSPHRASE) -> OpenVault:
    """Open a restored vault."""
    header = read_header(Layout(target).header, limits=TINY_LIMITS)
    key = unlock_header(header, text, SlotKind.PASSPHRASE, limits=TINY_LIMITS)
    return open_vault(target, key, medium=Medium.LOCAL)


def names(folder: Path) -> list[str]:
    """Return everything in a folder."""
    return sorted(path.name for path in folder.iterdir())
