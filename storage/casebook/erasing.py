"""The erasing desk: a closed case goes for good, once its record-ready text has been filed.

The law: values go from the journal, the rows, the search index (rebuilt: FTS5 keeps erased words
otherwise), the drafts, the free pages (``secure_delete``, a truncated WAL) and the daily backups.
What stays: signed batches without values, and the use log, which never held content. Copies that
were carried to others are out of reach, and the screen says so. One's own other devices erase
it too (``letting_go``). There is no undo.
"""

import datetime as dt

from sqlalchemy import Connection

from storage.casebook import text_index
from storage.casebook.desk import Desk
from storage.casebook.known import Known
from storage.casebook.upkeep import strip
from storage.errors import Invalid
from storage.exchange import outbox
from storage.exchange.erasures import ERASURE, Erasure
from storage.journal.project import project
from storage.journal.purge import purge
from storage.records.cases import Case, Phase
from storage.records.kinds import KINDS
from storage.vault.rotation import list_backups, rotate

_RECORDS = (
    "SELECT DISTINCT head.record FROM head JOIN batch ON batch.id = head.batch"
    " JOIN stream ON stream.id = batch.stream JOIN section ON section.id = stream.section"
    " WHERE section.scope = ? AND section.name <> 'log'"
)
_DROP_DRAFTS = (
    "DELETE FROM draft WHERE instr(place, ?) > 0",
    "DELETE FROM draft_over WHERE instr(place, ?) > 0",
)


class Erasing(Desk):
    """Erases."""

    def erase_case(self, case_id: bytes, today: dt.date) -> int:
        """Erase a closed case; returns how many values went.

        Raises RecordMissing, and Invalid (not-closed) for a case that is still open.
        """
        with self._casebook.change("case.erase", can_undo=False) as change:
            if change.read(Case, case_id).phase != Phase.CLOSED:
                raise Invalid("case", "phase", "not-closed")
            records = records_of(change.connection, case_id)
            change.note("case", case_id)
            erased = erase_records(change.connection, records)
            self._tell_own_devices(change.connection, case_id, records)
        self.sweep(today)
        return erased

    def _tell_own_devices(
        self, connection: Connection, case_id: bytes, records: list[bytes]
    ) -> None:
        own = [one.device for one in Known(connection, self._casebook.me).own_devices]
        outbox.add(connection, ERASURE, Erasure(case_id, tuple(records)).pack(), own)

    def sweep(self, today: dt.date) -> None:
        """Leave nothing of what was erased: indexes, free pages, the log file, daily backups."""
        vault = self._casebook.vault
        with vault.alone() as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        for path, _day in list_backups(vault.layout.backups):
            path.unlink()
        rotate(vault, today, strip=strip)


def records_of(connection: Connection, case_id: bytes) -> list[bytes]:
    """Return the ids of all records of a case but its log."""
    return [bytes(row[0]) for row in connection.exec_driver_sql(_RECORDS, (case_id,))]


def erase_records(connection: Connection, records: list[bytes]) -> int:
    """Erase the values, rows, drafts and index entries of records; returns how many values."""
    erased = sum(purge(connection, record) for record in records)

    mirror = text_index.Mirror(connection)
    project(connection, records, KINDS, after=mirror.take)
    mirror.flush()
    for record in records:
        for statement in _DROP_DRAFTS:
            connection.exec_driver_sql(statement, (record.hex(),))
    text_index.rebuild_trigrams(connection)
    return erased
