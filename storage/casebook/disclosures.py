"""The disclosure log's desk: what of whose data went out, to whom, on what. It only reads.

The law: the gate writes these lines, in the transaction of the passage; nobody edits one.
"""

import datetime as dt

from storage.casebook.desk import Desk, Row
from storage.casebook.labels import label_in
from storage.lines.sharing import DisclosureLine

_FROM = (
    " FROM disclosure d LEFT JOIN case_ c ON c.id = d.case_id"
    " WHERE (:case IS NULL OR d.case_id = :case OR (d.case_id IS NULL AND d.at >="
    " (SELECT coalesce(o.opened_on, '') FROM case_ o WHERE o.id = :case)))"
)
_LIST = (
    "SELECT d.*, c.mark, c.number"
    + _FROM
    + " ORDER BY d.at DESC, d.rowid DESC LIMIT :limit OFFSET :offset"
)
_COUNT = "SELECT count(*)" + _FROM


class Disclosures(Desk):
    """Reads the disclosure log."""

    def count(self, case_id: bytes | None = None) -> int:
        """Count the lines, of one case if it is named: those of the whole casebook too."""
        return self._count(_COUNT, {"case": case_id})

    def lines(
        self, offset: int = 0, limit: int = 100, *, case_id: bytes | None = None
    ) -> tuple[DisclosureLine, ...]:
        """Return one page, the last first; ``limit`` -1 is all."""
        values = {"case": case_id, "offset": offset, "limit": limit}
        return tuple(_line(row) for row in self._rows(_LIST, values))


def _line(row: Row) -> DisclosureLine:
    return DisclosureLine(
        id=row["id"],
        case_id=row["case_id"],
        case_label=label_in(row),
        at=dt.datetime.fromisoformat(row["at"]),
        person=row["person"],
        way=row["way"],
        what=row["what"],
        kind=row["kind"],
        record_id=row["record_id"],
        sections=tuple(row["sections"].split()),
        areas=tuple(row["areas"].split()),
        receiver=row["receiver"],
        receiver_id=row["receiver_id"],
        organisation=row["organisation"],
        sector=row["sector"],
        purpose=row["purpose"],
        ground=row["ground"],
        basis_id=row["basis_id"],
        override=row["override"],
    )
