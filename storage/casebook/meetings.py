"""The meetings' desk: plan, who comes, start, close. Its items: ``agenda``.

The law: the client takes part in a meeting about them unless someone takes them off. An invitation
or presence is the participant's own record, so two people can mark them on two devices. A protected
person is not asked. What is said stands in ``minutes``.
"""

import datetime as dt
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from storage.casebook.agenda import STEP, Agenda, PlannedItem, save_item
from storage.casebook.desk import Row, as_moment
from storage.casebook.labels import label_in
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.errors import RecordMissing
from storage.lines.meetings import MeetingLine
from storage.lines.names import full_name
from storage.records.identity import derive_id, new_id
from storage.rules.fold import fold

if TYPE_CHECKING:
    from storage.casebook import gate
    from storage.records import cases as case_records
    from storage.records import meetings as records
else:
    gate = Later("storage.casebook.gate")
    case_records = Later("storage.records.cases")
    records = Later("storage.records.meetings")
COLUMNS = (
    "SELECT m.id, m.case_id, m.kind, m.title, m.starts, m.ends, m.zone, m.place, m.state,"
    " c.mark, c.number, coalesce(p.given_name, '') AS given, coalesce(p.family_name, '') AS"
    " family, coalesce(p.called, '') AS called FROM meeting m"
    " LEFT JOIN case_ c ON c.id = m.case_id LEFT JOIN person p ON p.id = c.client_id"
)
_OF_CASE = COLUMNS + " WHERE m.case_id = :case ORDER BY m.starts DESC, m.id"
_COMING = (
    COLUMNS
    + " WHERE m.state IN ('planned', 'live') ORDER BY m.starts, m.id LIMIT :limit OFFSET :offset"
)
_PAST = (
    COLUMNS
    + " WHERE m.state IN ('held', 'cancelled') ORDER BY m.starts DESC, m.id"
    + " LIMIT :limit OFFSET :offset"
)
_ONE = COLUMNS + " WHERE m.id = :id"
_COUNT_COMING = "SELECT count(*) FROM meeting WHERE state IN ('planned', 'live')"
_COUNT_PAST = "SELECT count(*) FROM meeting WHERE state IN ('held', 'cancelled')"


def meeting_line(row: Row) -> MeetingLine:
    """Make the line of one row."""
    return MeetingLine(
        id=row["id"],
        case_id=row["case_id"],
        case_label=label_in(row),
        client=full_name(row["given"], row["family"], row["called"]),
        kind=row["kind"],
        title=row["title"],
        starts=as_moment(row["starts"]),
        ends=as_moment(row["ends"]),
        zone=row["zone"],
        place=row["place"],
        state=row["state"],
    )


class Meetings(Agenda):
    """Reads and writes meetings, agenda items and attendance."""

    def count(self, *, past: bool = False) -> int:
        """Count the meetings to come, or the past ones."""
        return self._count(_COUNT_PAST if past else _COUNT_COMING)

    def lines(
        self, offset: int = 0, limit: int = 100, *, past: bool = False
    ) -> tuple[MeetingLine, ...]:
        """Return one page: to come by time, or past with the last first."""
        statement = _PAST if past else _COMING
        rows = self._rows(statement, {"offset": offset, "limit": limit})
        return tuple(meeting_line(row) for row in rows)

    def pick(self, text: str, limit: int = 50, *, past: bool = False) -> tuple[MeetingLine, ...]:
        """Return those whose case, client, title or place holds every word."""
        words = fold(text).split()
        found = (
            line
            for line in self.lines(0, -1, past=past)
            if all(
                word in fold(f"{line.case_label} {line.client} {line.title} {line.place}")
                for word in words
            )
        )
        return tuple(islice(found, limit))

    def of_case(self, case_id: bytes) -> tuple[MeetingLine, ...]:
        """Return the meetings of a case, the latest first."""
        return tuple(meeting_line(row) for row in self._rows(_OF_CASE, {"case": case_id}))

    def line(self, meeting_id: bytes) -> MeetingLine:
        """Return one meeting's line; raises RecordMissing."""
        row = self._row(_ONE, {"id": meeting_id})
        if row is None:
            raise RecordMissing("meeting")
        return meeting_line(row)

    def plan(
        self,
        case_id: bytes,
        items: Sequence[PlannedItem] = (),
        *,
        people: Sequence[bytes] = (),
        **fields: Any,
    ) -> bytes:
        """Plan a meeting with its agenda and participants; the client is always one of them."""
        meeting = records.Meeting(id=new_id(), case_id=case_id, **fields)
        meeting.kind = fields.get("kind", records.MeetingKind.NETWORK)
        gate.Gate(self._casebook).admit(case_id, *people)
        with self._casebook.change("meeting.plan") as change:
            case = change.read(case_records.Case, case_id)
            change.make(meeting)
            for number, item in enumerate(items, 1):
                save_item(change, meeting, item, number * STEP)
            invited = [person for person in (case.client_id, *people) if person]
            for person_id in dict.fromkeys(invited):
                change.make(_attendance(meeting, person_id))
        return meeting.id

    def read(self, meeting_id: bytes) -> "records.Meeting":
        """Open the meeting record: logged; raises RecordMissing."""
        return self._casebook.open_record(records.Meeting, meeting_id)

    def edit(self, meeting_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid (an end before the start)."""
        with self._casebook.change("meeting.edit") as change:
            change.edit(records.Meeting, meeting_id, seen=seen, **fields)

    def cancel(self, meeting_id: bytes) -> None:
        """Call the meeting off; it stays in the case."""
        with self._casebook.change("meeting.cancel") as change:
            change.edit(records.Meeting, meeting_id, state=records.MeetingState.CANCELLED)

    def start(self, meeting_id: bytes, at: dt.datetime) -> None:
        """Start the meeting; ``at`` is an aware moment, and its time where none was planned."""
        with self._casebook.change("meeting.start") as change:
            meeting = change.read(records.Meeting, meeting_id)
            if meeting.starts is None:
                wall = in_zone(at, meeting.zone).replace(tzinfo=None, second=0, microsecond=0)
                meeting = change.edit(records.Meeting, meeting_id, starts=wall)
            change.edit(
                records.Meeting,
                meeting_id,
                state=records.MeetingState.LIVE,
                started_at=meeting.started_at or at,
                ended_at=None,
            )

    def close(self, meeting_id: bytes, at: dt.datetime) -> None:
        """Close the meeting and the item that is running."""
        with self._casebook.change("meeting.close") as change:
            self.stop_clock(change, meeting_id, at)
            change.edit(records.Meeting, meeting_id, state=records.MeetingState.HELD, ended_at=at)

    def read_back(self, meeting_id: bytes, at: dt.datetime) -> None:
        """Note that the agreements were read back aloud."""
        with self._casebook.change("meeting.read-back") as change:
            change.edit(records.Meeting, meeting_id, read_back_at=at)

    def invite(self, meeting_id: bytes, person_id: bytes, **fields: Any) -> bytes:
        """Add a participant; one who is there already stays as they are.

        Raises RecordMissing, and Barred for a protected person.
        """
        with self._casebook.change("attendance.add") as change:
            meeting = change.read(records.Meeting, meeting_id)
            gate.Gate(self._casebook).admit(meeting.case_id, person_id)
            attendance = _attendance(meeting, person_id)
            if change.find(records.Attendance, attendance.id) is None:
                change.save(attendance)
            if fields:
                change.edit(records.Attendance, attendance.id, **fields)
        return attendance.id

    def mark(self, attendance_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields of a participant: role, invitation, presence, note."""
        with self._casebook.change("attendance.mark") as change:
            change.edit(records.Attendance, attendance_id, seen=seen, **fields)

    def uninvite(self, attendance_id: bytes) -> None:
        """Take the participant off the meeting."""
        with self._casebook.change("attendance.remove") as change:
            change.delete(change.read(records.Attendance, attendance_id))


def in_zone(moment: dt.datetime, zone: str) -> dt.datetime:
    """Return an aware moment in ``zone``, in the machine's where that table is missing."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError):
        return moment.astimezone()


def _attendance(meeting: "records.Meeting", person_id: bytes) -> "records.Attendance":
    return records.Attendance(
        id=derive_id(meeting.id, "attendance", person_id.hex()),
        meeting_id=meeting.id,
        case_id=meeting.case_id,
        person_id=person_id,
    )
