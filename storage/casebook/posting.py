"""The posting desk: drafts, sending, replying, taking back what has not gone out yet.

The law: sending is one change: the message as its author signed it, what each device of the circle
is owed, and a line of disclosure where a case is spoken of. Nothing goes to somebody about whose
keys a person must decide first. What still waits can be taken back; what was written to a stick
cannot, and nobody is told that it could.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from storage.casebook.cards import Cards
from storage.casebook.circle import Circle
from storage.casebook.desk import Desk
from storage.casebook.later import Later
from storage.casebook.letter_fields import from_letter, ms_of
from storage.casebook.message_rows import THREAD, read_ids
from storage.casebook.reaching import names_not_reached, owe, reach
from storage.errors import Invalid, RecordMissing
from storage.exchange import outbox
from storage.exchange.blob import seal_blob
from storage.exchange.history import note_withdrawn
from storage.exchange.latecomers import note_late
from storage.exchange.letters import LETTER, MOST_ATTACHMENTS, Attachment, Letter, sign_letter
from storage.exchange.members import LEADER, WRITER, MemberList
from storage.journal.canonical import decode_own, encode
from storage.journal.clock import system_ms
from storage.lines.messages import Writing
from storage.records.identity import new_id
from storage.rules.threads import Post, newest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.casebook import kept
    from storage.casebook.change import Change
    from storage.lines.correspondents import CorrespondentLine
    from storage.records import messages as records
else:
    kept = Later("storage.casebook.kept")
    records = Later("storage.records.messages")

_DRAFT = 1


class Posting(Desk):
    """Writes and sends messages."""

    def keep_draft(self, writing: Writing, draft_id: bytes | None = None) -> bytes:
        """Keep a draft, a new one or over the old one; returns its id. Raises Invalid."""
        to = encode([_DRAFT, list(writing.to), [str(path) for path in writing.files]])
        kind, record = writing.link or ("", None)
        with self._casebook.change("message.draft", can_undo=False) as change:
            made = records.Message(
                id=draft_id or new_id(),
                mailbox_id=self._casebook.me.person_id,
                thread_id=writing.thread_id,
                box=records.Box.DRAFT,
                author=self._casebook.me.person,
                at=dt.datetime.now(dt.UTC),
                subject=writing.subject,
                text=writing.text,
                case_id=writing.case_id,
                link_kind=kind,
                link_id=record,
                expires=writing.expires,
                original=to,
                is_read=True,
            )
            return change.save(made).id

    def blank(self) -> Writing:
        """Begin a message."""
        return Writing()

    def answer(self, message_id: bytes) -> Writing:
        """Begin an answer in the thread of a message. Raises RecordMissing."""
        old = self._read(message_id)
        link = (old.link_kind, old.link_id) if old.link_id else None
        return Writing(subject=old.subject, thread_id=old.thread_id, case_id=old.case_id, link=link)

    def people_of(self, writing: Writing) -> "tuple[CorrespondentLine, ...]":
        """Return whom a message goes to, as they are known now."""
        cards, to = Cards(self._casebook), writing.to
        if writing.thread_id is not None:
            circle = Circle(self._casebook)
            to = circle.correspondents(circle.find_thread(writing.thread_id))
        return tuple(line for line in cards.lines() if line.id in to)

    def not_reached(self, writing: Writing) -> tuple[str, ...]:
        """Return the names of those of a thread's circle who would not get a message yet."""
        return names_not_reached(self._casebook, writing)

    def _read(self, message_id: bytes) -> "records.Message":
        with self._casebook.read() as connection:
            return kept.read_record(connection, records.Message, message_id)

    def read_draft(self, draft_id: bytes) -> Writing:
        """Return a draft to go on with. Raises RecordMissing."""
        draft = self._read(draft_id)
        if draft.box != records.Box.DRAFT:
            raise RecordMissing("message")
        _version, to, files = decode_own(draft.original)
        return Writing(
            subject=draft.subject,
            text=draft.text,
            to=tuple(to),
            thread_id=draft.thread_id,
            case_id=draft.case_id,
            link=(draft.link_kind, draft.link_id) if draft.link_id else None,
            expires=draft.expires,
            files=tuple(Path(path) for path in files),
        )

    def drop_draft(self, draft_id: bytes) -> None:
        """Throw a draft away; it can be undone."""
        with self._casebook.change("message.drop") as change:
            change.delete(change.read(records.Message, draft_id))

    def send(self, writing: Writing, draft_id: bytes | None = None, *, override: str = "") -> bytes:
        """Send; returns the message's id.

        Raises Invalid (text-missing, circle), CorrespondentBlocked, and what the gate raises where
        a case is spoken of: BasisMissing or Barred, unless ``override`` gives the reason.
        """
        if not (writing.text.strip() or writing.files):
            raise Invalid("message", "text", "text-missing")
        if len(writing.files) > MOST_ATTACHMENTS:
            raise Invalid("message", "files", "too-many")
        attached = tuple(self._attach(path) for path in writing.files)
        with self._casebook.change("message.send", can_undo=False) as change:
            circle = Circle(self._casebook)
            members = circle.of_writing(change, writing.thread_id, writing.to)
            if not members.may(circle.me, LEADER, WRITER):
                raise Invalid("message", "to", "reader")
            about_case = writing.case_id is not None
            reached = reach(self._casebook, circle, members, about_case=about_case)
            if about_case:
                circle.let_out(change, reached.members, writing, override)
            letter = self._letter(change, writing, members, circle.me, attached)
            self._keep(change, writing, letter)
            owe(change.connection, letter, reached.devices)
            note_late(change.connection, letter.id, (one.root for one in reached.missed))
            if draft_id is not None:
                change.delete(change.read(records.Message, draft_id))
        return letter.id

    def _attach(self, path: Path) -> Attachment:
        ref = seal_blob(path, self._casebook.vault.layout.blobs)
        return Attachment(path.name, ref.size, ref.blob_id, ref.key, ref.sha256)

    def _letter(
        self,
        change: "Change",
        writing: Writing,
        members: MemberList,
        me: bytes,
        attached: tuple[Attachment, ...],
    ) -> Letter:
        values = {"thread": members.thread}
        rows = change.connection.exec_driver_sql(THREAD, values).mappings()
        posts = [Post(row["id"], 0, read_ids(row["parents"])) for row in rows]
        letter = Letter(
            thread=members.thread,
            root=me,
            at=system_ms(),
            parents=tuple(sorted(newest(posts))[-64:]),
            members=members,
            subject=writing.subject,
            text=writing.text,
            link=writing.link,
            expires=0 if writing.expires is None else ms_of(writing.expires),
            attachments=attached,
        )
        return sign_letter(letter, self._casebook.signer)

    def _keep(self, change: "Change", writing: Writing, letter: Letter) -> None:
        message = from_letter(letter, self._casebook.me.person_id, records.Box.OUT)
        change.make(
            records.Message(
                **message, case_id=writing.case_id, author=self._casebook.me.person, is_read=True
            )
        )

    def take_back(self, message_id: bytes) -> bytes:
        """Make a draft of a message that has gone to nobody yet; returns the draft's id.

        Raises Invalid (gone-out) when a device has it, or may have it.
        """
        with self._casebook.change("message.take-back", can_undo=False) as change:
            sent = change.read(records.Message, message_id)
            item = outbox.item_id(LETTER, sent.original)
            states = outbox.states(change.connection, item)
            if any(state.state != "waiting" for state in states.values()):
                raise Invalid("message", "", "gone-out")
            outbox.withdraw(change.connection, item, states)
            circle = Circle(self._casebook)
            members = circle.of_thread(change, sent.thread_id or b"")
            note_withdrawn(change.connection, circle.names(members), "", ((LETTER, 1),))
            to = circle.correspondents(members)
            writing = Writing(
                subject=sent.subject, text=sent.text, to=to, case_id=sent.case_id,
                link=(sent.link_kind, sent.link_id) if sent.link_id else None,
                expires=sent.expires,
            )  # fmt: skip
            change.delete(sent)
            return self.keep_draft(writing)

    def change_circle(
        self,
        thread_id: bytes,
        add: Iterable[bytes] = (),
        remove: Iterable[bytes] = (),
        parts: "Mapping[bytes, str] | None" = None,
    ) -> None:
        """Let correspondents (ids) into a thread, people (root keys) out of it.

        ``parts``: leader, writer or reader, by root key. The next message carries the new list.

        Raises Invalid (not-leader; circle for fewer than 2 or more than 12).
        """
        with self._casebook.change("message.circle") as change:
            Circle(self._casebook).changed(
                change, thread_id, tuple(add), tuple(remove), parts or {}
            )
