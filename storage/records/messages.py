"""Messages and their threads, as this person's vaults keep them.

The law: a message that was sent or received is what its author signed (``original``) and never
changes; what one does with it (read, held, filed) stands in groups of its own, so that two devices
of one person merge by themselves. Messages belong to the person, not to a case: their scope is the
person's own. Filing one to the record makes a note in the case (``notes``).
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import choice, moment, reference
from storage.records.kind import Kind

SECTION = "messages"


class Box(StrEnum):
    """Where a message stands: being written, sent by me, come in, or gone (only its id is kept)."""

    DRAFT = "draft"
    OUT = "out"
    IN = "in"
    GONE = "gone"


class Thread(SQLModel, table=True):
    """A conversation. ``members`` is the newest member list, as it was signed.

    ``past``: the hashes of the lists before it, canonical CBOR.
    """

    __tablename__ = "thread"

    id: bytes = Field(primary_key=True)
    mailbox_id: bytes | None = None
    subject: str = ""
    case_id: bytes | None = reference()
    link_kind: str = ""
    link_id: bytes | None = None
    members: bytes = b""
    past: bytes = b""


class Message(SQLModel, table=True):
    """One message. ``parents`` and ``attachments`` are canonical CBOR; times are UTC."""

    __tablename__ = "message"

    id: bytes = Field(primary_key=True)
    mailbox_id: bytes | None = None
    thread_id: bytes | None = reference()
    box: str = choice(Box.DRAFT)
    author: str = ""
    root: bytes = b""
    device: bytes = b""
    at: dt.datetime | None = moment()
    came: dt.datetime | None = moment()
    subject: str = ""
    text: str = ""
    case_id: bytes | None = reference()
    link_kind: str = ""
    link_id: bytes | None = None
    parents: bytes = b""
    attachments: bytes = b""
    expires: dt.datetime | None = moment()
    original: bytes = b""
    is_read: bool = False
    is_held: bool = False
    note_id: bytes | None = None


THREAD = Kind(
    name="thread",
    table=Thread,
    groups={
        "origin": ("mailbox_id",),
        "subject": ("subject", "case_id", "link_kind", "link_id"),
        "members": ("members", "past"),
    },
    scope=lambda thread: thread.mailbox_id,
    section=lambda _thread: SECTION,
)

MESSAGE = Kind(
    name="message",
    table=Message,
    groups={
        "letter": (
            "mailbox_id", "thread_id", "box", "author", "root", "device", "at", "subject", "text",
            "case_id", "link_kind", "link_id", "parents", "attachments", "expires", "original",
        ),
        "came": ("came",),
        "read": ("is_read",),
        "held": ("is_held",),
        "filed": ("note_id",),
    },
    scope=lambda message: message.mailbox_id,
    section=lambda _message: SECTION,
    long=frozenset({"text"}),
)  # fmt: skip
