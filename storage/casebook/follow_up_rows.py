"""The rows of follow-up contacts: the statements that find them, and the lines made of them.

The law: what is due is found by the two indexed days, never by a look at every case of the office;
a closed case's contacts rest.
"""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from storage.casebook import same
from storage.casebook.desk import as_day
from storage.lines.follow_ups import FollowUpLine

_COLUMNS = (
    "SELECT f.id, f.case_id, coalesce(c.mark || '-' || printf('%04d', c.number), ''),"
    " trim(coalesce(nullif(k.called, ''), k.given_name, '') || ' ' ||"
    " coalesce(k.family_name, '')), f.label, f.first, f.last, f.unit, f.planned_from, f.asked,"
    " f.due, f.next_try, f.state, f.reason, f.ended_on, f.channel,"
    " trim(coalesce(nullif(w.called, ''), w.given_name, '') || ' ' ||"
    " coalesce(w.family_name, '')), f.words, r.day,"
    " (SELECT count(*) FROM contact_attempt a WHERE a.follow_up_id = f.id),"
    " coalesce((SELECT a.outcome FROM contact_attempt a WHERE a.follow_up_id = f.id"
    " ORDER BY a.at DESC, a.id LIMIT 1), '') FROM follow_up f"
    " LEFT JOIN case_ c ON c.id = f.case_id LEFT JOIN person k ON k.id = c.client_id"
    + same.person("f.person_id", "w")
    + " LEFT JOIN release_date r ON r.id = c.planning_id"
)
OF_CASE = _COLUMNS + " WHERE f.case_id = :case ORDER BY f.due, f.id"
ONE = _COLUMNS + " WHERE f.id = :id"
_TURN = (
    " WHERE f.state = 'planned' AND (f.due BETWEEN :since AND :until"
    " OR f.next_try BETWEEN :since AND :until)"
    " AND coalesce(f.next_try, f.due) BETWEEN :since AND :until"
)
_OPEN_CASE = " AND EXISTS (SELECT 1 FROM case_ o WHERE o.id = f.case_id AND o.phase <> 'closed'"
_MINE = (
    " AND (NOT :mine OR o.owner_id = :me OR f.person_id = :me"
    " OR f.person_id IN (SELECT id FROM same WHERE kept = :me)))"
)
DUE = (
    _COLUMNS + _TURN + _OPEN_CASE + _MINE + " ORDER BY coalesce(f.next_try, f.due), f.id"
    " LIMIT :limit"
)
COUNT_DUE = "SELECT count(*) FROM follow_up f" + _TURN + _OPEN_CASE + _MINE
TEMPLATE = "SELECT id, label, first, last, unit, channel FROM follow_up_template"
RELEASE = (
    "SELECT r.day, r.certainty FROM case_ c JOIN release_date r ON r.id = c.planning_id"
    " WHERE c.id = :case"
)
FIRST_DAY, LAST_DAY = dt.date(1, 1, 1), dt.date(9999, 12, 31)
_DAYS = (8, 9, 10, 11, 14, 18)  # the cells of ``_COLUMNS`` that hold a day


def follow_up_line(row: Sequence[Any]) -> FollowUpLine:
    """Make the line of one row."""
    cells = [*row]
    for cell in _DAYS:
        cells[cell] = _day(row[cell])
    return FollowUpLine._make(cells)


_day = lru_cache(maxsize=4096)(as_day)
