"""Notes of a case that belong to no meeting; now those that were filed from messages.

The law: a filed note says from whom and when it came, and keeps what was signed (``original``) with
the key that proves it (``signer``), so that the record can be checked long after the message went.
"""

import datetime as dt

from sqlmodel import Field, SQLModel

from storage.records.columns import moment, reference
from storage.records.kind import Kind


class Note(SQLModel, table=True):
    """One note. ``at`` is when it was written, ``filed_at`` when it was put here, and by whom."""

    __tablename__ = "note"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    at: dt.datetime | None = moment()
    filed_at: dt.datetime | None = moment()
    filed_by: str = ""
    author: str = ""
    title: str = ""
    text: str = ""
    message_id: bytes | None = None
    signer: bytes = b""
    original: bytes = b""


def _check(note: Note) -> str | None:
    return None if note.text or note.title else "text-missing"


NOTE = Kind(
    name="note",
    table=Note,
    groups={
        "origin": (
            "case_id", "at", "filed_at", "filed_by", "author", "message_id", "signer", "original",
        ),
        "text": ("title", "text"),
    },
    scope=lambda note: note.case_id,
    section=lambda _note: "notes",
    check=_check,
    long=frozenset({"text"}),
)  # fmt: skip
