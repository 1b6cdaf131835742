"""The questions in the minutes: which row is one, and whether it was answered.

The law: only a question that nobody marked as answered comes onto the next meeting's agenda; the
mark is one key, and the same key takes it away.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.meetings import EntryLine, MeetingSheet

QUESTION, ANSWERED = "question", "answered"
"""The words of the records; see ``storage/records/minutes.py``."""


def question_of(sheet: "MeetingSheet | None", key: bytes | None) -> "EntryLine | None":
    """Return the question whose id is ``key``, open or answered, or None."""
    entries = sheet.entries if sheet else ()
    asked = (each for each in entries if each.kind in {QUESTION, ANSWERED})
    return next((each for each in asked if each.id == key), None)


def answer(casebook: "Casebook", asked: "EntryLine") -> None:
    """Mark the question as answered, or an answered one as open again; blocks."""
    opens = asked.kind == ANSWERED
    with casebook.change("entry.ask" if opens else "entry.answer"):
        casebook.minutes.edit_entry(asked.id, kind=QUESTION if opens else ANSWERED)
