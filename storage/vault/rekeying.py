"""Rewriting every page of a closed database under another key, seen while it goes on.

The law: the rewriting is one transaction of SQLite, so nothing is gained by stopping it: what was
begun is finished, here or at the next opening. How far it is shows in the file beside the database
that grows to its size. The statement lets other threads draw meanwhile, but its error says nothing;
so after one the same is done again by the call, whose error tells a full disk from damage.
"""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from storage.errors import DiskFull, MediumGone, Stopped, StorageError, VaultDamaged
from storage.vault import connection
from storage.vault.layout import SIDE_FILES
from storage.vault.trouble import ROOM_BYTES, code_of, of_database, system_trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from storage.crypto.secret import Secret

Progress: TypeAlias = "Callable[[int, int], None]"
PARTS = 100  # progress is told in hundredths
_LOOK_SECONDS = 0.1
_LOCKED = {5, 6}
_UNTOLD = 1  # SQLITE_ERROR: what a failed PRAGMA rekey has instead of a reason


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


def rekey(database: Path, old_key: Secret, new_key: Secret, progress: Progress) -> None:
    """Rewrite the database; raises sqlcipher3's errors.

    ``progress`` is called from another thread; what it raises is not heard.
    """
    from sqlcipher3 import dbapi2

    with _watched(database, progress):
        try:
            _rewrite(database, old_key, new_key, _by_statement)
        except dbapi2.Error as error:
            if code_of(error) != _UNTOLD:
                raise
            _rewrite(database, old_key, new_key, _by_call)


def rekey_trouble(code: int | None, database: Path) -> StorageError:
    """Return the storage error for what ``rekey`` met.

    In WAL mode SQLCipher takes the rewriting back without a word where a page finds no room, and
    its lock stays: the lock of nobody else, since the vault is ours.
    """
    if (code or 0) & 0xFF not in _LOCKED:
        return of_database(code, database) or VaultDamaged(part="database")
    size = _size(database)
    with system_trouble(database):
        free = shutil.disk_usage(database.parent).free
    return DiskFull(database, needed=size + ROOM_BYTES) if free < size else MediumGone(database)


def _rewrite(
    database: Path, old_key: Secret, new_key: Secret, change: Callable[[Any, Secret], None]
) -> None:
    raw = connection.open_keyed(database, old_key)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        raw.execute(connection.LASTING)
        change(raw, new_key)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        raw.close()


def _by_statement(raw: Any, key: Secret) -> None:  # noqa: ANN401 - untyped
    raw.execute(f'PRAGMA rekey="{connection.raw_key(key)}"').fetchall()


def _by_call(raw: Any, key: Secret) -> None:  # noqa: ANN401 - untyped
    raw.reset_key(connection.raw_key(key))


@contextmanager
def _watched(database: Path, progress: Progress) -> Iterator[None]:
    """Tell during the block how far the file beside the database has grown."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_LOOK_SECONDS):
            try:
                progress(_hundredths(database), PARTS)
            except Stopped:
                return

    thread = threading.Thread(target=watch, name="watch-rekey", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _hundredths(database: Path) -> int:
    """Return how far the rewriting is; copying the pages back is its last hundredth."""
    whole = max(1, _size(database))
    beside = max(_size(database.with_name(database.name + end)) for end in SIDE_FILES)
    return min(PARTS - 1, PARTS * beside // whole)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # not there yet, or not any more
        return 0
