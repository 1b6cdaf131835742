"""From a folder and a data key to what the engine needs: lock, medium, settings, the key that fits.

The law: nothing is changed before the header fits the key; the order is lock, header, database. A
removal that was cut off is finished here: the header holds the old key wrapped under the new one,
and whichever of the two the database answers to decides. A medium that takes no writing is never
opened in place (``private_copy.py``).
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.crypto.kdf import Argon2Parameters, Limits
from storage.errors import DiskFull, VaultDamaged
from storage.vault import connection, keyslots
from storage.vault.files import sweep_parts
from storage.vault.header import Header, read_header, write_header
from storage.vault.layout import Layout
from storage.vault.lockfile import Lock, acquire
from storage.vault.medium import Medium, detect_medium
from storage.vault.private_copy import PrivateCopy
from storage.vault.rekeying import no_progress, rekey, rekey_trouble
from storage.vault.sealing import prove
from storage.vault.trouble import code_of, of_database

if TYPE_CHECKING:
    from pathlib import Path

    from storage.crypto.secret import Secret
    from storage.vault.rekeying import Progress

# nothing is derived here, and the header's signature is proved: its cost needs no check again
ANY_COST = Limits(Argon2Parameters(0, 0, 0), Argon2Parameters(2**32, 2**32, 2**32))
_NOT_A_DATABASE = 26
_LEAST_BYTES = 4096  # one page; a new vault has it before its header can be used


@dataclass(slots=True)
class Opening:
    """What is held while a vault is open. ``key`` is an own copy, wiped by ``close``."""

    layout: Layout
    medium: Medium
    key: Secret
    database: Path
    next_key: Secret | None = None  # a removal is unfinished: the key that signs the header
    lock: Lock | None = None
    private: PrivateCopy | None = None
    is_closed: bool = False

    @property
    def settings(self) -> tuple[str, ...]:
        """Return the journal settings of this medium."""
        alone = self.medium in {Medium.REMOVABLE, Medium.NETWORK}
        return connection.ALONE if alone else connection.SHARED

    def close(self) -> None:
        """Give back the lock, wipe the key, remove the private copy."""
        self.is_closed = True
        self.key.wipe()
        if self.next_key is not None:
            self.next_key.wipe()
        if self.private is not None:
            self.private.remove()
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
            opening.private = PrivateCopy.of(layout)
            opening.database = opening.private.folder / layout.database.name
        else:
            opening.lock = acquire(layout.lock)
            for inner in (folder, layout.blobs, layout.backups):
                sweep_parts(inner)
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
    header = read_own_header(opening.layout, opening.key)
    if not opening.database.exists() or opening.database.stat().st_size < _LEAST_BYTES:
        raise VaultDamaged(part="database", detail="missing")  # SQLite would make it anew, empty
    old_key = keyslots.previous_key(header, opening.key)
    if old_key is None:
        return  # the engine's first statement proves the key
    if answers_to(opening.database, opening.key):
        if opening.medium is not Medium.READ_ONLY:
            write_header(opening.layout.header, keyslots.settled(header, opening.key))
    elif answers_to(opening.database, old_key):
        opening.key, opening.next_key = old_key, opening.key
        if opening.medium is not Medium.READ_ONLY:
            with contextlib.suppress(DiskFull):  # without room, open under the old key
                finish_rekey(opening)
    else:
        raise VaultDamaged(part="database", detail="first page")


def finish_rekey(opening: Opening, progress: Progress = no_progress) -> None:
    """Rewrite the closed database under ``next_key`` and settle the header.

    One transaction of SQLite: cut off anywhere, the database answers to one of the two keys.
    ``progress`` hears of hundredths, from another thread.
    """
    if opening.next_key is None:
        return
    _rewrite(opening.database, opening.key, opening.next_key, progress)
    opening.key.wipe()
    opening.key, opening.next_key = opening.next_key, None
    header = read_own_header(opening.layout, opening.key)
    write_header(opening.layout.header, keyslots.settled(header, opening.key))


def read_own_header(layout: Layout, data_key: Secret) -> Header:
    """Read the header of a vault whose key is held, and prove it: nobody slipped in a slot.

    Raises ``WrongSecret`` if the key is another vault's, ``VaultDamaged``, ``VaultNewer``.
    """
    header = read_header(layout.header, limits=ANY_COST)
    prove(header, data_key)
    return header


def _rewrite(database: Path, old_key: Secret, new_key: Secret, progress: Progress) -> None:
    """Rewrite every page; raise what kept it from being done."""
    from sqlcipher3 import dbapi2

    try:
        rekey(database, old_key, new_key, progress)
    except dbapi2.Error as error:
        raise rekey_trouble(code_of(error), database) from None
    if not answers_to(database, new_key):
        raise VaultDamaged(part="database", detail="rekey")
