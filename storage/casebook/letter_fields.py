"""From a letter to the record that keeps it.

The law: the record is what was signed, field by field, and the signed bytes beside it; ids and
attachments are kept as the letter wrote them.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.casebook.message_rows import pack_ids
from storage.exchange.letters import Letter
from storage.journal.canonical import encode

if TYPE_CHECKING:
    from storage.records.messages import Box


def from_letter(letter: Letter, mailbox: bytes, box: "Box") -> dict[str, Any]:
    """Return the fields of the record that keeps a letter; author and case are the caller's."""
    kind, record = letter.link or ("", None)
    return {
        "id": letter.id,
        "mailbox_id": mailbox,
        "thread_id": letter.thread,
        "box": box,
        "root": letter.root,
        "device": letter.device,
        "at": _moment(letter.at),
        "subject": letter.subject,
        "text": letter.text,
        "link_kind": kind,
        "link_id": record,
        "parents": pack_ids(letter.parents),
        "attachments": encode([list(one) for one in letter.attachments])
        if letter.attachments
        else b"",
        "expires": _moment(letter.expires) if letter.expires else None,
        "original": letter.pack(),
    }


def ms_of(moment: dt.datetime) -> int:
    """Return a moment in ms since 1970."""
    return int(moment.timestamp() * 1000)


def _moment(ms: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC)
