"""Reads one meeting whole: agenda, attendance, entries, agreements, in the order of use.

The law: nothing here writes, and nothing here logs; the desk that hands the sheet out does.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from storage.casebook import same
from storage.casebook.desk import Row, as_day, as_moment
from storage.lines.meetings import (
    AgendaLine,
    AgreementLine,
    AttendanceLine,
    EntryLine,
    MeetingLine,
    MeetingSheet,
)
from storage.lines.names import full_name

_NAMES = (
    "coalesce(p.given_name, '') AS given, coalesce(p.family_name, '') AS family,"
    " coalesce(p.called, '') AS called"
)
_MEETING = "SELECT language, started_at, ended_at, read_back_at FROM meeting WHERE id = :id"
_AGENDA = (
    "SELECT i.*, coalesce(ps.kept, i.owner_id) AS who, "
    + _NAMES
    + " FROM agenda_item i"
    + same.person("i.owner_id")
    + " WHERE i.meeting_id = :id ORDER BY i.from_client DESC, i.position, i.id"
)
_ATTENDANCE = (
    "SELECT a.*, coalesce(ps.kept, a.person_id) AS who, p.title, p.is_client, p.sector,"
    " coalesce(o.name, '') AS organisation, "
    + _NAMES
    + " FROM attendance a"
    + same.person("a.person_id")
    + same.organisation("p.organisation_id")
    + " WHERE a.meeting_id = :id"
    " ORDER BY p.is_client DESC, name_order(p.family_name, p.given_name, p.called), a.id"
)
_ENTRIES = (
    "SELECT e.*, coalesce(ps.kept, e.speaker_id) AS who, "
    + _NAMES
    + " FROM entry e"
    + same.person("e.speaker_id")
    + " WHERE e.meeting_id = :id ORDER BY e.at, e.written_at, e.id"
)
_AGREEMENTS = (
    "SELECT g.*, coalesce(ps.kept, g.doer_id) AS who, x.id AS action_id,"
    " coalesce(x.state, '') AS action_state, "
    + _NAMES
    + " FROM agreement g"
    + same.person("g.doer_id")
    + " LEFT JOIN action x ON x.id = (SELECT a.id FROM action a WHERE a.agreement_id = g.id"
    " ORDER BY a.state IN ('done', 'dropped'), a.due DESC, a.id LIMIT 1)"  # a repeat has many
    " WHERE g.meeting_id = :id ORDER BY g.at, g.id"
)


def read_sheet(connection: Connection, meeting: MeetingLine) -> MeetingSheet:
    """Return the meeting whole."""

    def rows(statement: str) -> Sequence[Row]:
        return connection.exec_driver_sql(statement, {"id": meeting.id}).mappings().all()

    head = rows(_MEETING)[0]
    return MeetingSheet(
        meeting=meeting,
        language=head["language"],
        started_at=as_moment(head["started_at"]),
        ended_at=as_moment(head["ended_at"]),
        read_back_at=as_moment(head["read_back_at"]),
        agenda=tuple(_agenda(row) for row in rows(_AGENDA)),
        attendance=tuple(_attendance(row) for row in rows(_ATTENDANCE)),
        entries=tuple(_entry(row) for row in rows(_ENTRIES)),
        agreements=tuple(_agreement(row) for row in rows(_AGREEMENTS)),
    )


def _name(row: Row) -> str:
    return full_name(row["given"], row["family"], row["called"])


def _agenda(row: Row) -> AgendaLine:
    return AgendaLine(
        id=row["id"],
        position=row["position"],
        title=row["title"],
        minutes=row["minutes"],
        owner_id=row["who"],
        owner=_name(row),
        from_client=bool(row["from_client"]),
        started_at=as_moment(row["started_at"]),
        spent=row["spent"],
        closed=bool(row["closed"]),
    )


def _attendance(row: Row) -> AttendanceLine:
    return AttendanceLine(
        id=row["id"],
        person_id=row["who"],
        name=_name(row),
        organisation=row["organisation"],
        title=row["title"] or "",
        is_client=bool(row["is_client"]),
        role=row["role"],
        invitation=row["invitation"],
        presence=row["presence"],
        note=row["note"],
        sector=row["sector"] or "",
    )


def _entry(row: Row) -> EntryLine:
    return EntryLine(
        id=row["id"],
        item_id=row["item_id"],
        kind=row["kind"],
        tier=row["tier"],
        speaker_id=row["who"],
        speaker=_name(row),
        verbatim=bool(row["verbatim"]),
        text=row["text"],
        at=as_moment(row["at"]),
        written_at=as_moment(row["written_at"]),
    )


def _agreement(row: Row) -> AgreementLine:
    return AgreementLine(
        id=row["id"],
        item_id=row["item_id"],
        tier=row["tier"],
        text=row["text"],
        doer_id=row["who"],
        doer=_name(row),
        due=as_day(row["due"]),
        at=as_moment(row["at"]),
        read_back=bool(row["read_back"]),
        action_id=row["action_id"],
        action_state=row["action_state"],
    )
