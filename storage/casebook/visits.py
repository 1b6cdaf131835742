"""The visits' desk: one case and no other, shown to the client, written down, taken along on paper.

The law (screens page, "Visits"; T5): what is asked here is asked for one case, whose id is bound
in every statement (``visit_rows``). Showing and every paper pass the gate. What is written during
a visit belongs to the meeting that goes on; for what is written afterwards see ``late_visits``.
"""

import datetime as dt
from pathlib import Path

from storage.casebook.cases import Cases
from storage.casebook.drafts import Drafts
from storage.casebook.gate import Gate, this_day
from storage.casebook.late_visits import LateVisits
from storage.casebook.meetings import Meetings, in_zone
from storage.casebook.receivers import Receivers
from storage.casebook.visit_paper import cell_copy, pack
from storage.casebook.visit_words import VisitWords
from storage.casebook.writing_out import OutFile, need_folder, write_out
from storage.documents.pdf import as_pdf
from storage.documents.text import as_text
from storage.errors import Invalid, RecordMissing
from storage.lines.visits import LateAgreement, VisitSheet
from storage.records.meetings import HOME_ZONE, MeetingKind, MeetingState
from storage.records.sharing import CaseSection
from storage.rules.sharing import Passage, Way

FORMS = ("pdf", "txt")
PACK, CELL = "visit-pack", "cell-copy"
_SECTIONS = frozenset({CaseSection.MEETINGS, CaseSection.ACTIONS})


class Visits(LateVisits):
    """Reads, shows and writes the visit of one case."""

    def open(self, label: str, reason: str = "") -> bytes:
        """Return the case with this number, opened and logged.

        Raises RecordMissing, and ReasonNeeded for another's case.
        """
        case_id = Cases(self._casebook).find(label)
        if case_id is None:
            raise RecordMissing("case")
        Cases(self._casebook).read(case_id, reason)
        return case_id

    def sheet(self, case_id: bytes, today: dt.date) -> VisitSheet:
        """Return the visit whole. Raises what ``open`` raises."""
        summary = Cases(self._casebook).read(case_id)
        return VisitSheet(
            case_id=case_id,
            label=summary.case.label,
            client=summary.case.name,
            client_id=summary.client_id,
            meeting=self.meeting(case_id, today),
            people=self.people(case_id),
            shown=self.shown(case_id, summary.client_id, today),
            draft=Drafts(self._casebook).find(draft_place(case_id)),
        )

    def show(self, case_id: bytes) -> None:
        """Let the client's side out to the screen. Raises Barred."""
        passage = self._passage(case_id, "visit screen", Way.VIEW)
        with self._casebook.change("visit.show", can_undo=False) as change:
            Gate(self._casebook).let_out(change, passage)

    # --- during the visit ----------------------------------------------------------------------

    def agree(self, case_id: bytes, agreement: LateAgreement, at: dt.datetime) -> None:
        """Write down what was agreed now; the draft of the line goes with it. Raises Invalid."""
        with self._casebook.change("visit.agree") as change:
            self._agree(change, (case_id, self._going_on(case_id, at)), agreement, at)
            Drafts(self._casebook).drop(draft_place(case_id))

    def ask(self, case_id: bytes, question: str, at: dt.datetime) -> None:
        """Write down the client's question; the draft of the line goes with it."""
        with self._casebook.change("visit.ask") as change:
            self._question(change, (case_id, self._going_on(case_id, at)), question, at)
            Drafts(self._casebook).drop(draft_place(case_id))

    def end(self, case_id: bytes, at: dt.datetime) -> None:
        """Close the meeting of the visit, if one goes on."""
        for line in Meetings(self._casebook).of_case(case_id):
            if line.state == MeetingState.LIVE:
                Meetings(self._casebook).close(line.id, at)

    def _going_on(self, case_id: bytes, at: dt.datetime) -> bytes:
        """Return the meeting that goes on; start today's, or make one, where none does."""
        meetings = Meetings(self._casebook)
        today = in_zone(at, HOME_ZONE).date()
        line = self.meeting(case_id, today)
        if line is not None and line.state == MeetingState.LIVE:
            return line.id
        if line is not None and line.starts and line.starts.date() == today:
            meeting_id = line.id
        else:
            meeting_id = meetings.plan(case_id, kind=MeetingKind.PRISON_VISIT)
        meetings.start(meeting_id, at)
        return meeting_id

    # --- on paper ------------------------------------------------------------------------------

    def preview(
        self, case_id: bytes, paper: str, form: str, words: VisitWords, *, is_large: bool = False
    ) -> bytes:
        """Return the bytes that the file of a paper would hold.

        Raises RecordMissing, ReasonNeeded and Invalid.
        """
        if form not in FORMS or paper not in {PACK, CELL}:
            raise Invalid("handout", "form", "unknown-word")
        today = this_day()
        client_id = Cases(self._casebook).read(case_id).client_id
        # The cell-safe copy loses a sentence with a name whole: a letter of it would tell enough.
        shown = self.shown(case_id, client_id, today, masked=paper == PACK)
        if paper == PACK:
            made = pack(shown, words, today)
        else:
            made = cell_copy(shown, words, self.stems(case_id))
        return as_text(made).encode() if form == "txt" else as_pdf(made, is_large=is_large).data

    def write(
        self,
        case_id: bytes,
        paper: str,
        form: str,
        words: VisitWords,
        folder: Path,
        *,
        is_large: bool = False,
    ) -> Path:
        """Write a paper for the client into ``folder``; returns the new file.

        Raises what ``preview`` raises, Barred, FileRefused, DiskFull, MediumGone.
        """
        need_folder(folder)
        data = self.preview(case_id, paper, form, words, is_large=is_large)
        out = OutFile("visit.write", folder, words.files[paper], form)
        passage = self._passage(case_id, f"{paper} {form}", Way.PRINT)
        return write_out(self._casebook, passage, data, out)

    def _passage(self, case_id: bytes, what: str, way: Way) -> Passage:
        return Passage(
            case_id=case_id,
            sections=_SECTIONS,
            areas=frozenset(),
            receiver=Receivers(self._casebook).client(case_id),
            way=way,
            what=what,
            kind="case",
            record_id=case_id,
        )


def draft_place(case_id: bytes) -> str:
    """Return the name of the draft of a visit's line."""
    return f"visit/{case_id.hex()}/line"
