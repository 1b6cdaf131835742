"""The erasing desk: a closed case goes for good, once its record-ready text has been filed.

The law: values go from the journal, the rows, the search index (rebuilt: FTS5 keeps erased words
otherwise), the drafts, the free pages (``secure_delete``, a truncated WAL) and the daily backups.
What stays: signed batches without values, and the use log, which never held content. Copies that
were carried elsewhere are out of reach, and the screen says so. There is no undo.
"""

import datetime as dt

from sqlalchemy import Connection

from storage.casebook import text_index
from storage.casebook.desk import Desk
from storage.casebook.upkeep import strip
from storage.errors import Invalid
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
            found = change.connection.exec_driver_sql(_RECORDS, (case_id,)).all()
            records = [bytes(row[0]) for row in found]
            change.note("case", case_id)
            erased = _erase(change.connection, records)
        self.sweep(today)
        return erased

    def sweep(self, today: dt.date) -> None:
        """Leave nothing of what was erased: indexes, free pages, the log file, daily backups."""
        vault = self._casebook.vault
        with vault.alone() as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        for path, _day in list_backups(vault.layout.backups):
            path.unlink()
        rotate(vault, today, strip=strip)


def _erase(connection: Connection, records: list[bytes]) -> int:
    erased = sum(purge(connection, record) for record in records)

    mirror = text_index.Mirror(connection)
    project(connection, records, KINDS, after=mirror.take)
    mirror.flush()
    for record in records:
        for statement in _DROP_DRAFTS:
            connection.exec_driver_sql(statement, (record.hex(),))
    text_index.rebuild_trigrams(connection)
    return erased
