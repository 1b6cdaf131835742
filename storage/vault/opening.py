"""From a folder and a data key to what the engine needs: lock, medium, settings, the key that fits.

The law: nothing is changed before the header fits the key; the order is lock, header, database. A
removal that was cut off is finished here: the header holds the old key wrapped under the new one,
and whichever of the two the database answers to decides. A medium that takes no writing is never
opened in place: ``immutable`` would leave out commits that stand in the WAL, so database and side
files are copied to a private folder (0700), which ``close`` removes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from storage.crypto.kdf import Argon2Parameters, Limits
from storage.errors import StorageError, VaultDamaged, WrongSecret
from storage.vault import connection, keyslots
from storage.vault.files import sweep_parts
from storage.vault.header import read_header, write_header
from storage.vault.layout import SIDE_FILES, Layout
from storage.vault.lockfile import Lock, acquire
from storage.vault.medium import Medium, detect_medium
from storage.vault.trouble import of_database, system_trouble

if TYPE_CHECKING:
    from storage.crypto.secret import Secret

# nothing is derived here, and the header's signature is proved: its cost needs no check again
_ANY_COST = Limits(Argon2Parameters(0, 0, 0), Argon2Parameters(2**32, 2**32, 2**32))
_NOT_A_DATABASE = 26


@dataclass(slots=True)
class Opening:
    """What is held while a vault is open. ``key`` is an own copy, wiped by ``close``."""

    layout: Layout
    medium: Medium
    key: Secret
    database: Path
    rekey_pending: bool = False
    lock: Lock | None = None
    private: Path | None = field(default=None)

    @property
    def settings(self) -> tuple[str, ...]:
        """Return the journal settings of this medium."""
        alone = self.medium in {Medium.REMOVABLE, Medium.NETWORK}
        return connection.ALONE if alone else connection.SHARED

    def close(self) -> None:
        """Give back the lock, wipe the key, remove the private copy."""
        self.key.wipe()
        if self.private is not None:
            shutil.rmtree(self.private, ignore_errors=True)
        if self.lock is not None:
            self.lock.release()


def prepare(folder: Path, data_key: Secret, medium: Medium | None) -> Opening:
    """Lock the vault and find the key its database answers to; see ``engine.open_vault``."""
    layout = Layout(folder)
    layout.need()
    os.umask(0o077)
    medium = medium or detect_medium(folder)
    opening = Opening(layout, medium, data_key.copy(), layout.database)
    try:
        if medium is Medium.READ_ONLY:
            opening.private = _private_copy(layout)
            opening.database = opening.private / layout.database.name
        else:
            opening.lock = acquire(layout.lock)
            sweep_parts(folder)
        _find_key(opening)
    except BaseException:
        opening.close()
        raise
    return opening


def answers_to(database: Path, key: Secret) -> bool:
    """Say whether the database opens with ``key``; raise what else is wrong with it."""
    from sqlcipher3 import dbapi2

    raw = connection.open_keyed(database, key)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code == _NOT_A_DATABASE:
            return False
        raise (of_database(code, database) or VaultDamaged(part="database")) from None
    finally:
        raw.close()
    return True


def _find_key(opening: Opening) -> None:
    """Check header and key; finish a removal that was cut off."""
    header = read_header(opening.layout.header, limits=_ANY_COST)
    if not keyslots.fits(header, opening.key):
        raise WrongSecret
    if not opening.database.exists() or not opening.database.stat().st_size:
        raise VaultDamaged(part="database", detail="missing")
    old_key = keyslots.previous_key(header, opening.key)
    if old_key is None:
        return  # the engine's first statement proves the key
    if answers_to(opening.database, opening.key):
        if opening.medium is not Medium.READ_ONLY:
            write_header(opening.layout.header, keyslots.settled(header, opening.key))
    elif answers_to(opening.database, old_key):
        _finish(opening, old_key)
    else:
        raise VaultDamaged(part="database", detail="first page")


def _finish(opening: Opening, old_key: Secret) -> None:
    """Rewrite the database under the new key; without room for it, open under the old one."""
    if opening.medium is not Medium.READ_ONLY:
        with contextlib.suppress(StorageError):
            rekey(opening.layout, old_key, opening.key)
            return
    opening.key, opening.rekey_pending = old_key, True


def rekey(layout: Layout, old_key: Secret, new_key: Secret) -> None:
    """Rewrite a closed database from ``old_key`` to ``new_key`` and settle the header.

    One transaction of SQLite: cut off anywhere, the database answers to one of the two keys.
    """
    from sqlcipher3 import dbapi2

    raw = connection.open_keyed(layout.database, old_key)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        raw.execute("PRAGMA synchronous=FULL")
        raw.reset_key(connection.raw_key(new_key))
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except dbapi2.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        raise (of_database(code, layout.database) or VaultDamaged(part="database")) from None
    finally:
        raw.close()
    if not answers_to(layout.database, new_key):
        raise VaultDamaged(part="database", detail="rekey")
    header = read_header(layout.header, limits=_ANY_COST)
    write_header(layout.header, keyslots.settled(header, new_key))


def _private_copy(layout: Layout) -> Path:
    """Copy the database and its side files where they can be opened; everything is ciphertext."""
    private = Path(tempfile.mkdtemp(prefix="nivel-copy-"))  # mkdtemp makes it 0700
    with system_trouble(layout.folder):
        name = layout.database.name
        for side in ("", *(end for end in SIDE_FILES if end != "-shm")):
            source = layout.folder / (name + side)
            if source.exists():
                shutil.copyfile(source, private / source.name)
    return private
