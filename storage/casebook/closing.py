"""The desk of closing: a case is closed with a door-open card, and opened again with one key.

The law: closing ends every basis for good (``cases.close``), so none wakes up when the case is
opened again; the card goes to the client through the gate and names neither the client, the case
nor anybody else's matter. Opening again asks nothing and needs no new intake.
"""

import datetime as dt
from pathlib import Path
from typing import Any

from storage.casebook.cases import Cases
from storage.casebook.desk import Desk, as_day
from storage.casebook.door_paper import DoorWords, paper
from storage.casebook.handing import CLIENT
from storage.casebook.receivers import Receivers
from storage.casebook.writing_out import OutFile, need_folder, write_out
from storage.documents.pdf import as_pdf
from storage.documents.text import as_text
from storage.errors import Invalid, RecordMissing
from storage.lines.follow_ups import DoorCardLine
from storage.lines.sharing import GivenTo
from storage.records.door_cards import DoorCard
from storage.records.identity import new_id
from storage.records.sharing import CaseSection
from storage.rules.sharing import Passage, Way

FORMS = ("pdf", "txt")
_CARD = (
    "SELECT id, case_id, made_on, words, contact, phone FROM door_card WHERE case_id = :case"
    " ORDER BY made_on DESC, rowid DESC LIMIT 1"
)
_PLANNED = "SELECT count(*) FROM follow_up WHERE case_id = :case AND state = 'planned'"
_MY_PHONE = "SELECT phone FROM person WHERE id = :me"


class Closing(Desk):
    """Closes cases, opens them again, and keeps the door-open cards."""

    def close(
        self, case_id: bytes, reason: str, words: str = "", contact: str = "", phone: str = ""
    ) -> bytes | None:
        """Close the case today; with ``words``, leave the card with them and return its id.

        One change, one undo. Raises RecordMissing and Invalid (reason-missing).
        """
        if not reason.strip():
            raise Invalid("case", "closing_reason", "reason-missing")
        with self._casebook.change("case.close") as change:
            Cases(self._casebook).close(case_id, reason)
            if not words.strip():
                return None
            card = DoorCard(
                id=new_id(),
                case_id=case_id,
                made_on=dt.datetime.now().astimezone().date(),
                words=words,
                contact=contact,
                phone=phone,
            )
            return change.make(card).id

    def edit_card(self, card_id: bytes, **fields: Any) -> None:
        """Mend what the card says. Raises RecordMissing and Invalid."""
        with self._casebook.change("door-card.edit") as change:
            change.edit(DoorCard, card_id, **fields)

    def card(self, case_id: bytes) -> DoorCardLine | None:
        """Return the newest card of a case, or None."""
        rows = self._tuples(_CARD, {"case": case_id})
        if not rows:
            return None
        key, case, made_on, *rest = rows[0]
        return DoorCardLine(key, case, as_day(made_on), *rest)

    def my_phone(self) -> str:
        """Return the reader's own number, as it stands in the directory."""
        rows = self._tuples(_MY_PHONE, {"me": self._casebook.me.person_id})
        return str(rows[0][0]) if rows else ""

    def still_planned(self, case_id: bytes) -> int:
        """Count the follow-up contacts that will rest while the case is closed."""
        return self._count(_PLANNED, {"case": case_id})

    # --- the paper -----------------------------------------------------------------------------

    def preview(
        self, case_id: bytes, form: str, words: DoorWords, *, is_large: bool = False
    ) -> bytes:
        """Return the bytes that the card's file would hold.

        Raises RecordMissing (no card), ReasonNeeded and Invalid.
        """
        if form not in FORMS:
            raise Invalid("handout", "form", "unknown-word")
        Cases(self._casebook).read(case_id)
        card = self.card(case_id)
        if card is None:
            raise RecordMissing("door-card")
        made = paper(card, words)
        return as_text(made).encode() if form == "txt" else as_pdf(made, is_large=is_large).data

    def write(
        self, case_id: bytes, form: str, words: DoorWords, folder: Path, *, is_large: bool = False
    ) -> Path:
        """Write the card for the client into ``folder``; returns the new file.

        Raises what ``preview`` raises, Barred, FileRefused, DiskFull, MediumGone.
        """
        need_folder(folder)
        data = self.preview(case_id, form, words, is_large=is_large)
        passage = Passage(
            case_id=case_id,
            sections=frozenset({CaseSection.FOLLOW_UPS}),
            areas=frozenset(),
            receiver=Receivers(self._casebook).of(case_id, GivenTo(key=CLIENT)),
            way=Way.PRINT,
            what=f"door-card {form}",
            kind="case",
            record_id=case_id,
        )
        out = OutFile("door-card.write", folder, words.file_name, form)
        return write_out(self._casebook, passage, data, out)
