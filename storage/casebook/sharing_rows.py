"""The rows of a case's sharing: the statements that find them, and the lines made of them.

The law: nothing here loads a record class: Today reads which bases end soon.
"""

import datetime as dt

from storage.casebook import same
from storage.casebook.desk import Row, as_day, as_moment
from storage.casebook.labels import label_in
from storage.lines.names import full_name
from storage.lines.sharing import BarLine, BasisLine, ProtectionLine
from storage.rules.basis_state import has_ended, state_in

_RECIPIENT = (
    " coalesce(p.given_name, '') AS given, coalesce(p.family_name, '') AS family,"
    " coalesce(p.called, '') AS called"
)
_ENDED = "(SELECT max(e.at) FROM basis_end e WHERE e.case_id = b.case_id) AS ended_at"
_BASES = (
    "SELECT b.*, c.mark, c.number,"
    + _RECIPIENT
    + ", "
    + _ENDED
    + " FROM basis b JOIN case_ c ON c.id = b.case_id"
    + same.person("b.person_id")
)
BASES = _BASES + " WHERE b.case_id = :case ORDER BY b.recorded_at DESC, b.id"
ONE_BASIS = _BASES + " WHERE b.id = :id"
EXPIRING = (
    _BASES + " WHERE b.withdrawn_at IS NULL AND b.ends >= :since AND b.ends <= :until"
    " AND c.phase <> 'closed' AND NOT EXISTS (SELECT 1 FROM basis_end e"
    " WHERE e.case_id = b.case_id AND e.at >= coalesce(b.recorded_at, ''))"
    " ORDER BY b.ends, b.id LIMIT :limit"
)
BARS = (
    "SELECT b.*,"
    + _RECIPIENT
    + " FROM bar b"
    + same.person("b.person_id")
    + " WHERE b.case_id = :case"
    " ORDER BY b.recorded_at DESC, b.id"
)
PROTECTIONS = (
    "SELECT b.*,"
    + _RECIPIENT
    + ", coalesce(q.given_name, '') AS given2, coalesce(q.family_name, '') AS family2,"
    " coalesce(q.called, '') AS called2 FROM protection b"
    + same.person("b.person_id")
    + same.person("b.against_id", "q")
    + " WHERE b.case_id = :case ORDER BY name_order(p.family_name, p.given_name, p.called), b.id"
)
INVITED = (
    "SELECT a.id FROM attendance a JOIN meeting m ON m.id = a.meeting_id"
    " WHERE m.case_id = :case AND m.state = 'planned' AND a.person_id = :person"
)
DAYS_BEFORE = 14
_ORDER = ("live", "draft", "not-yet", "expired", "withdrawn", "ended", "lifted")


def order_of(state: str) -> int:
    """Return where a state stands in a list: what counts first."""
    return _ORDER.index(state)


def basis_line(row: Row, today: dt.date) -> BasisLine:
    """Make the line of one basis."""
    withdrawn_at = as_moment(row["withdrawn_at"])
    starts, ends = as_day(row["starts"]), as_day(row["ends"])
    return BasisLine(
        id=row["id"],
        case_id=row["case_id"],
        case_label=label_in(row),
        kind=row["kind"],
        recipient=_recipient(row),
        person_id=row["person_id"],
        sector=row["sector"],
        sections=tuple(row["sections"].split()),
        areas=tuple(row["areas"].split()),
        purpose=row["purpose"],
        paragraph=row["paragraph"],
        starts=starts,
        ends=ends,
        how=row["how"],
        given_on=as_day(row["given_on"]),
        withdrawn_at=withdrawn_at,
        state=state_in(
            today,
            starts,
            ends,
            withdrawn=withdrawn_at is not None,
            ended=has_ended(as_moment(row["recorded_at"]), as_moment(row["ended_at"])),
            draft=row["kind"] == "statutory" and not row["paragraph"],
        ),
    )


def bar_line(row: Row, today: dt.date) -> BarLine:
    """Make the line of one bar."""
    withdrawn_at = as_moment(row["withdrawn_at"])
    starts, ends = as_day(row["starts"]), as_day(row["ends"])
    return BarLine(
        id=row["id"],
        by=row["by"],
        target=row["target"],
        recipient=_recipient(row),
        person_id=row["person_id"],
        sector=row["sector"],
        sections=tuple(row["sections"].split()),
        areas=tuple(row["areas"].split()),
        starts=starts,
        ends=ends,
        how=row["how"],
        given_on=as_day(row["given_on"]),
        withdrawn_at=withdrawn_at,
        state=state_in(today, starts, ends, withdrawn=withdrawn_at is not None),
    )


def protection_line(row: Row, today: dt.date) -> ProtectionLine:
    """Make the line of one protected person."""
    starts, ends = as_day(row["starts"]), as_day(row["ends"])
    lifted = row["lifted_at"] is not None
    return ProtectionLine(
        id=row["id"],
        kind=row["kind"],
        person_id=row["person_id"],
        name=full_name(row["given"], row["family"], row["called"]),
        against=full_name(row["given2"], row["family2"], row["called2"]),
        note=row["note"],
        starts=starts,
        ends=ends,
        state="lifted" if lifted else state_in(today, starts, ends, withdrawn=False),
    )


def _recipient(row: Row) -> str:
    person = full_name(row["given"], row["family"], row["called"])
    name: str = person or row["name"] or row["organisation"]
    return name
