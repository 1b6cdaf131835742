"""The rows of cases and release dates: the statements that find them, and the lines made of them.

The law: a page is found first by ids alone, so that what a row says (open action items, the next
meeting) is looked up for its hundred rows and not for every case of the office.
"""

import datetime as dt

from storage.casebook.desk import Row, as_day, as_moment
from storage.lines.cases import CaseLine, ReleaseLine
from storage.lines.names import case_label, full_name

COLUMNS = (
    "SELECT c.id, c.number, c.mark, c.phase, c.prison, c.owner_id, c.owner_name, c.client_id,"
    " coalesce(p.given_name, '') AS given, coalesce(p.family_name, '') AS family,"
    " coalesce(p.called, '') AS called, r.day AS release, r.certainty AS certainty,"
    " (SELECT count(*) FROM action a WHERE a.case_id = c.id AND a.state IN ('open', 'waiting'))"
    " AS open_actions,"
    " (SELECT min(m.starts) FROM meeting m WHERE m.case_id = c.id AND m.starts >= :now"
    " AND m.state IN ('planned', 'live')) AS next_meeting"
    " FROM case_ c LEFT JOIN person p ON p.id = c.client_id"
    " LEFT JOIN release_date r ON r.id = c.planning_id"
)
SHOWN = " WHERE (:closed OR c.phase <> 'closed') AND (NOT :own OR c.owner_id = :me)"
# Who is released next comes first, then who has no date, then those released before, last first.
ORDER = (
    " ORDER BY CASE WHEN r.day >= :since THEN 0 WHEN r.day IS NULL THEN 1 ELSE 2 END,"
    " CASE WHEN r.day >= :since THEN r.day END, r.day DESC, c.mark, c.number, c.id"
)
LIST = (
    "WITH page AS (SELECT c.id FROM case_ c LEFT JOIN release_date r ON r.id = c.planning_id"
    + SHOWN
    + ORDER
    + " LIMIT :limit OFFSET :offset) "
    + COLUMNS
    + " WHERE c.id IN (SELECT id FROM page)"
    + ORDER
)
NAMES = (
    "SELECT c.id, c.mark, c.number, coalesce(p.given_name, '') AS given,"
    " coalesce(p.family_name, '') AS family, coalesce(p.called, '') AS called"
    " FROM case_ c LEFT JOIN person p ON p.id = c.client_id"
    " LEFT JOIN release_date r ON r.id = c.planning_id" + ORDER
)
SOME = COLUMNS + " WHERE c.id IN (SELECT unhex(value) FROM json_each(:ids))" + ORDER
ONE = COLUMNS + " WHERE c.id = :id"
BY_LABEL = "SELECT id FROM case_ WHERE mark = :mark AND number = :number"
COUNT = "SELECT count(*) FROM case_ c" + SHOWN
SUMMARY = (
    "SELECT c.wishes, c.summary, c.reach, c.reach_words, c.home_municipality,"
    " c.opened_on, c.client_id, c.closed_on, c.closing_reason,"
    " (SELECT count(*) FROM tie t WHERE t.case_id = c.id) AS ties,"
    " (SELECT count(*) FROM meeting m WHERE m.case_id = c.id) AS meetings,"
    " (SELECT count(*) FROM conflict x WHERE EXISTS (SELECT 1 FROM head h"
    " JOIN batch b ON b.id = h.batch JOIN stream s ON s.id = b.stream"
    " JOIN section e ON e.id = s.section WHERE h.record = x.record AND e.scope = c.id))"
    " AS conflicts"
    " FROM case_ c WHERE c.id = :id"
)
RELEASES = (
    "SELECT r.id, r.day, r.certainty, r.told_on, r.told_by, r.source, c.planning_id = r.id"
    " AS is_planning FROM release_date r JOIN case_ c ON c.id = r.case_id"
    " WHERE r.case_id = :id ORDER BY r.told_on DESC, r.day, r.id"
)


def case_line(row: Row, me: bytes) -> CaseLine:
    """Make the line of one case; ``me`` is the reader's person id."""
    return CaseLine(
        id=row["id"],
        label=case_label(row["mark"], row["number"]),
        name=full_name(row["given"], row["family"], row["called"]),
        phase=row["phase"],
        prison=row["prison"],
        release=as_day(row["release"]),
        certainty=row["certainty"] or "",
        owner=row["owner_name"],
        is_own=row["owner_id"] == me,
        open_actions=row["open_actions"],
        next_meeting=as_moment(row["next_meeting"]),
    )


def release_line(row: Row) -> ReleaseLine:
    """Make the line of one release date."""
    return ReleaseLine(
        id=row["id"],
        day=dt.date.fromisoformat(row["day"]) if row["day"] else dt.date.min,
        certainty=row["certainty"],
        told_on=as_day(row["told_on"]),
        told_by=row["told_by"],
        source=row["source"],
        is_planning=bool(row["is_planning"]),
    )
