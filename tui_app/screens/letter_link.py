"""What a message is about, in words: a client, a meeting, an action item, or nothing.

The law: it is said by number, kind and day; nothing of what was written in it.
"""

from typing import TYPE_CHECKING

from storage.errors import RecordMissing
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import full_date
from tui_app.plain.words import joined

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.messages import Writing

MEETING, ACTION = "meeting", "action"


def about_words(book: "Casebook", writing: "Writing") -> str:
    """Return what a message is about, "" for nothing; blocks."""
    if writing.case_id is None:
        return ""
    label = book.cases.line(writing.case_id).label
    return joined((label, "" if writing.link is None else link_words(book, *writing.link)))


def link_words(book: "Casebook", kind: str, record_id: bytes) -> str:
    """Return which meeting or action item it is; one that is gone, or not here, by its kind."""
    try:
        if kind == MEETING:
            meeting = book.meetings.line(record_id)
            day = full_date(meeting.starts) if meeting.starts else ""
            return joined((choice_word("meeting-kind", meeting.kind), day), " ")
        if kind == ACTION:
            action = book.actions.line(record_id)
            day = full_date(action.due) if action is not None and action.due else ""
            return joined((choice_word("record", ACTION), day), " ")
    except RecordMissing:
        return choice_word("record", kind)
    return ""


def case_of(book: "Casebook", kind: str, record_id: bytes) -> bytes | None:
    """Return the case of what is written about. Raises RecordMissing."""
    if kind == MEETING:
        return book.meetings.line(record_id).case_id
    if kind == ACTION:
        action = book.actions.line(record_id)
        return None if action is None else action.case_id
    return record_id
