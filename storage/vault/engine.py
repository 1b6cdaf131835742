"""The open vault: one writer, readers beside it, every error translated.

The law:
* one writer connection, serialised by a lock; on a local disk (WAL) readers have connections of
their
  own, so a long read never blocks a save; on a stick or network drive (TRUNCATE, EXCLUSIVE) there
  is one connection and reads take turns with writes;
* ``write()`` is BEGIN IMMEDIATE ... COMMIT; a nested ``write()`` of the same thread joins the outer
one,
  and an error in it dooms the whole, even if somebody swallows it;
* a ``read()`` inside a ``write()`` sees what was just written;
* SQL and values never leave in an error: ``hide_parameters``, re-raised ``from None``;
* a full disk spends the reserve (``reserve.py``), so that deleting still works.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any

from storage.crypto.kdf import expand
from storage.errors import VaultReadOnly
from storage.vault import connection as raw_connection
from storage.vault.connections import Connections
from storage.vault.layout import Layout, make_private
from storage.vault.medium import Medium
from storage.vault.opening import Opening, prepare
from storage.vault.pool import translated
from storage.vault.readers import Readers
from storage.vault.reserve import Reserve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from storage.crypto.secret import Secret

_LONGEST_WAIT = 5.0  # seconds that closing waits for a read of another thread


class OpenVault:
    """A vault that this process holds; made by ``open_vault`` and ``create_vault``."""

    def __init__(self, opening: Opening) -> None:
        """Open the writer connection; a database that does not answer is ``VaultDamaged``."""
        self._opening = opening
        self.path: Path = opening.layout.folder
        self.medium: Medium = opening.medium
        self.layout: Layout = opening.layout
        self._turn = threading.RLock()
        self._here = threading.local()
        self._readers = Readers()
        self._doomed = False
        self._connections = Connections(opening)
        self._reserve = Reserve(None if self.medium is Medium.READ_ONLY else self.layout.reserve)
        self._connections.start_though_full(self._translated)

    @property
    def reserve_spent(self) -> bool:
        """Say whether the disk is so full that no record may be opened."""
        return self._reserve.spent

    @property
    def rekey_pending(self) -> bool:
        """Say whether a removal could not be finished yet (a full disk, a read-only medium)."""
        return self._opening.next_key is not None

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """Lend the writer for one transaction: all of it lasts, or nothing.

        Raises ``VaultReadOnly``, ``DiskFull``, ``MediumGone``, ``VaultDamaged``.
        """
        if self.medium is Medium.READ_ONLY:
            raise VaultReadOnly(self.path)
        if self._reading:
            message = "a write inside a read: on a stick both use one connection"
            raise RuntimeError(message)
        with self._turn:
            if self._writing:
                with self._joined() as connection:
                    yield connection
                return
            with self._translated(), self._transaction() as connection:
                yield connection
            self._reserve.refill()

    @contextlib.contextmanager
    def read(self, *, stoppable: bool = False) -> Iterator[Connection]:
        """Lend a connection that sees one unchanging state; nested reads share it.

        Only with ``stoppable`` does ``interrupt_readers`` end it (``Stopped``): a search, no list.
        """
        inside = self._connections.writer if self._writing else self._reading
        if inside is not None:
            yield inside
            return
        with self._readers.entered(), self._translated(), self._reader() as connection:
            raw = connection.connection.driver_connection
            with self._readers.stoppable(raw) if stoppable else contextlib.nullcontext():
                yield connection

    def interrupt_readers(self) -> None:
        """Stop the stoppable reads of every thread; never a write."""
        self._readers.interrupt()

    def subkey(self, label: str) -> bytes:
        """Return 32 bytes for the use ``label`` names; they change when a key slot is removed."""
        with expand(self._opening.key, f"nivel-sub-{label}") as made, made.view() as view:
            return bytes(view)

    @contextlib.contextmanager
    def stopped(self) -> Iterator[Opening]:
        """Close every connection for the block (a rekey), then open with the key then held."""
        if self._writing or self._reading:
            message = "the connections cannot be closed inside a read or write"
            raise RuntimeError(message)
        with self._readers.kept_out(), self._turn:  # this order: a reader may wait for the turn
            self._connections.stop()
            try:
                yield self._opening
            finally:
                with self._translated():
                    self._connections.start()

    @contextlib.contextmanager
    def alone(self) -> Iterator[Any]:
        """Lend the writer's raw connection outside any transaction (checks, checkpoints)."""
        with self._turn, self._translated():
            self._reopen()
            yield self._connections.raw_writer

    @contextlib.contextmanager
    def beside(self) -> Iterator[Any]:
        """Lend a raw connection for long work (a backup, a check): saves go on where they can.

        On a stick or network drive there is one connection, and saves wait.
        """
        if self._connections.is_single:
            with self.alone() as raw:
                yield raw
            return
        with self._readers.entered(), self._translated(), self._connections.raw_reader() as raw:
            yield raw

    @property
    def database(self) -> Path:
        """Return the database file in use: the private copy on a read-only medium."""
        return self._opening.database

    @property
    def key(self) -> Secret:
        """Return the key the database answers to, for this package alone."""
        return self._opening.key

    @property
    def header_key(self) -> Secret:
        """Return the key that signs the header: another one while a rekey is pending."""
        return self._opening.next_key or self._opening.key

    def close(self) -> None:
        """Close everything and let the next process in; safe to call twice."""
        with self._readers.kept_out(_LONGEST_WAIT), self._turn:
            self._connections.stop()
            self._opening.close()

    @property
    def _writing(self) -> bool:
        return getattr(self._here, "writing", False)

    @property
    def _reading(self) -> Connection | None:
        return getattr(self._here, "reading", None)

    def _reopen(self) -> None:
        """Open again what a failure in ``stopped`` left closed: a stick may be back."""
        if self._opening.is_closed:
            message = "this vault is closed"
            raise RuntimeError(message)
        if not self._connections.is_open:
            with self._turn:
                self._connections.start()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        self._reopen()
        self._doomed, self._here.writing = False, True
        try:
            with self._connections.writer.begin():
                yield self._connections.writer
                if self._doomed:
                    message = "an inner write failed and its error was swallowed"
                    raise RuntimeError(message)
        finally:
            self._here.writing = False

    @contextlib.contextmanager
    def _joined(self) -> Iterator[Connection]:
        try:
            yield self._connections.writer
        except BaseException:
            self._doomed = True
            raise

    @contextlib.contextmanager
    def _reader(self) -> Iterator[Connection]:
        """Lend a reader's connection; where there is only one, take turns with writes."""
        self._reopen()
        turn = self._turn if self._connections.is_single else contextlib.nullcontext()
        with turn, self._connections.reader() as connection:
            self._here.reading = connection
            try:
                yield connection
            finally:
                self._here.reading = None

    def _translated(self) -> contextlib.AbstractContextManager[None]:
        return translated(self.path, self._reserve.release)


def open_vault(path: Path, data_key: Secret, *, medium: Medium | None = None) -> OpenVault:
    """Open the vault in the folder ``path``; ``medium`` overrides what is detected.

    Raises ``VaultMissing``, ``VaultBusy``, ``VaultDamaged`` (part header or database),
    ``VaultNewer``, ``WrongSecret`` if the key is another vault's, ``MediumGone``, ``DiskFull``.
    """
    opening = prepare(path, data_key, medium)
    try:
        return OpenVault(opening)
    except BaseException:
        opening.close()
        raise


def create_vault(path: Path, data_key: Secret, *, medium: Medium | None = None) -> OpenVault:
    """Make the empty database beside a header just written, and open it."""
    layout = Layout(path)
    make_private(layout.database)
    raw_connection.make_database(layout.database, data_key)
    return open_vault(path, data_key, medium=medium)
