"""Keeping and letting go of messages: hold, delete, expiry, filing to a case, action items.

The law: deleting erases the words and leaves the id, so that answers keep their place; a held
message is never erased, neither by hand nor when its time is over; a clock that leapt ahead erases
nothing. What is filed keeps what was signed, and stays when the message goes.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.casebook.actions import Actions
from storage.casebook.cards import Cards
from storage.casebook.desk import Desk
from storage.casebook.erasing import Erasing
from storage.casebook.later import Later
from storage.casebook.message_rows import EXPIRED, NOTE, NOTES, note_line
from storage.errors import Invalid, RecordMissing
from storage.journal.purge import purge
from storage.journal.states import read_states
from storage.records.columns import utc_text
from storage.records.identity import derive_id

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.lines.messages import NoteLine
    from storage.records import messages as records
    from storage.records import notes
else:
    records = Later("storage.records.messages")
    notes = Later("storage.records.notes")

CLOCK_LEAP = dt.timedelta(days=60)
_NOTE_LENGTH = 4000


class Keeping(Desk):
    """Decides what stays of a message, and where."""

    def hold(self, message_id: bytes, *, is_held: bool) -> None:
        """Keep a message whatever its time, or no longer."""
        with self._casebook.change("message.hold") as change:
            change.edit(records.Message, message_id, is_held=is_held)

    def delete(self, message_id: bytes, today: dt.date) -> None:
        """Erase one's own copy for good; only its id stays. Raises Invalid (held)."""
        with self._casebook.change("message.delete", can_undo=False) as change:
            if change.read(records.Message, message_id).is_held:
                raise Invalid("message", "", "held")
            _erase(change, [message_id])
        Erasing(self._casebook).sweep(today)

    def expire(self, now: dt.datetime) -> int:
        """Erase what is over its time; returns how many."""
        last = dt.datetime.fromtimestamp((self._casebook.clock.last >> 16) / 1000, dt.UTC)
        rows = self._rows(EXPIRED, {"now": utc_text(now)})
        if not rows or now - last > CLOCK_LEAP:
            return 0
        with self._casebook.change("message.expire", can_undo=False) as change:
            _erase(change, [row["id"] for row in rows])
        Erasing(self._casebook).sweep(now.astimezone().date())
        return len(rows)

    def file_to_record(self, message_id: bytes, case_id: bytes) -> bytes:
        """File a message to a case: a note with what was signed and by whom; returns its id."""
        with self._casebook.change("message.file") as change:
            kept = change.read(records.Message, message_id)
            note_id = derive_id(message_id, "note", case_id.hex())
            note = notes.Note(
                id=note_id,
                case_id=case_id,
                at=kept.at,
                filed_at=dt.datetime.now(dt.UTC),
                filed_by=self._casebook.me.person,
                author=kept.author,
                title=kept.subject,
                text=kept.text,
                message_id=message_id,
                signer=Cards(self._casebook).public_of(kept.device) or b"",
                original=kept.original,
            )
            change.save(note)
            change.edit(records.Message, message_id, note_id=note_id)
        return note_id

    def notes(self, case_id: bytes) -> "tuple[NoteLine, ...]":
        """Return what was filed to a case, the last first; each proved anew."""
        return tuple(note_line(row) for row in self._rows(NOTES, {"case": case_id}))

    def read_note(self, note_id: bytes) -> "NoteLine":
        """Open what was filed: logged. Raises RecordMissing, and ReasonNeeded."""
        self._casebook.open_record(notes.Note, note_id)
        row = self._row(NOTE, {"id": note_id})
        if row is None:
            raise RecordMissing("note")
        return note_line(row)

    def make_action(self, message_id: bytes, case_id: bytes, **fields: object) -> bytes:
        """Make an action item of a message; returns its id. Raises Invalid."""
        with self._casebook.change("message.action") as change:
            kept = change.read(records.Message, message_id)
            what = str(fields.pop("what", "") or kept.subject or kept.text[:100])
            note = f"{kept.author}: {kept.text}"[:_NOTE_LENGTH]
            return Actions(self._casebook).add(case_id, what, note=note, **fields)


def _erase(change: "Change", ids: Sequence[bytes]) -> None:
    """Erase the words of messages; what is left of each says that there was one."""
    found = read_states(change.connection, ids)
    for one in ids:
        kept = change.read(records.Message, one)
        heads = found.states[one].heads
        purge(change.connection, one, [op.id for op in heads if op.group == "letter"])
        change.save(
            records.Message(
                id=one,
                mailbox_id=kept.mailbox_id,
                thread_id=kept.thread_id,
                box=records.Box.GONE,
                parents=kept.parents,
                came=kept.came,
                is_read=True,
                note_id=kept.note_id,
                author=kept.author,
                root=kept.root,
                device=kept.device,
                at=kept.at,
            )
        )
