"""Messages as rows: the statements of the lists, and lines out of rows.

The law: a list shows the newest message of each box first; a message whose text is gone (deleted or
expired) stays as a line without words, so that what followed it still has its place.
"""

from typing import Any

from storage.casebook.desk import Row, as_moment
from storage.casebook.labels import label_in
from storage.exchange.letters import open_letter, proves_letter
from storage.journal.canonical import decode_own, encode
from storage.lines.messages import MessageLine, NoteLine
from storage.refusals import ParcelRefused
from storage.rules.clean import clean_line, clean_text

EXCERPT = 120
_COLUMNS = (
    "SELECT m.id, m.thread_id, m.box, m.author, m.root, m.at, m.subject, m.case_id,"
    " substr(m.text, 1, 200) AS start, m.is_read, m.is_held, m.note_id, m.attachments, m.expires,"
    " m.original, m.parents, c.mark, c.number"
    " FROM message m LEFT JOIN case_ c ON c.id = m.case_id"
)
_OF = (
    " WHERE m.box IN ({boxes}) AND (:case IS NULL OR m.case_id = :case)"
    " AND (:thread IS NULL OR m.thread_id = :thread)"
)
_LAST_FIRST = " ORDER BY coalesce(m.came, m.at) DESC, m.rowid DESC LIMIT :limit OFFSET :offset"
_BOXES = {"in": "'in'", "out": "'out'", "draft": "'draft'", "all": "'in', 'out', 'gone'"}
LIST = {box: _COLUMNS + _OF.format(boxes=words) + _LAST_FIRST for box, words in _BOXES.items()}
COUNT = {
    box: "SELECT count(*) FROM message m" + _OF.format(boxes=words) for box, words in _BOXES.items()
}
ONE = _COLUMNS + " WHERE m.id = :id"
UNREAD = "SELECT count(*) FROM message WHERE box = 'in' AND NOT is_read"
THREAD = "SELECT id, at, parents, author FROM message WHERE thread_id = :thread AND box <> 'draft'"
NOTE = "SELECT * FROM note WHERE id = :id"
NOTES = "SELECT * FROM note WHERE case_id = :case ORDER BY filed_at DESC, id"
EXPIRED = (
    "SELECT id FROM message WHERE expires IS NOT NULL AND expires <= :now AND NOT is_held"
    " AND box IN ('in', 'out')"
)


def message_line(row: Row, level: str, **counts: Any) -> MessageLine:
    """Make the line of a row; the author's ``level``, ``to`` and the counts are handed in."""
    attached = decode_own(row["attachments"]) if row["attachments"] else []
    return MessageLine(
        id=row["id"],
        thread_id=row["thread_id"] or b"",
        box=row["box"],
        author=row["author"],
        case_id=row["case_id"],
        case_label=label_in(row),
        at=as_moment(row["at"]),
        subject=row["subject"],
        excerpt=" ".join(row["start"].split())[:EXCERPT],
        is_read=bool(row["is_read"]),
        is_held=bool(row["is_held"]),
        is_filed=row["note_id"] is not None,
        attachments=len(attached),
        level=level,
        expires=as_moment(row["expires"]),
        **counts,
    )


def note_line(row: Row) -> NoteLine:
    """Make the line of a filed note; its proof is looked at each time."""
    return NoteLine(
        id=row["id"],
        case_id=row["case_id"],
        at=as_moment(row["at"]),
        filed_at=as_moment(row["filed_at"]),
        filed_by=row["filed_by"],
        author=row["author"],
        title=row["title"],
        text=row["text"],
        is_proved=_is_proved(row),
    )


def _is_proved(row: Row) -> bool:
    try:
        letter = open_letter(row["original"])
    except ParcelRefused:
        return False
    same = clean_text(letter.text) == row["text"] and clean_line(letter.subject) == row["title"]
    return same and letter.id == row["message_id"] and proves_letter(letter, row["signer"])


def pack_ids(ids: "tuple[bytes, ...]") -> bytes:
    """Write a list of ids as a record keeps it."""
    return encode(sorted(ids)) if ids else b""


def read_ids(data: bytes) -> frozenset[bytes]:
    """Read what ``pack_ids`` wrote."""
    return frozenset(decode_own(data)) if data else frozenset()
