"""The reserve: 2 MB that are given back when the disk is full.

The law: on a full disk even deleting fails, since the journal has to grow first. So a file of 2 MB
lies ready; the first ``DiskFull`` removes it, and what it held pays for log lines and deletions.
While it is spent the casebook refuses to open records (a log line could no longer be promised). It
is made again when there is room for it twice over: asking whether it is spent looks first, so that
whoever made room elsewhere can open records again without saving something before.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING

from storage.vault.layout import FILE_MODE

if TYPE_CHECKING:
    from pathlib import Path

RESERVE_BYTES = 2 * 1024 * 1024


class Reserve:
    """The reserve file of one vault."""

    __slots__ = ("_path", "_spent")

    def __init__(self, path: Path | None) -> None:
        """Take stock; a vault without its reserve gets one if there is room.

        Without a path (a medium that takes no writing) there is nothing to keep, and nothing spent.
        """
        self._path = path
        self._spent = path is not None and not _is_whole(path)
        self.refill()

    @property
    def spent(self) -> bool:
        """Say whether the room is gone, after trying to take it again."""
        self.refill()
        return self._spent

    def release(self) -> None:
        """Give the room back: a save has just failed for want of it."""
        if self._path is not None:
            self._spent = True
            with contextlib.suppress(OSError):
                self._path.unlink()

    def refill(self) -> None:
        """Make the reserve again if it is spent and there is room; never raises."""
        if not self._spent or self._path is None:
            return
        with contextlib.suppress(OSError):
            if shutil.disk_usage(self._path.parent).free >= 2 * RESERVE_BYTES:
                _make(self._path)
                self._spent = False


def _is_whole(path: Path) -> bool:
    try:
        return path.stat().st_size >= RESERVE_BYTES
    except OSError:
        return False


def _make(path: Path) -> None:
    """Take the room for good: blocks, not a hole."""
    handle = os.open(path, os.O_CREAT | os.O_WRONLY, FILE_MODE)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(handle, 0, RESERVE_BYTES)
        else:
            os.write(handle, bytes(RESERVE_BYTES))
        os.fsync(handle)
    except OSError:
        path.unlink()
        raise
    finally:
        os.close(handle)
