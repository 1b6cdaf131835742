"""Checking the database's pages: every page's signature, then the structure.

The law: ``cipher_integrity_check`` reads the main file only, so the WAL is folded in first
(``wal_checkpoint(TRUNCATE)``); while a long read keeps it from being folded, the structure check
still reads through it. Pages are named, and the tables that cannot be read to the end. An old copy
of a page put back in its place is *not* seen here: the journal's chains see that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from storage.errors import Stopped
from storage.vault.connection import BUSY_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.vault.engine import OpenVault

_PAGE = re.compile(r"page (\d+)")
_STEPS = 20_000  # virtual machine steps between two looks at ``stop``
_MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong. ``page`` is counted from 1, 0 when no page is named.

    ``where``: ``page`` (a signature does not fit), ``structure`` (the B-tree is broken), ``table``
    (with its name in ``name``: it cannot be read to the end).
    """

    where: str
    page: int = 0
    name: str = ""


def check_pages(vault: OpenVault, *, stop: Callable[[], bool] = bool) -> list[Damage]:
    """Return everything that is wrong with the pages, an empty list when all is well.

    ``stop`` is asked now and then; True ends the check with ``Stopped``. About 5 ms a MB for the
    signatures and 35 ms a MB for the structure: run it in a thread.
    """
    with vault.alone() as raw:
        raw.execute("PRAGMA busy_timeout=500")  # a long search must not hold up saves for long
        try:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    with vault.beside() as raw:
        raw.set_progress_handler(lambda: int(stop()), _STEPS)
        try:
            found = _signatures(raw) + _structure(raw)
            return found + (_tables(raw) if found else [])
        finally:
            raw.set_progress_handler(None, 0)


def _signatures(raw: Any) -> list[Damage]:  # noqa: ANN401 - sqlcipher3 ships no types
    lines = _lines(raw, "PRAGMA cipher_integrity_check")
    return [Damage("page", _page(line)) for line in lines]


def _structure(raw: Any) -> list[Damage]:  # noqa: ANN401
    lines = _lines(raw, f"PRAGMA quick_check({_MOST_LINES})")
    return [Damage("structure", _page(line)) for line in lines if line != "ok"]


def _tables(raw: Any) -> list[Damage]:  # noqa: ANN401
    """Name the tables that cannot be read to the end."""
    try:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    except dbapi2.Error:
        return []
    return [Damage("table", name=name) for (name,) in names if not _reads(raw, name)]


def _reads(raw: Any, name: str) -> bool:  # noqa: ANN401
    quoted = name.replace('"', '""')
    try:
        for _row in raw.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name of our schema
            pass
    except dbapi2.Error as error:
        _raise_stopped(error)
        return False
    return True


def _lines(raw: Any, statement: str) -> list[str]:  # noqa: ANN401
    """Return a check's lines; a check that cannot even run is a line of its own."""
    try:
        return [str(line) for (line,) in raw.execute(statement)]
    except dbapi2.Error as error:
        _raise_stopped(error)
        return ["unreadable"]


def _raise_stopped(error: dbapi2.Error) -> None:
    if getattr(error, "sqlite_errorcode", 0) == dbapi2.SQLITE_INTERRUPT:
        raise Stopped from None


def _page(line: str) -> int:
    match = _PAGE.search(line)
    return int(match[1]) if match else 0
