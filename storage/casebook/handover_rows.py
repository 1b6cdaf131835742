"""The rows of handovers: the history of a case, and what still waits in all of them.

The law: of several handovers of one role the latest counts; the earlier ones are history.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.casebook.desk import as_day, as_moment
from storage.casebook.later import Later
from storage.lines.names import case_label, full_name
from storage.lines.needs import HandoverLine

if TYPE_CHECKING:
    from storage.rules import handovers as rules
else:
    rules = Later("storage.rules.handovers")
_LATER = (
    "NOT EXISTS (SELECT 1 FROM handover l WHERE l.case_id = h.case_id AND l.tie_id IS h.tie_id"
    " AND (l.offered_at, l.id) > (h.offered_at, h.id))"
)
_LINES = (
    "SELECT h.*, c.mark, c.number, coalesce(k.given_name, '') AS given,"
    " coalesce(k.family_name, '') AS family, coalesce(k.called, '') AS called,"
    " (SELECT count(*) FROM action a WHERE a.case_id = h.case_id AND a.owner_id = h.from_id"
    "  AND a.state IN ('open', 'waiting')) AS items, " + _LATER + " AS is_latest"
    " FROM handover h JOIN case_ c ON c.id = h.case_id LEFT JOIN person k ON k.id = c.client_id"
)
_ORDER = " ORDER BY h.offered_at DESC, h.id"
OF_CASE = _LINES + " WHERE h.case_id = :case" + _ORDER
ONE = _LINES + " WHERE h.id = :id"
OPEN = (
    _LINES + " WHERE c.phase <> 'closed' AND (h.state IN ('offered', 'declined')"
    " OR h.state = 'accepted' AND (h.told_on IS NULL OR h.contact_on IS NULL))"
    " AND (NOT :mine OR c.owner_id = :me OR h.from_id = :me OR h.to_id = :me) AND "
    + _LATER + " ORDER BY h.offered_at, h.id LIMIT :limit"
)  # fmt: skip


def handover_line(row: Any, today: dt.date) -> HandoverLine:
    """Make the line of one row; ``today`` ends the days that are counted."""
    told, contact, ends = map(as_day, (row["told_on"], row["contact_on"], row["ends_on"]))
    is_latest = bool(row["is_latest"])
    standing = rules.standing(row["state"], told, contact, is_latest=is_latest)
    counts = is_latest and row["state"] != "withdrawn"
    return HandoverLine(
        row["id"], row["case_id"], case_label(row["mark"], row["number"]),
        full_name(row["given"], row["family"], row["called"]), row["tie_id"], row["role"],
        row["from_id"], row["from_name"], row["to_id"], row["to_name"],
        as_moment(row["offered_at"]), row["offered_by"], ends, row["state"], row["reason"],
        as_day(row["answered_on"]), told, contact, row["words"], row["items"], is_latest,
        str(standing), rules.gap_days(ends, contact, today) if counts else None,
    )  # fmt: skip
