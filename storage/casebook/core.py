"""The core of the casebook: one open vault, one write path, the feed, the log of openings.

The law: every write goes through ``change``; every listener hears of it after it is on the disk.
The desks stand on this and know nothing of each other's casebook: ``casebook.py`` seats them.
"""

from contextlib import contextmanager
from functools import partial
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from storage.casebook import older_copy, place
from storage.casebook.feed import Feed
from storage.casebook.later import Later
from storage.casebook.reading import Reading
from storage.casebook.undo import UndoStack
from storage.errors import DiskFull, ReasonNeeded
from storage.journal.clock import HybridClock
from storage.journal.heads import read_last_clock
from storage.lines.change import Changed, Identity, Undoable
from storage.lines.names import case_label
from storage.vault.engine import OpenVault
from storage.vault.medium import Medium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from storage.casebook import kept, writing
    from storage.casebook.change import Change
    from storage.casebook.kept import AnyRecord
    from storage.crypto.keypair import DeviceSigner
    from storage.journal.write import Done
    from storage.records import log as log_records
    from storage.records.log import LogWhat
else:
    kept = Later("storage.casebook.kept")
    log_records = Later("storage.records.log")
    writing = Later("storage.casebook.writing")

_OWNER = "SELECT owner_id, mark, number FROM case_ WHERE id = ?"
OPENED_SECONDS = 30 * 60.0


class Core(Reading):
    """One open vault. Close it, or end the process: that is what locking is."""

    def __init__(self, vault: OpenVault, marks: "Path | None" = None) -> None:
        """Take an open vault whose tables exist and whose place is settled.

        ``marks``: where this machine keeps how far each vault has come.
        """
        super().__init__(vault)
        self.feed = Feed()
        self._undo = UndoStack()
        self._opened_lock = Lock()
        self._opened: dict[bytes, float] = {}
        self._admitted: set[bytes] = set()
        self._is_closed = False
        self.marks = marks
        with vault.read() as connection:
            self._signer = place.read_signer(connection)
            self.me: Identity = place.read_identity(connection, self._signer.device_id)
            self.clock = HybridClock(read_last_clock(connection))

    def become_new_device(self) -> None:
        """Sign as a new device from here on: others know another history of this one."""
        older_copy.become_new_device(self.vault)
        with self.vault.read() as connection:
            self._signer = place.read_signer(connection)
            self.me = place.read_identity(connection, self._signer.device_id)

    def raise_mark(self) -> None:
        """Say outside of the vault how far it has come, before anything of it leaves."""
        if self.marks is not None and self.vault.medium is not Medium.READ_ONLY:
            older_copy.raise_mark(self.vault, self.marks, self.me.device_id)

    @contextmanager
    def change(self, what: str, *, can_undo: bool = True) -> "Iterator[Change]":
        """One transaction for any number of saves; nested calls join the outer change."""
        outer: Change | None = getattr(self._local, "change", None)
        if outer is not None:
            yield outer
            return
        with self._writing(what) as change:
            yield change
        self._trail.note(change.done)
        if can_undo and change.can_undo:
            self._undo.push(what, change.done)
        self._tell(change)

    @contextmanager
    def _writing(self, what: str) -> "Iterator[Change]":
        with self.vault.write() as connection:
            begun = writing.begun(what, connection, self.me, self._signer, self.clock)
            try:
                with begun as change:
                    self._local.change = change
                    yield change
            finally:
                self._local.change = None
            writing.project(change)

    def _tell(self, change: "Change") -> None:
        kinds, scopes = frozenset(change.kinds), frozenset(change.scopes)
        self.feed.tell(Changed(change.what, kinds, scopes, change.is_beside))

    @property
    def signer(self) -> "DeviceSigner":
        """The signing key of this device, for what it signs beside the journal."""
        return self._signer

    @property
    def undoable(self) -> Undoable | None:
        """The last change, while it can be undone."""
        return self._undo.undoable()

    @property
    def redoable(self) -> Undoable | None:
        """The change undone last, while it can be done again."""
        return self._undo.redoable()

    def undo(self) -> str:
        """Undo the last change by a new one; returns its name. Raises UndoGone."""
        return self._undo.undo(self.take_back)

    def redo(self) -> str:
        """Do again what was undone last; returns its name. Raises UndoGone."""
        return self._undo.redo(self.take_back)

    def take_back(self, what: str, done: "Done") -> "Done":
        """Write the former values of a change over its own, as a new change. Raises UndoGone."""
        with self._writing(what) as change:
            change.take_back(done)
        self._trail.note(change.done)
        self._tell(change)
        return change.done

    def is_open(self, record_id: bytes) -> bool:
        """Say whether this record was opened within the last half hour, and so is in the log."""
        with self._opened_lock:
            at = self._opened.get(record_id)
        return at is not None and monotonic() - at < OPENED_SECONDS

    def note_opened(self, record_id: bytes) -> None:
        """Remember that the record is open; its log line is written by the change at hand."""
        with self._opened_lock:
            self._opened[record_id] = monotonic()

    def note_opening(
        self, kind: str, record_id: bytes, case_id: bytes | None, reason: str = ""
    ) -> None:
        """Write the use log line of an opening, once in half an hour for each record.

        Raises ReasonNeeded for a record of another's case until a reason has been given in this
        sitting, and DiskFull when there is no room left for log lines: nothing is opened then. On
        a medium that takes no writing there is no log, and the screen says so.
        """
        if self.vault.reserve_spent:
            raise DiskFull(self.vault.path)
        if self.is_open(record_id):
            return
        if case_id is not None:
            self._admit(case_id, reason)
        write = partial(self._log_opening, kind, record_id, case_id, reason)
        openings: list[Callable[[], None]] | None = getattr(self._local, "openings", None)
        if openings is None:
            write()
        else:
            openings.append(write)

    def _log_opening(self, kind: str, record_id: bytes, case_id: bytes | None, reason: str) -> None:
        if self.vault.medium is not Medium.READ_ONLY:
            with self.change(f"{kind}.read", can_undo=False) as change:
                change.log(
                    log_records.LogWhat.OPENED,
                    case_id=case_id,
                    kind=kind,
                    record_id=record_id,
                    reason=reason,
                )
        self.note_opened(record_id)

    def _admit(self, case_id: bytes, reason: str) -> None:
        if reason:
            self._admitted.add(case_id)
        if case_id in self._admitted:
            return
        with self.read() as connection:
            row = connection.exec_driver_sql(_OWNER, (case_id,)).first()
        if row is not None and row[0] != self.me.person_id:
            raise ReasonNeeded(case_label(row[1], row[2]), case_id)

    def open_record(self, table: "type[AnyRecord]", record_id: bytes) -> "AnyRecord":
        """Return one record; its use log line is written first. Raises what ``note_opening`` does.

        Raises RecordMissing.
        """
        with self.read() as connection:
            record = kept.read_record(connection, table, record_id)
        kind, case_id = kept.opening_of(record)
        self.note_opening(kind, record_id, case_id)
        return record

    def write_log(
        self, what: "LogWhat", *, case_id: bytes | None = None, detail: str = "", reason: str = ""
    ) -> None:
        """Write a use log line that belongs to no change of a record."""
        with self.change(f"log.{what}", can_undo=False) as change:
            change.log(what, case_id=case_id, detail=detail, reason=reason)

    def close(self) -> None:
        """Close the vault; the lock of the file goes with it."""
        if not self._is_closed:
            self._is_closed = True
            self.raise_mark()
        self.vault.close()
