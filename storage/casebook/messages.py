"""The messages' desk: the lists of each box, opening a message, its attachments.

The law: opening a message tells its author so, once; the list shows it as it shows every record,
masked until it is opened. An attachment is never opened here: it is saved where the reader chooses,
through the gate where it belongs to a case.
"""

import datetime as dt
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from storage.casebook import on_the_way
from storage.casebook.cards import Cards
from storage.casebook.circle import Circle
from storage.casebook.desk import Desk, Row, as_moment
from storage.casebook.later import Later
from storage.casebook.message_rows import (
    COUNT,
    LIST,
    ONE,
    THREAD,
    UNREAD,
    message_line,
    read_ids,
)
from storage.errors import RecordMissing
from storage.exchange import outbox
from storage.exchange.blob import SUFFIX, BlobRef, save_blob
from storage.exchange.letters import LETTER, RECEIPT, Attachment, Receipt, open_letter
from storage.journal.canonical import decode_own
from storage.journal.clock import system_ms
from storage.lines.messages import AttachmentLine, MessageCounts, MessageLine, MessageSheet
from storage.rules.fold import fold
from storage.rules.threads import Post, in_order

if TYPE_CHECKING:
    from storage.casebook import gate
    from storage.records import messages as records
    from storage.rules import sharing
else:
    gate = Later("storage.casebook.gate")
    sharing = Later("storage.rules.sharing")
    records = Later("storage.records.messages")

_CASE = "SELECT id FROM case_ WHERE id = :id"
_SHOWN = 200
_PICKED = 5_000


class Messages(Desk):
    """Reads messages, and does with them what the reader decides."""

    def counts(self) -> MessageCounts:
        """Count for the tabs."""
        nowhere = {"case": None, "thread": None}
        with self._casebook.read() as connection:
            waiting = outbox.count_waiting(connection, system_ms()).get(LETTER, 0)
        return MessageCounts(
            self._count(UNREAD), self._count(COUNT["out"], nowhere),
            self._count(COUNT["draft"], nowhere), waiting,
        )  # fmt: skip

    def count(
        self, box: str, *, case_id: bytes | None = None, thread_id: bytes | None = None
    ) -> int:
        """Count what ``lines`` would list."""
        return self._count(COUNT[box], {"case": case_id, "thread": thread_id})

    def lines(
        self,
        box: str,
        offset: int = 0,
        limit: int = 100,
        *,
        case_id: bytes | None = None,
        thread_id: bytes | None = None,
    ) -> tuple[MessageLine, ...]:
        """Return one page, the last first. ``box``: in, out, draft, all."""
        values = {"case": case_id, "thread": thread_id, "offset": offset, "limit": limit}
        rows = self._rows(LIST[box], values)
        mine = Cards(self._casebook).known().root
        return tuple(self._line(row, mine) for row in rows)

    def pick(self, words: str, limit: int = 50, *, box: str) -> tuple[MessageLine, ...]:
        """Return those of a box whose people, subject or case number hold every word."""
        wanted = fold(words).split()
        found = (line for line in self.lines(box, 0, _PICKED) if _holds(line, wanted))
        return tuple(islice(found, limit))

    def line(self, message_id: bytes) -> MessageLine:
        """Return one message's line. Raises RecordMissing."""
        return self._line(self._one(message_id), Cards(self._casebook).known().root)

    def _one(self, message_id: bytes) -> Row:
        row = self._row(ONE, {"id": message_id})
        if row is None:
            raise RecordMissing("message")
        return row

    def _line(self, row: Row, mine: bytes | None) -> MessageLine:
        if row["box"] not in {records.Box.OUT, records.Box.IN}:
            return message_line(row, mine, to="")
        to = on_the_way.others_of(open_letter(row["original"]), mine)
        if row["box"] == records.Box.IN:
            return message_line(row, mine, to=to)
        with self._casebook.read() as connection:
            found = on_the_way.steps(self._casebook, connection, row["original"])
        return message_line(row, mine, to=to, **on_the_way.counted(found))

    def read(self, message_id: bytes) -> MessageSheet:
        """Open a message: it is marked as read, its author is told, and a log line is written."""
        kept = self._casebook.open_record(records.Message, message_id)
        if kept.box == records.Box.IN and not kept.is_read:
            self._mark_read(message_id)
        line = self.line(message_id)
        missing, unseen, unseen_at = self._place(kept)
        is_letter = kept.box in {records.Box.IN, records.Box.OUT}
        return MessageSheet(
            line=line,
            text=kept.text,
            members=on_the_way.member_lines(self._casebook, kept) if is_letter else (),
            attachments=tuple(self._attachment(one) for one in attachments_of(kept)),
            missing=missing,
            unseen=unseen,
            unseen_at=unseen_at,
            link_kind=kept.link_kind,
            link_id=kept.link_id,
            members_changed=is_letter and on_the_way.has_changed(self._casebook, kept),
        )

    def read_thread(self, message_id: bytes) -> tuple[MessageSheet, ...]:
        """Open the thread of a message: its newest messages, the first first."""
        thread = self._one(message_id)["thread_id"]
        rows = self._rows(LIST["all"], _whole(thread))
        posts = (Post(row["id"], _seconds(row["at"]), read_ids(row["parents"])) for row in rows)
        return tuple(self.read(one.id) for one in in_order(posts))

    def _mark_read(self, message_id: bytes) -> None:
        with self._casebook.change("message.read", can_undo=False) as change:
            kept = change.edit(records.Message, message_id, is_read=True)
            circle = Circle(self._casebook)
            receipt = Receipt(message_id, circle.me, system_ms()).pack()
            outbox.add(change.connection, RECEIPT, receipt, circle.devices_under(kept.root))

    def mark_unread(self, message_id: bytes) -> None:
        """Have a message look new again; its author was told already."""
        with self._casebook.change("message.unread") as change:
            change.edit(records.Message, message_id, is_read=False)

    def _place(self, kept: "records.Message") -> tuple[int, str, dt.datetime | None]:
        rows = {row["id"]: row for row in self._rows(THREAD, {"thread": kept.thread_id})}
        posts = (
            Post(one, _seconds(row["at"]), read_ids(row["parents"])) for one, row in rows.items()
        )
        placed = next((one for one in in_order(posts) if one.id == kept.id), None)
        if placed is None:
            return 0, "", None
        if placed.unseen is None:
            return len(placed.missing), "", None
        unseen = rows[placed.unseen]
        return len(placed.missing), unseen["author"], as_moment(unseen["at"])

    def _attachment(self, one: Attachment) -> AttachmentLine:
        is_here = self._blob(one).exists()
        kind = Path(one.name).suffix.lstrip(".").lower()
        return AttachmentLine(one.name, kind, one.size, is_here)

    def save_attachment(self, message_id: bytes, number: int, folder: Path) -> Path:
        """Write an attachment into a folder the reader chose; returns the file.

        One that came about a case goes into its disclosure log first.
        Raises RecordMissing where it has not arrived, FileExists, FileRefused, ParcelRefused.
        """
        kept = self._casebook.open_record(records.Message, message_id)
        one = attachments_of(kept)[number]
        source = self._blob(one)
        if not source.exists():
            raise RecordMissing("attachment")
        if kept.case_id is not None and self._row(_CASE, {"id": kept.case_id}) is not None:
            passage = sharing.Passage(
                case_id=kept.case_id,
                sections=frozenset(),
                areas=frozenset(),
                receiver=sharing.Receiver(is_own_office=True),
                way=sharing.Way.EXPORT,
                what="attachment",
                kind="message",
                record_id=message_id,
            )
            with self._casebook.change("message.save", can_undo=False) as change:
                gate.Gate(self._casebook).let_out(change, passage)
        return save_blob(source, BlobRef(one.blob, one.key, one.size, one.digest), folder, one.name)

    def _blob(self, one: Attachment) -> Path:
        return self._casebook.vault.layout.blobs / (one.blob.hex() + SUFFIX)


def attachments_of(kept: "records.Message") -> tuple[Attachment, ...]:
    """Return what lies beside a message."""
    found = decode_own(kept.attachments) if kept.attachments else []
    return tuple(Attachment(*one) for one in found)


def _whole(thread: bytes) -> dict[str, object]:
    return {"case": None, "thread": thread, "offset": 0, "limit": _SHOWN}


def _holds(line: MessageLine, words: list[str]) -> bool:
    text = fold(f"{line.author} {line.to} {line.subject} {line.excerpt} {line.case_label}")
    return all(word in text for word in words)


def _seconds(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).timestamp())
