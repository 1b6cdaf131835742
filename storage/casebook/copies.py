"""The copies' desk: the client's own copy of their data and of both logs of their case.

The law: the copy passes the gate like everything else, is written into both logs, and leaves out
third persons' data, saying so (``own_copy``). Preview and file hold the same.
"""

import datetime as dt
from pathlib import Path

from storage.casebook.actions import Actions
from storage.casebook.bases import Bases
from storage.casebook.cases import Cases
from storage.casebook.comments import Comments
from storage.casebook.contact_attempts import ContactAttempts
from storage.casebook.copy_making import CopySource
from storage.casebook.copy_words import CopyWords
from storage.casebook.desk import Desk
from storage.casebook.disclosures import Disclosures
from storage.casebook.follow_ups import FollowUps
from storage.casebook.gate import Gate, this_day
from storage.casebook.handovers import Handovers
from storage.casebook.log import Log
from storage.casebook.lost_contact import LostContact
from storage.casebook.meetings import Meetings
from storage.casebook.minutes import Minutes
from storage.casebook.needs import Needs
from storage.casebook.network import Network
from storage.casebook.own_copy import own_copy
from storage.casebook.people import People
from storage.casebook.receivers import Receivers
from storage.casebook.writing_out import OutFile, need_folder, write_out
from storage.documents.handout import Handout
from storage.documents.pdf import as_pdf
from storage.documents.text import as_text
from storage.records.sharing import CaseSection
from storage.rules.sharing import Passage, Way
from storage.rules.third_persons import name_stems

_PRIVATE = "SELECT id FROM person WHERE case_id = :case AND NOT is_client"
_ADDRESS = "SELECT address FROM person WHERE id = :id"
_OWN_ACTIONS = (
    "SELECT a.id FROM action a JOIN agreement g ON g.id = a.agreement_id"
    " WHERE a.case_id = :case AND g.tier NOT IN ('client', 'shared')"
)
SECTIONS = frozenset(set(CaseSection) - {CaseSection.OWN})


class Copies(Desk):
    """Makes the client's own copy."""

    def preview(self, case_id: bytes, words: CopyWords) -> str:
        """Return the copy as plain text. Raises RecordMissing and ReasonNeeded."""
        return as_text(self._handout(case_id, words))

    def write(
        self, case_id: bytes, words: CopyWords, folder: Path, *, is_large: bool = False
    ) -> Path:
        """Write the copy as a PDF into ``folder``; returns the new file.

        Raises what ``preview`` raises, Barred, FileRefused, DiskFull, MediumGone.
        """
        need_folder(folder)
        data = as_pdf(self._handout(case_id, words), is_large=is_large).data
        passage = Passage(
            case_id=case_id,
            sections=SECTIONS,
            areas=frozenset(),
            receiver=Receivers(self._casebook).client(case_id),
            way=Way.PRINT,
            what="own-copy pdf client",
            kind="case",
            record_id=case_id,
        )
        out = OutFile("case.copy", folder, words.file_name, "pdf")
        return write_out(self._casebook, passage, data, out)

    def _handout(self, case_id: bytes, words: CopyWords) -> Handout:
        now = dt.datetime.now(dt.UTC)
        return own_copy(self._source(case_id), words, words.moment(now))

    def _source(self, case_id: bytes) -> CopySource:
        book, case = self._casebook, {"case": case_id}
        summary = Cases(book).read(case_id)
        people, minutes, actions = People(book), Minutes(book), Actions(book)
        private = frozenset(row["id"] for row in self._rows(_PRIVATE, case))
        shielded = Gate(book).shielded(case_id)
        lines = (people.line(person) for person in private | shielded)
        names = [line.name for line in lines if line is not None]
        client = people.line(summary.client_id)
        own = name_stems([client.name] if client else [])
        address = self._row(_ADDRESS, {"id": summary.client_id})
        return CopySource(
            case=summary,
            client=client,
            address="" if address is None else address["address"],
            network=Network(book).lines(case_id),
            meetings=tuple(minutes.sheet(line.id) for line in Meetings(book).of_case(case_id)),
            actions=actions.lines(0, -1, case_id=case_id)
            + actions.lines(0, -1, case_id=case_id, ended=True),
            comments=Comments(book).of_case(case_id),
            needs=Needs(book).lines(case_id),
            handovers=Handovers(book).lines(case_id),
            contacts=ContactAttempts(book).lines(case_id, 0, -1),
            follow_ups=FollowUps(book).lines(case_id),
            lost_contact=LostContact(book).steps(case_id),
            sharing=Bases(book).sheet(case_id, this_day()),
            disclosures=Disclosures(book).lines(0, -1, case_id=case_id),
            uses=Log(book).lines(0, -1, case_id=case_id),
            private=private,
            shielded=shielded,
            stems=name_stems(names) - own,  # the client may be called as their family is
            own_actions=frozenset(row["id"] for row in self._rows(_OWN_ACTIONS, case)),
        )
