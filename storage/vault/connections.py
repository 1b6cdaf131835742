"""The connections of one open vault: the writer, and readers where the medium allows them.

The law: on a local disk readers have connections of their own, which cannot write (``query_only``);
on a stick or network drive there is one connection for everything. Whoever uses the writer holds
the turn; see ``engine.py``.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from storage.errors import DiskFull, VaultNewer
from storage.vault import connection as raw_connection
from storage.vault.connection import DATABASE_VERSION
from storage.vault.pool import BEGIN, new_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from storage.vault.opening import Opening


class Connections:
    """Made closed; ``start`` opens the writer."""

    writer: Connection

    def __init__(self, opening: Opening) -> None:
        """Remember what to open; nothing is opened yet."""
        self._opening = opening
        self.is_open = False

    @property
    def is_single(self) -> bool:
        """Say whether there is only one connection."""
        return self._opening.settings is raw_connection.ALONE

    def start(self) -> None:
        """Open the writer unless it is open; the pool makes the readers' connections later.

        Raises database errors, and ``VaultNewer`` for a database of a newer program.
        """
        if self.is_open:
            return
        extra: tuple[str, ...] = ()
        self._engine = new_engine(lambda: self._new_raw(extra))
        self.writer = self._engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
        extra = raw_connection.READING
        self.is_open = True
        found = int(self.raw_writer.execute("PRAGMA user_version").fetchone()[0])
        if found > DATABASE_VERSION:
            self.stop()
            raise VaultNewer(found=found, known=DATABASE_VERSION)

    def start_though_full(self, translated: Callable[[], AbstractContextManager[None]]) -> None:
        """Start; once more where not even WAL's map found room: the reserve was given back then."""
        with contextlib.suppress(DiskFull), translated():
            self.start()
        with translated():
            self.start()

    def stop(self) -> None:
        """Close every connection; never raises."""
        if self.is_open:
            self.is_open = False
            with contextlib.suppress(DBAPIError, dbapi2.Error):
                self.writer.close()
            self._engine.dispose()

    @property
    def raw_writer(self) -> Any:  # noqa: ANN401 - sqlcipher3 ships no types
        """Return the writer's raw connection."""
        return self.writer.connection.driver_connection

    @contextlib.contextmanager
    def reader(self) -> Iterator[Connection]:
        """Lend a connection in a deferred transaction: a reader's own, or the only one there is."""
        if self.is_single:
            connection = self.writer.execution_options(**{BEGIN: "BEGIN"})
            try:
                with connection.begin() as transaction:
                    yield connection
                    transaction.rollback()
            finally:
                self.writer.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
            return
        with self._engine.connect() as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()

    @contextlib.contextmanager
    def raw_reader(self) -> Iterator[Any]:
        """Lend a fresh raw connection that cannot write; only where several are allowed."""
        raw = self._new_raw(raw_connection.READING)
        try:
            yield raw
        finally:
            raw.close()

    def _new_raw(self, extra: tuple[str, ...]) -> Any:  # noqa: ANN401
        opening = self._opening
        return raw_connection.open_raw(opening.database, opening.key, opening.settings + extra)
