"""The logs' desk: the use log and the disclosure log, each alone or both in order of time.

Writes the use log lines that belong to no other change; disclosures are the gate's to write.
"""

import datetime as dt
from typing import TYPE_CHECKING

from storage.casebook.desk import Desk, Row
from storage.casebook.labels import label_in
from storage.casebook.later import Later
from storage.lines.log import USE_LOG, LogEntry, LogFilter

if TYPE_CHECKING:
    from storage.records import log as records
else:
    records = Later("storage.records.log")
_USE = (
    "SELECT id, case_id, what, kind, at, person, detail, reason, '' AS receiver,"
    " '' AS organisation, '' AS sector, '' AS ground, '' AS override, rowid AS turn FROM log_line"
)
_DISCLOSED = (
    "SELECT id, case_id, 'disclosed' AS what, kind, at, person, what AS detail,"
    " purpose AS reason, receiver, organisation, sector, ground, override, rowid AS turn"
    " FROM disclosure"
)
_LOGS = {
    "use": _USE,
    "disclosed": _DISCLOSED,
    # What was written out and passed the gate stands once, as the disclosure it is.
    "both": _USE
    + " u WHERE NOT (u.what = 'exported' AND EXISTS (SELECT 1 FROM disclosure d"
    + " WHERE d.record_id = u.record_id AND d.at = u.at)) UNION ALL "
    + _DISCLOSED,
}
# What left with the whole casebook left with each case that was open by then.
_SHOWN = (
    " WHERE (:case IS NULL OR l.case_id = :case OR (l.case_id IS NULL AND l.what = 'disclosed'"
    " AND l.at >= (SELECT coalesce(o.opened_on, '') FROM case_ o WHERE o.id = :case)))"
    " AND (:person = '' OR l.person = :person) AND (:what = '' OR l.what = :what)"
    " AND (:since IS NULL OR l.at >= :since) AND (:until IS NULL OR l.at < :until)"
)
_LIST = (
    "SELECT l.*, c.mark, c.number FROM ({log}) l LEFT JOIN case_ c ON c.id = l.case_id"
    + _SHOWN
    + " ORDER BY l.at DESC, l.turn DESC LIMIT :limit OFFSET :offset"
)
_COUNT = "SELECT count(*) FROM ({log}) l" + _SHOWN
_PEOPLE = "SELECT DISTINCT l.person FROM ({log}) l" + _SHOWN + " ORDER BY l.person"
_LISTS = {name: _LIST.format(log=log) for name, log in _LOGS.items()}
_COUNTS = {name: _COUNT.format(log=log) for name, log in _LOGS.items()}
_PEOPLES = {name: _PEOPLE.format(log=log) for name, log in _LOGS.items()}


def _line(row: Row) -> LogEntry:
    return LogEntry(
        id=row["id"],
        case_id=row["case_id"],
        case_label=label_in(row),
        what=row["what"],
        kind=row["kind"],
        at=dt.datetime.fromisoformat(row["at"]),
        person=row["person"],
        detail=row["detail"],
        reason=row["reason"],
        receiver=row["receiver"],
        organisation=row["organisation"],
        sector=row["sector"],
        ground=row["ground"],
        override=row["override"],
    )


class Log(Desk):
    """Reads the logs."""

    def count(self, case_id: bytes | None = None, shown: LogFilter = USE_LOG) -> int:
        """Count the lines, of one case if it is named."""
        return self._count(_COUNTS[shown.log], _values(case_id, shown))

    def lines(
        self,
        offset: int = 0,
        limit: int = 100,
        *,
        case_id: bytes | None = None,
        shown: LogFilter = USE_LOG,
    ) -> tuple[LogEntry, ...]:
        """Return one page, the last first."""
        values = _values(case_id, shown) | {"offset": offset, "limit": limit}
        return tuple(_line(row) for row in self._rows(_LISTS[shown.log], values))

    def people(self, case_id: bytes | None = None, shown: LogFilter = USE_LOG) -> tuple[str, ...]:
        """Return who stands in these lines, for narrowing them to one."""
        rows = self._rows(_PEOPLES[shown.log], _values(case_id, shown))
        return tuple(row["person"] for row in rows)

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


def _values(case_id: bytes | None, shown: LogFilter) -> dict[str, object]:
    after = None if shown.until is None else shown.until + dt.timedelta(days=1)
    return {
        "case": case_id,
        "person": shown.person,
        "what": shown.what,
        "since": _utc(shown.since),
        "until": _utc(after),
    }


def _utc(day: dt.date | None) -> str | None:
    """Return the start of a day of this machine as the logs write moments."""
    if day is None:
        return None
    start = dt.datetime.combine(day, dt.time()).astimezone(dt.UTC)
    return start.strftime("%Y-%m-%dT%H:%M:%SZ")
