"""The maps' desk: a network as it is shown or given to somebody, through the gate.

The law: what the client sees is another view than the worker's, and is taken from the lines before
anything is drawn (``network_labels``). A protected person is in no view, and nothing says so.
Preview and file hold the same.
"""

from pathlib import Path

from storage.casebook import same
from storage.casebook.cases import Cases
from storage.casebook.desk import Desk
from storage.casebook.gate import Gate, this_day
from storage.casebook.handing import CLIENT as TO_CLIENT
from storage.casebook.handing import OWN_OFFICE
from storage.casebook.map_paper import (
    CLIENT,
    LARGE_WIDE,
    OWN,
    SHARED,
    TEXT_WIDE,
    WIDE,
    as_rows,
    as_svg,
    map_of,
    paper,
)
from storage.casebook.map_words import MapWords
from storage.casebook.network import Network
from storage.casebook.receivers import Receivers
from storage.casebook.writing_out import OutFile, need_folder, write_out
from storage.documents.pdf import as_pdf
from storage.documents.text import as_text
from storage.errors import Invalid
from storage.lines.network import TieLine
from storage.lines.sharing import GivenTo
from storage.records.sharing import CaseSection
from storage.rules.network_days import standing_on
from storage.rules.network_labels import for_client, without_judgement
from storage.rules.sharing import Passage, Way
from storage.rules.third_persons import name_stems

FORMS = ("pdf", "svg", "txt")
_NAMES = (
    "SELECT given_name || ' ' || family_name || ' ' || called AS name FROM person"
    " WHERE case_id = :case AND NOT is_client"
    " UNION SELECT p.given_name || ' ' || p.family_name || ' ' || p.called FROM tie t"
    f" JOIN person p ON p.id IN (t.person_id, {same.one('t.person_id')})"
    " WHERE t.case_id = :case"
)
THE_CLIENT = GivenTo(key=TO_CLIENT)


class Maps(Desk):
    """Shows and writes the map of a case's network."""

    def lines(self, case_id: bytes, view: str) -> tuple[TieLine, ...]:
        """Return today's network as ``view`` holds it: own, shared or client."""
        found = standing_on(Network(self._casebook).suggested(case_id), this_day())
        if view == OWN:
            return found
        if view == SHARED:
            return tuple(without_judgement(line) for line in found)
        stems = name_stems(str(row["name"]) for row in self._rows(_NAMES, {"case": case_id}))
        return tuple(for_client(line, stems) for line in found)

    def show(self, case_id: bytes) -> tuple[TieLine, ...]:
        """Return what the client is shown on the screen: a way out, logged as one.

        Raises RecordMissing, ReasonNeeded and Barred.
        """
        Cases(self._casebook).read(case_id)
        lines = self.lines(case_id, CLIENT)
        passage = self._passage(case_id, "screen", CLIENT, THE_CLIENT, Way.VIEW)
        with self._casebook.change("network.show", can_undo=False) as change:
            Gate(self._casebook).let_out(change, passage)
        return lines

    def preview(
        self,
        case_id: bytes,
        form: str,
        words: MapWords,
        *,
        to: GivenTo = THE_CLIENT,
        is_large: bool = False,
    ) -> bytes:
        """Return the bytes a file for ``to`` would hold.

        Raises RecordMissing, ReasonNeeded and Invalid.
        """
        if form not in FORMS:
            raise Invalid("handout", "form", "unknown-word")
        view = view_for(to)
        name = Cases(self._casebook).read(case_id).case.name
        lines = self.lines(case_id, view)
        middle = words.said["client"] if view == CLIENT else name
        width = {"txt": TEXT_WIDE}.get(form, LARGE_WIDE if is_large else WIDE)
        found = map_of(lines, words, middle, view, width)
        if form == "svg":
            return as_svg(found, words).encode()
        made = paper(lines, found, words, middle, view, this_day())
        if form == "txt":
            return f"{as_text(made)}\n{as_rows(found)}\n".encode()
        return as_pdf(made, is_large=is_large).data

    def write(
        self,
        case_id: bytes,
        form: str,
        words: MapWords,
        folder: Path,
        *,
        to: GivenTo = THE_CLIENT,
        is_large: bool = False,
    ) -> Path:
        """Write the map for ``to`` into ``folder``; returns the new file.

        Raises what ``preview`` raises, BasisMissing, Barred, FileRefused, DiskFull, MediumGone.
        """
        need_folder(folder)
        data = self.preview(case_id, form, words, to=to, is_large=is_large)
        passage = self._passage(case_id, form, view_for(to), to, Way.PRINT)
        out = OutFile("network.write", folder, words.file_name, form)
        return write_out(self._casebook, passage, data, out, override=to.override)

    def _passage(self, case_id: bytes, form: str, view: str, to: GivenTo, way: Way) -> Passage:
        return Passage(
            case_id=case_id,
            sections=frozenset({CaseSection.NETWORK}),
            areas=frozenset(to.areas),
            receiver=Receivers(self._casebook).of(case_id, to),
            way=way,
            purpose=to.purpose,
            what=f"network {form} {view}",
            kind="case",
            record_id=case_id,
        )


def view_for(to: GivenTo) -> str:
    """Return which view a receiver gets; whoever is not the client or the own office: shared."""
    return {TO_CLIENT: CLIENT, OWN_OFFICE: OWN}.get(to.key, SHARED)
