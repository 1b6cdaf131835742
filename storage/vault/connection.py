"""One raw SQLCipher connection, opened the only way Nivel opens one.

The law, and why:
* the log level comes first: SQLCipher writes its errors to stderr, over the screen;
* the key is 32 raw bytes: a raw key of another length would silently be taken as a passphrase;
* ``synchronous=FULL``: WAL with NORMAL lost acknowledged commits in 513 of 1000 power losses;
* ``secure_delete``, ``temp_store=2``: erased rows and sorting leave nothing readable behind;
* ``wal_autocheckpoint`` 4000 pages, as many as ``journal_size_limit`` holds: a save writes 15
  pages, mostly those of the save before, and at 1000 it paid a tenth of its time for folding them;
* ``cache_size`` 64 MiB takes SQLCipher's read overhead away (3.9 times to none, warm);
* after the set-up an authorizer stands: one ``ATTACH ... KEY ''`` would write plaintext, and no
later
  statement may loosen a setting. Only SQL is judged: ``backup()`` and ``reset_key()`` are not SQL;
* ``name_order`` is lent to statements alone: no index or view of the file may need it, so that any
  SQLCipher reads the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.errors import PartMissing
from storage.rules.name_order import name_order

if TYPE_CHECKING:
    from pathlib import Path

    from storage.crypto.secret import Secret


KEY_BYTES = 32
SHARED = ("journal_mode=WAL", "journal_size_limit=16777216", "wal_autocheckpoint=4000")
ALONE = ("locking_mode=EXCLUSIVE", "journal_mode=TRUNCATE")
READING = ("query_only=ON",)
SETTINGS = (
    "synchronous=FULL",
    "cache_size=-65536",
    "temp_store=2",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
_OK, _DENY = 0, 1
_PRAGMA, _ATTACH, _DETACH, _FUNCTION = 19, 24, 25, 31  # action codes of sqlite3_set_authorizer
_FUNCTIONS_DENIED = {"load_extension", "sqlcipher_export", "fts3_tokenizer"}
_SECRET_PRAGMAS = {"key", "rekey", "hexkey", "hexrekey", "textkey", "textrekey", "writable_schema"}
_PRAGMAS_WITH_VALUE = {
    "busy_timeout",
    "foreign_keys",
    "foreign_key_list",
    "incremental_vacuum",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "optimize",
    "query_only",
    "quick_check",
    "table_info",
    "table_list",
    "table_xinfo",
    "user_version",
    "wal_checkpoint",
}
# Outside WAL and TRUNCATE a transaction ends by removing its journal, and FULL does not sync the
# folder: after a power loss the journal may be back and undo what the header already counts on.
LASTING = "PRAGMA synchronous=EXTRA"
BUSY_MS = 10_000
# In ``user_version``: raised with every change of a table (``casebook.tables``). A lower one is
# upgraded at opening; a higher one is a newer program's, and is not touched.
DATABASE_VERSION = 9


def open_raw(path: Path, key: Secret, settings: tuple[str, ...]) -> Any:  # noqa: ANN401 - untyped
    """Return a connection in autocommit mode, keyed, set up and guarded.

    ``settings`` is ``SHARED`` (with ``READING``) or ``ALONE``. Raises sqlcipher3's errors
    (``DatabaseError`` with code 26 if the key does not fit or the first page is damaged) and
    ``PartMissing``.
    """
    connection = open_keyed(path, key)
    try:
        for setting in (*settings, *SETTINGS):  # the locking mode before the first read
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    connection.create_function("name_order", -1, name_order, deterministic=True)
    connection.set_authorizer(authorize)
    return connection


def open_keyed(path: Path, key: Secret) -> Any:  # noqa: ANN401 - untyped
    """Return a connection that has its key and nothing else; nothing was read yet."""
    if len(key) != KEY_BYTES:
        message = "a data key has 32 bytes"
        raise ValueError(message)
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise PartMissing(part="sqlcipher") from None
    connection = dbapi2.connect(
        str(path),
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    connection.execute("PRAGMA cipher_log_level=NONE")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        connection.close()
        raise PartMissing(part="sqlcipher")
    connection.set_key(raw_key(key))
    return connection


def make_database(path: Path, key: Secret) -> None:
    """Write the first page into the empty file ``path``."""
    connection = open_keyed(path, key)
    try:
        connection.execute(LASTING)
        connection.execute(f"PRAGMA user_version={DATABASE_VERSION}").fetchall()
    finally:
        connection.close()


def raw_key(key: Secret) -> str:
    """Return the key as SQLCipher takes it raw: ``x'64 hex digits'``."""
    return f"x'{key.hex()}'"


def authorize(
    action: int, first: str | None, second: str | None, _base: str | None, _trigger: str | None
) -> int:
    """Judge one step of a statement being prepared (sqlite.org/c3ref/c_alter_table.html)."""
    if action in {_ATTACH, _DETACH}:
        return _DENY
    if action == _FUNCTION and (second or "").lower() in _FUNCTIONS_DENIED:
        return _DENY
    if action == _PRAGMA:
        name = (first or "").lower()
        harmless = second is None or name in _PRAGMAS_WITH_VALUE
        return _OK if harmless and name not in _SECRET_PRAGMAS else _DENY
    return _OK
