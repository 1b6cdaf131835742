"""The use log's desk: reading it, and writing the lines that belong to no other change."""

import datetime as dt
from typing import TYPE_CHECKING

from storage.casebook.desk import Desk, Row
from storage.casebook.later import Later
from storage.lines.log import LogEntry
from storage.lines.names import case_label

if TYPE_CHECKING:
    from storage.records import log as records
else:
    records = Later("storage.records.log")
_COLUMNS = (
    "SELECT l.*, c.mark, c.number FROM log_line l LEFT JOIN case_ c ON c.id = l.case_id"
    " WHERE (:case IS NULL OR l.case_id = :case)"
)
_LIST = _COLUMNS + " ORDER BY l.at DESC, l.rowid DESC LIMIT :limit OFFSET :offset"
_COUNT = "SELECT count(*) FROM log_line l WHERE (:case IS NULL OR l.case_id = :case)"


def _line(row: Row) -> LogEntry:
    return LogEntry(
        id=row["id"],
        case_id=row["case_id"],
        case_label=case_label(row["mark"], row["number"]) if row["mark"] else "",
        what=row["what"],
        kind=row["kind"],
        at=dt.datetime.fromisoformat(row["at"]),
        person=row["person"],
        detail=row["detail"],
        reason=row["reason"],
    )


class Log(Desk):
    """Reads the use log."""

    def count(self, case_id: bytes | None = None) -> int:
        """Count the lines, of one case if it is named."""
        return self._count(_COUNT, {"case": case_id})

    def lines(
        self, offset: int = 0, limit: int = 100, *, case_id: bytes | None = None
    ) -> tuple[LogEntry, ...]:
        """Return one page, the last first."""
        values = {"case": case_id, "offset": offset, "limit": limit}
        return tuple(_line(row) for row in self._rows(_LIST, values))

    def write(
        self,
        what: "records.LogWhat",
        *,
        case_id: bytes | None = None,
        detail: str = "",
        reason: str = "",
    ) -> None:
        """Write a line that stands alone: names unmasked, a search begun, a backup made."""
        self._casebook.write_log(what, case_id=case_id, detail=detail, reason=reason)
