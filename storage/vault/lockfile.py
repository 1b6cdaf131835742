"""One process per vault: the file ``lock`` is locked by the process that holds the vault.

The law: the system's lock counts, not the file: it falls with its process, so a kill -9 or a power
cut needs no manual step. The text (``<pid> <since, ISO 8601 UTC>``) only says who holds it. The
file is never removed: two processes could then hold locks on two files of one name.
"""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from storage.errors import VaultBusy
from storage.vault.layout import FILE_MODE
from storage.vault.trouble import system_trouble

if TYPE_CHECKING:
    from pathlib import Path

_FAR = 1 << 30  # Windows locks bytes: one far behind the text, so that others can read who it is


@dataclass(slots=True)
class Lock:
    """A held lock; ``release`` it, or let the process end."""

    handle: int

    def release(self) -> None:
        """Let the next process in; a second time does nothing (the number may be another's)."""
        handle, self.handle = self.handle, -1
        if handle >= 0:
            with contextlib.suppress(OSError):
                os.close(handle)


def acquire(path: Path) -> Lock:
    """Take the lock ``path``; raise ``VaultBusy`` with the holder's pid and since when."""
    with system_trouble(path):
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(path, flags, FILE_MODE)
        held = _try_lock(handle)
    if not held:
        text = os.read(handle, 100).decode("ascii", "replace").split()
        os.close(handle)
        raise VaultBusy(
            pid=int(text[0]) if text and text[0].isdecimal() else 0,
            since=text[1] if len(text) > 1 else "",
        )
    with contextlib.suppress(OSError):  # a full disk must not keep the owner out
        os.ftruncate(handle, 0)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        os.write(handle, f"{os.getpid()} {now}\n".encode())
    return Lock(handle)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
