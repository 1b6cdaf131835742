"""The messages' desk: the lists of each box, opening a message, its attachments.

The law: opening a message tells its author so, once; the list shows it as it shows every record,
masked until it is opened. An attachment is never opened here: it is saved where the reader chooses,
through the gate where it belongs to a case.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from storage.casebook import on_the_way
from storage.casebook.cards import Cards
from storage.casebook.desk import Desk, Row, as_moment
from storage.casebook.known import Known
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
from storage.lines.messages import (
    AttachmentLine,
    MemberLine,
    MessageCounts,
    MessageLine,
    MessageSheet,
)
from storage.rules.fold import fold
from storage.rules.threads import Placed, Post, in_order

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
        with self._casebook.read() as connection:
            known = Known(connection, self._casebook.me)
            rows = connection.exec_driver_sql(LIST[box], values).mappings().all()
            return tuple(_line(connection, known, row) for row in rows)

    def pick(self, words: str, limit: int = 50, *, box: str) -> tuple[MessageLine, ...]:
        """Return those of a box whose people, subject or case number hold every word."""
        wanted = fold(words).split()
        found = (line for line in self.lines(box, 0, _PICKED) if _holds(line, wanted))
        return tuple(islice(found, limit))

    def line(self, message_id: bytes) -> MessageLine:
        """Return one message's line. Raises RecordMissing."""
        with self._casebook.read() as connection:
            known = Known(connection, self._casebook.me)
            return _line(connection, known, self._one(message_id))

    def _one(self, message_id: bytes) -> Row:
        row = self._row(ONE, {"id": message_id})
        if row is None:
            raise RecordMissing("message")
        return row

    def read(self, message_id: bytes) -> MessageSheet:
        """Open a message: it is marked as read, its author is told, and a log line is written."""
        return self._sheets([self._opened(message_id)])[0]

    def read_thread(self, message_id: bytes) -> tuple[MessageSheet, ...]:
        """Open the thread of a message: its newest messages, the first first."""
        thread = self._one(message_id)["thread_id"]
        rows = self._rows(LIST["all"], _whole(thread))
        return self._sheets([self._opened(one.id) for one in in_order(map(_post, rows))])

    def _opened(self, message_id: bytes) -> "records.Message":
        """Return a message whose opening is logged and, once, told to its author."""
        kept = self._casebook.open_record(records.Message, message_id)
        if kept.box == records.Box.IN and not kept.is_read:
            with self._casebook.change("message.read", can_undo=False) as change:
                change.edit(records.Message, message_id, is_read=True)
                cards = Cards(self._casebook)
                receipt = Receipt(message_id, cards.own_root(), system_ms()).pack()
                outbox.add(change.connection, RECEIPT, receipt, cards.devices_of(kept.root))
        return kept

    def _sheets(self, opened: "Sequence[records.Message]") -> tuple[MessageSheet, ...]:
        """Return messages of one thread as their page shows them; people are looked up once."""
        with self._casebook.read() as connection:
            known = Known(connection, self._casebook.me)
            of_thread = {"thread": opened[0].thread_id}
            found = connection.exec_driver_sql(THREAD, of_thread).mappings().all()
            rows = {row["id"]: row for row in found}
            placed = {one.id: one for one in in_order(map(_post, found))}
            return tuple(
                self._sheet(connection, known, kept, rows, placed.get(kept.id)) for kept in opened
            )

    def _sheet(
        self,
        connection: Connection,
        known: Known,
        kept: "records.Message",
        rows: Mapping[bytes, Row],
        placed: Placed | None,
    ) -> MessageSheet:
        is_letter = kept.box in {records.Box.IN, records.Box.OUT}
        letter = open_letter(kept.original) if is_letter else None
        unseen = None if placed is None or placed.unseen is None else rows[placed.unseen]
        return MessageSheet(
            line=_line(connection, known, self._one(kept.id)),
            text=kept.text,
            members=on_the_way.member_lines(connection, known, letter) if letter else (),
            attachments=tuple(self._attachment(one) for one in attachments_of(kept)),
            missing=0 if placed is None else len(placed.missing),
            unseen="" if unseen is None else unseen["author"],
            unseen_at=None if unseen is None else as_moment(unseen["at"]),
            link_kind=kept.link_kind,
            link_id=kept.link_id,
            members_changed=letter is not None and on_the_way.has_changed(connection, letter),
        )

    def circle(self, message_id: bytes) -> tuple[MemberLine, ...]:
        """Return the circle of a message's thread as it is now; see ``on_the_way``."""
        kept = self._opened(message_id)
        if kept.box not in {records.Box.IN, records.Box.OUT}:
            return ()
        with self._casebook.read() as connection:
            known = Known(connection, self._casebook.me)
            return on_the_way.circle_lines(connection, known, open_letter(kept.original))

    def mark_unread(self, message_id: bytes) -> None:
        """Have a message look new again; its author was told already."""
        with self._casebook.change("message.unread") as change:
            change.edit(records.Message, message_id, is_read=False)

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


def _line(connection: Connection, known: Known, row: Row) -> MessageLine:
    """Make a message's line, with whom it is for and how far it has come to them."""
    level = on_the_way.level_of(known, row["root"])
    if row["box"] not in {records.Box.OUT, records.Box.IN}:
        return message_line(row, level, to="")
    letter = open_letter(row["original"])
    to = on_the_way.others_of(letter, known.root)
    if row["box"] == records.Box.IN:
        return message_line(row, level, to=to)
    counts = on_the_way.counted(on_the_way.steps(connection, known, letter))
    return message_line(row, level, to=to, **counts)


def _post(row: Row) -> Post:
    at = int(dt.datetime.fromisoformat(row["at"]).timestamp())
    return Post(row["id"], at, read_ids(row["parents"]))
