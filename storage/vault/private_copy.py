"""A vault on a medium that takes no writing is opened from a private copy.

The law: WAL does not open where nothing can be written, and ``immutable=1`` silently leaves out
commits that stand in the WAL: so the database and its side files (not the memory map) are copied to
a folder that only the owner can read. Everything in it is ciphertext. ``remove`` takes it away;
what a kill left behind goes with the next copy, told by its lock, which falls with its process.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import StorageError
from storage.vault.layout import SIDE_FILES, Layout
from storage.vault.lockfile import Lock, acquire
from storage.vault.trouble import system_trouble

if TYPE_CHECKING:
    from typing import Self

_PREFIX = "nivel-copy-"


@dataclass(frozen=True, slots=True)
class PrivateCopy:
    """The folder of the copy, held by this process."""

    folder: Path
    lock: Lock

    @classmethod
    def of(cls, layout: Layout) -> Self:
        """Copy the database and what belongs to it; raise ``DiskFull``, ``MediumGone``."""
        _sweep()
        with system_trouble(layout.folder):
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX))  # mkdtemp makes it 0700
            copy = cls(folder, acquire(Layout(folder).lock))
            try:
                for side in ("", *(end for end in SIDE_FILES if end != "-shm")):
                    source = layout.folder / (layout.database.name + side)
                    if source.exists():
                        shutil.copyfile(source, folder / source.name)
            except BaseException:
                copy.remove()
                raise
            return copy

    def remove(self) -> None:
        """Take the copy away; never raises."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.release()


def _sweep() -> None:
    """Remove the copies of processes that are gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(StorageError, OSError):
            if folder.is_symlink():
                continue  # not made by us
            acquire(Layout(folder).lock).release()
            shutil.rmtree(folder, ignore_errors=True)
