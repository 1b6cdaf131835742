"""The partners' desk: papers of a case for somebody without Nivel, sealed in the age format.

The law: what is sealed is what a shared copy of each meeting may hold and no more; it passes the
gate, stands in both logs, and touches no disk before it is sealed. The file's name tells nothing.
Beside it lies a page that says what such a file is and how it is opened, and nothing of whose.
"""

import secrets
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from storage.casebook.cases import Cases
from storage.casebook.desk import Desk
from storage.casebook.handout_data import HandoutWords
from storage.casebook.handouts import Handouts, What
from storage.casebook.meetings import Meetings
from storage.casebook.receivers import Receivers
from storage.casebook.writing_out import OutFile, need_folder, write_out
from storage.errors import Invalid
from storage.exchange.age import SUFFIX, ByKey, ByPassphrase, bundle_of, check_key
from storage.lines.meetings import MeetingLine
from storage.lines.partners import Lock, Papers
from storage.lines.sharing import GivenTo
from storage.records.minutes import Tier
from storage.records.sharing import CaseSection
from storage.rules.sharing import Passage, Way
from storage.vault.files import write_whole
from storage.vault.passphrase import check_passphrase

TIER = Tier.SHARED


_PAPERS = {
    "minutes": (What.MINUTES, "pdf", CaseSection.MEETINGS),
    "record": (What.RECORD, "txt", CaseSection.MEETINGS),
    "actions": (What.ACTIONS, "csv", CaseSection.ACTIONS),
}


class Partners(Desk):
    """Seals papers for partners without Nivel."""

    def held(self, case_id: bytes) -> tuple[MeetingLine, ...]:
        """Return the meetings of the case that were held, the latest first."""
        lines = Meetings(self._casebook).of_case(case_id)
        return tuple(line for line in lines if line.state == "held")

    def write(
        self,
        papers: Papers,
        lock: Lock,
        to: GivenTo,
        words: HandoutWords,
        page: str,
        folder: Path,
    ) -> tuple[Path, Path]:
        """Write the sealed file, then the ``page`` beside it, into ``folder``; returns both.

        ``{file}`` in the page becomes the file's name. Raises BasisMissing, Barred, Invalid
        (partner: no-papers, not-a-key), WeakPassphrase, FileRefused, DiskFull, MediumGone,
        RecordMissing and ReasonNeeded.
        """
        need_folder(folder)
        Cases(self._casebook).read(papers.case_id)
        meetings = papers.meetings or tuple(line.id for line in self.held(papers.case_id))
        parts = tuple(one for one in dict.fromkeys(papers.parts) if one in _PAPERS)
        if not meetings or not parts:
            raise Invalid("partner", "papers", "no-papers")
        sealing = _sealing(lock)
        data = bundle_of(self._files(papers.case_id, meetings, parts, words, to))
        passage = self._passage(papers.case_id, meetings, parts, to)
        stem = f"sealed-{secrets.token_hex(4)}"
        out = OutFile("case.partner", folder, stem, SUFFIX.removeprefix("."))
        sealed = write_out(self._casebook, passage, data, out, override=to.override, lock=sealing)
        return sealed, write_beside(sealed, page.replace("{file}", sealed.name))

    def _files(
        self,
        case_id: bytes,
        meetings: Sequence[bytes],
        parts: Sequence[str],
        words: HandoutWords,
        to: GivenTo,
    ) -> list[tuple[str, Callable[[], bytes]]]:
        found: list[tuple[str, Callable[[], bytes]]] = []
        for meeting_id in meetings:
            line = Meetings(self._casebook).line(meeting_id)
            if line.case_id != case_id:
                raise Invalid("partner", "papers", "no-papers")
            for part in parts:
                what, form, _section = _PAPERS[part]
                preview = Handouts(self._casebook).preview
                paper = partial(preview, meeting_id, what, form, TIER, words, to=to)
                day = "" if line.starts is None else f"-{line.starts:%Y-%m-%d}"
                found.append((f"{words.file_names[what]}{day}.{form}", paper))
        return found

    def _passage(
        self, case_id: bytes, meetings: Sequence[bytes], parts: Sequence[str], to: GivenTo
    ) -> Passage:
        return Passage(
            case_id=case_id,
            sections=frozenset(_PAPERS[part][2] for part in parts),
            areas=frozenset(to.areas),
            receiver=Receivers(self._casebook).of(case_id, to),
            way=Way.EXPORT,
            purpose=to.purpose,
            documents=frozenset(meetings),
            what=f"partner age {TIER}",
            kind="case",
            record_id=case_id,
        )


def write_beside(path: Path, text: str) -> Path:
    """Write a page that tells nothing of anybody beside ``path``; returns it."""
    page = path.with_suffix(".txt")
    write_whole(page, text.encode())
    return page


def _sealing(lock: Lock) -> ByPassphrase | ByKey:
    if lock.key:
        check_key(lock.key)
        return ByKey(lock.key)
    check_passphrase(lock.passphrase)
    return ByPassphrase(lock.passphrase)
