"""A meeting that is written down afterwards, whole: the computer was not let in, or was not wanted.

The law: when it was and when it was written down stay apart (``started_at`` and each ``at`` against
``written_at``). A meeting planned for that day is the one that was held. One that was also kept
live is never written into: both stay, side by side, and the answer says so.
"""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from storage.casebook.change import Change
from storage.casebook.meetings import Meetings
from storage.casebook.minutes import bear_action
from storage.casebook.visit_rows import VisitRows, planned
from storage.errors import Invalid
from storage.lines.meetings import MeetingLine
from storage.lines.visits import LateAgreement, LateVisit, WrittenLate
from storage.records.identity import new_id
from storage.records.meetings import HOME_ZONE, Meeting, MeetingState, Presence
from storage.records.minutes import Agreement, Entry, EntryKind, Tier

_CLIENT = "SELECT client_id FROM case_ WHERE id = :case"


class LateVisits(VisitRows):
    """Writes a meeting of one case after it was held."""

    def write_late(self, case_id: bytes, late: LateVisit, now: dt.datetime) -> WrittenLate:
        """Write a whole meeting down afterwards: one change, one undo.

        A meeting planned for that day is the one that was held. One that was kept live that day
        stays as it is, and this one stands beside it. Raises Invalid (in-the-future,
        end-before-start).
        """
        began = _moment(late.starts)
        if began > now:
            raise Invalid("meeting", "starts", "in-the-future")
        ended = None if late.ends is None else _moment(late.ends)
        with self._casebook.change("visit.late") as change:
            day = self._on(case_id, late.starts.date())
            beside = any(line.state in {"live", "held"} for line in day)
            to_come = () if beside else planned(day)
            meeting_id = self._held(change, case_id, late, to_come[0].id if to_come else None)
            change.edit(
                Meeting,
                meeting_id,
                state=MeetingState.HELD,
                started_at=began,
                ended_at=ended,
            )
            self._tell_late(change, (case_id, meeting_id), late, began)
        return WrittenLate(meeting_id, beside)

    def _on(self, case_id: bytes, day: dt.date) -> list[MeetingLine]:
        lines = Meetings(self._casebook).of_case(case_id)
        return [line for line in lines if line.starts and line.starts.date() == day]

    def _held(
        self, change: Change, case_id: bytes, late: LateVisit, meeting_id: bytes | None
    ) -> bytes:
        when: dict[str, Any] = {"starts": late.starts, "ends": late.ends, "place": late.place}
        if meeting_id is None:
            when |= {"kind": late.kind, "language": late.language}
            meeting_id = Meetings(self._casebook).plan(case_id, **when)
        else:
            kept = change.read(Meeting, meeting_id)
            change.edit(Meeting, meeting_id, **when | {"place": late.place or kept.place})
        for person_id in late.present:
            Meetings(self._casebook).invite(meeting_id, person_id, presence=Presence.PRESENT)
        return meeting_id

    def _tell_late(
        self, change: Change, place: tuple[bytes, bytes], late: LateVisit, began: dt.datetime
    ) -> None:
        """Write everything that was said: at that time, a second apart, written down now."""
        at, second = began, dt.timedelta(seconds=1)
        for text in late.notes:
            self._entry(change, place, text, at)
            at += second
        for text in late.questions:
            self._question(change, place, text, at)
            at += second
        for agreement in late.agreed:
            self._agree(change, place, agreement, at)
            at += second

    def _agree(
        self, change: Change, place: tuple[bytes, bytes], one: LateAgreement, at: dt.datetime
    ) -> None:
        """Write an agreement; ``place`` is the case and the meeting, which may be made just now."""
        case_id, meeting_id = place
        told = Agreement(id=new_id(), case_id=case_id, meeting_id=meeting_id, at=at, text=one.text)
        told.doer_id, told.due, told.tier = one.doer_id, one.due, Tier.CLIENT
        bear_action(change, change.make(told), wanted=False)

    def _entry(
        self, change: Change, place: tuple[bytes, bytes], text: str, at: dt.datetime, **fields: Any
    ) -> None:
        case_id, meeting_id = place
        entry = Entry(
            id=new_id(), case_id=case_id, meeting_id=meeting_id, at=at, text=text, **fields
        )
        entry.written_at = dt.datetime.now(dt.UTC)
        change.make(entry)

    def _question(
        self, change: Change, place: tuple[bytes, bytes], text: str, at: dt.datetime
    ) -> None:
        asker = self._client(place[0])
        how = {"kind": EntryKind.QUESTION, "tier": Tier.CLIENT, "speaker_id": asker}
        self._entry(change, place, text, at, **how)

    def _client(self, case_id: bytes) -> bytes | None:
        row = self._row(_CLIENT, {"case": case_id})
        return None if row is None else row["client_id"]


def _moment(wall: dt.datetime) -> dt.datetime:
    try:
        return wall.replace(tzinfo=ZoneInfo(HOME_ZONE)).astimezone(dt.UTC)
    except (KeyError, ValueError):  # a machine without that zone's table
        return wall.astimezone(dt.UTC)
