"""The handouts' desk: what leaves the casebook as a file or to be copied by hand.

The law: a preview shows exactly what a file would hold. What is written passes the gate and goes
into both logs (``writing_out``), under a name without person or case number. The words are handed
in.
"""

import datetime as dt
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from storage.casebook.calendar_key import calendar_key
from storage.casebook.desk import Desk
from storage.casebook.gate import Gate
from storage.casebook.handing import OWN_OFFICE, passage_of, usual_receiver, without
from storage.casebook.handout_data import HandoutWords, minutes_data
from storage.casebook.meetings import Meetings
from storage.casebook.minutes import Minutes
from storage.casebook.receivers import Receivers
from storage.casebook.writing_out import OutFile, need_folder, write_out
from storage.documents.calendar import Invitation, invitation_file
from storage.documents.handout import Handout
from storage.documents.markdown import as_markdown
from storage.documents.minutes import agenda_handout, minutes_handout
from storage.documents.pdf import as_pdf
from storage.documents.record_text import record_text
from storage.documents.sheet import sheet
from storage.documents.text import as_text
from storage.errors import Invalid
from storage.lines.meetings import MeetingSheet
from storage.lines.sharing import GivenTo
from storage.records.meetings import MeetingState
from storage.records.minutes import Tier, may_show
from storage.rules.sharing import Passage, Way

_EXPORTS = (
    "SELECT count(*) FROM log_line WHERE record_id = :id AND what = 'exported'"
    " AND detail LIKE 'invitation %'"
)
UTF8 = "utf-8"


class What(StrEnum):
    """What is handed out."""

    INVITATION = "invitation"
    AGENDA = "agenda"
    MINUTES = "minutes"
    RECORD = "record"
    ACTIONS = "actions"


FORMS: dict[What, tuple[str, ...]] = {
    What.INVITATION: ("ics",),
    What.AGENDA: ("md", "txt", "pdf"),
    What.MINUTES: ("md", "txt", "pdf"),
    What.RECORD: ("txt",),
    What.ACTIONS: ("csv",),
}


def _stem(name: str, starts: dt.datetime | None) -> str:
    return name if starts is None else f"{name}-{starts:%Y-%m-%d-%H%M}"


class Handouts(Desk):
    """Makes handouts of one meeting."""

    def preview(  # noqa: PLR0913 — what, how, in which words, for whom
        self,
        meeting_id: bytes,
        what: What,
        form: str,
        tier: Tier,
        words: HandoutWords,
        *,
        to: GivenTo | None = None,
        is_large: bool = False,
    ) -> bytes:
        """Return the bytes a file for ``to`` would hold. Raises RecordMissing and Invalid."""
        if form not in FORMS[what]:
            raise Invalid("handout", "form", "unknown-word")
        found = Minutes(self._casebook).sheet(meeting_id)
        if _or_usual(to, what, tier).key != OWN_OFFICE:
            found = without(found, Gate(self._casebook).shielded(found.meeting.case_id))
        if what is What.INVITATION:
            return self._invitation(found, words)
        if what is What.ACTIONS:
            return self._actions(found, tier, words)
        data = minutes_data(found, words)
        if what is What.RECORD:
            return record_text(data, tier, words.minutes).encode(UTF8)
        make = agenda_handout if what is What.AGENDA else minutes_handout
        return _rendered(make(data, tier, words.minutes), form, is_large=is_large)

    def show(
        self, meeting_id: bytes, tier: Tier, words: HandoutWords, to: GivenTo | None = None
    ) -> bytes:
        """Return the record-ready text to be copied from the screen: a way out like a file.

        Raises what ``preview`` raises, BasisMissing and Barred.
        """
        data = self.preview(meeting_id, What.RECORD, "txt", tier, words, to=to)
        given = _or_usual(to, What.RECORD, tier)
        passage = replace(self._passage(meeting_id, What.RECORD, "txt", tier, given), way=Way.VIEW)
        with self._casebook.change("meeting.show", can_undo=False) as change:
            Gate(self._casebook).let_out(change, passage, override=given.override)
        return data

    def _passage(
        self, meeting_id: bytes, what: What, form: str, tier: Tier, to: GivenTo
    ) -> Passage:
        meeting = Meetings(self._casebook).line(meeting_id)
        receiver = Receivers(self._casebook).of(meeting.case_id, to)
        return passage_of(meeting, what, form, tier, receiver, to)

    def write(  # noqa: PLR0913 — what, how, for whom, in which words, where
        self,
        meeting_id: bytes,
        what: What,
        form: str,
        tier: Tier,
        words: HandoutWords,
        folder: Path,
        *,
        to: GivenTo | None = None,
        is_large: bool = False,
    ) -> Path:
        """Write the handout for ``to`` (by default the tier's usual receiver) into ``folder``.

        Raises what ``preview`` does, BasisMissing, Barred, FileRefused, DiskFull, MediumGone.
        """
        need_folder(folder)
        data = self.preview(meeting_id, what, form, tier, words, to=to, is_large=is_large)
        given = _or_usual(to, what, tier)
        passage = self._passage(meeting_id, what, form, tier, given)
        starts = Meetings(self._casebook).line(meeting_id).starts
        out = OutFile("meeting.hand-out", folder, _stem(words.file_names[what], starts), form)
        return write_out(self._casebook, passage, data, out, override=given.override)

    def _invitation(self, found: MeetingSheet, words: HandoutWords) -> bytes:
        meeting = found.meeting
        if meeting.starts is None or meeting.ends is None:
            raise Invalid("meeting", "starts", "date-missing")
        invitation = Invitation(
            meeting_id=meeting.id,
            summary=words.invitation,
            starts=meeting.starts,
            ends=meeting.ends,
            made=dt.datetime.now(dt.UTC),
            zone=meeting.zone,
            place=meeting.place,
            sequence=self._count(_EXPORTS, {"id": meeting.id}),
            is_cancelled=meeting.state == MeetingState.CANCELLED,
        )
        return invitation_file(invitation, calendar_key(self._casebook))

    def _actions(self, found: MeetingSheet, tier: Tier, words: HandoutWords) -> bytes:
        lines = [line for line in found.agreements if line.action_id and may_show(tier, line.tier)]
        rows = [
            (
                line.text,
                line.doer,
                line.due,
                words.states.get(line.action_state, line.action_state),
            )
            for line in lines
        ]
        return sheet(words.action_headings, rows)


def _or_usual(to: GivenTo | None, what: What, tier: Tier) -> GivenTo:
    return GivenTo(usual_receiver(what, tier)) if to is None else to


def _rendered(handout: Handout, form: str, *, is_large: bool) -> bytes:
    if form == "pdf":
        return as_pdf(handout, is_large=is_large).data
    return (as_markdown if form == "md" else as_text)(handout).encode(UTF8)
