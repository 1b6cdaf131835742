"""What lies where in a vault's folder, and who may read it.

``header.nivel`` key slots · ``vault.db`` (with ``-wal``/``-shm`` or ``-journal``) the encrypted
database · ``lock`` · ``attempts`` · ``reserve`` · ``blobs/`` sealed attachments · ``backups/``
daily backups · ``made-up`` in the demo alone (``made_up.py``).

The law: folders are 0700 and files 0600 from the moment they exist. SQLite gives its side files the
mode of the database, so the database is made by ``make_private`` before SQLite sees it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.errors import VaultExists, VaultMissing
from storage.vault.trouble import system_trouble

if TYPE_CHECKING:
    from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700
SIDE_FILES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one vault."""

    folder: Path

    @property
    def header(self) -> Path:
        """Return the key slots' file."""
        return self.folder / "header.nivel"

    @property
    def database(self) -> Path:
        """Return the encrypted database."""
        return self.folder / "vault.db"

    @property
    def lock(self) -> Path:
        """Return the lock file."""
        return self.folder / "lock"

    @property
    def attempts(self) -> Path:
        """Return the file of failed attempts."""
        return self.folder / "attempts"

    @property
    def reserve(self) -> Path:
        """Return the reserve that pays for deletions on a full disk."""
        return self.folder / "reserve"

    @property
    def blobs(self) -> Path:
        """Return the folder of sealed attachments."""
        return self.folder / "blobs"

    @property
    def backups(self) -> Path:
        """Return the folder of daily backups."""
        return self.folder / "backups"

    def is_there(self) -> bool:
        """Say whether a vault lies here (its header or its database)."""
        return self.header.exists() or self.database.exists()

    def need(self) -> None:
        """Raise ``VaultMissing`` unless a vault lies here."""
        if not self.is_there():
            raise VaultMissing(self.folder)

    def make(self) -> None:
        """Make the folders of a new vault; raise ``VaultExists`` if one lies here already."""
        if self.is_there():
            raise VaultExists(self.folder)
        for folder in (self.folder, self.blobs, self.backups):
            make_folder(folder)


def make_folder(folder: Path) -> None:
    """Make ``folder`` (and what leads to it) for its owner alone; an existing one is left alone."""
    with system_trouble(folder):
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)


def make_private(path: Path) -> None:
    """Make an empty file for its owner alone; raise ``FileExists`` if it is there."""
    with system_trouble(path):
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
        os.close(os.open(path, flags, FILE_MODE))
