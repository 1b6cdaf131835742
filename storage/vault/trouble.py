"""From what the system says to what a user can act on.

The law: an ``OSError`` or database error never leaves ``storage``: its text may hold a path, SQL or
values. It becomes a ``StorageError`` raised ``from None``, so no traceback carries the old one
along. SQLite's extended codes keep the primary code in the low byte (sqlite.org/rescode.html).
"""

from __future__ import annotations

import contextlib
import errno
import shutil
from typing import TYPE_CHECKING

from storage.errors import (
    DiskFull,
    FileExists,
    FileRefused,
    MediumGone,
    Stopped,
    StorageError,
    VaultBusy,
    VaultDamaged,
    VaultReadOnly,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOM_BYTES = 4 * 1024 * 1024  # what a full disk needs for work to go on, the reserve included
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REASONS = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "folder",
    errno.ENAMETOOLONG: "name",
    errno.EINVAL: "name",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ELOOP: "denied",
}
# primary result codes of SQLite
_BUSY, _READ_ONLY, _INTERRUPTED = {5, 6}, 8, 9
_DAMAGED, _GONE, _DISK_FULL = {11, 26}, {10, 14}, 13
_INPUT_OUTPUT = 10
_MAP_BYTES = 1 << 16  # WAL's memory map grows by half of it, and fails as input/output, not as full
# sqlcipher3's ``backup`` gives its errors no code, only what ``sqlite3_errstr`` says of it
_CODE_OF_TEXT = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "interrupted": 9,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}


def of_system(error: OSError, path: Path) -> StorageError:
    """Return the storage error for a system error met at ``path``."""
    if error.errno in _FULL:
        return DiskFull(path)
    if error.errno == errno.EEXIST:
        return FileExists(path)
    if reason := _REASONS.get(error.errno or 0):
        return FileRefused(path, reason)
    return MediumGone(path)


@contextlib.contextmanager
def system_trouble(path: Path) -> Iterator[None]:
    """Turn every ``OSError`` of the block into its storage error."""
    try:
        yield
    except OSError as error:
        raise of_system(error, path) from None


def code_of(error: BaseException | None) -> int | None:
    """Return the SQLite result code of a database error, or None."""
    code = getattr(error, "sqlite_errorcode", None)
    return _CODE_OF_TEXT.get(str(error)) if code is None else int(code)


def of_database(code: int | None, path: Path) -> StorageError | None:
    """Return the storage error for SQLite's result code, or None for a mistake of the program."""
    primary = (code or 0) & 0xFF
    if primary == _INPUT_OUTPUT and _has_no_room(path):
        primary = _DISK_FULL
    found: dict[int, StorageError] = {
        _DISK_FULL: DiskFull(path, needed=ROOM_BYTES),
        _INTERRUPTED: Stopped(),
        _READ_ONLY: VaultReadOnly(path),
        **{code: MediumGone(path) for code in _GONE},
        **{code: VaultDamaged(part="database") for code in _DAMAGED},
        **{code: VaultBusy(pid=0, since="") for code in _BUSY},
    }
    return found.get(primary)


def _has_no_room(path: Path) -> bool:
    """Say whether not even WAL's memory map would find room; a medium that is gone is not full."""
    try:
        return shutil.disk_usage(path if path.is_dir() else path.parent).free < _MAP_BYTES
    except OSError:
        return False
