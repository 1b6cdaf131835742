"""The contact log's desk: who was called, met, written to, or did not answer, the newest first.

The law: the event's time and the time of writing are kept apart; what was written by mistake is
mended or removed under its own name, so the use log shows it.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.casebook import same
from storage.casebook.desk import Desk
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.lines.contact_attempts import ContactAttemptLine
from storage.records.identity import new_id

if TYPE_CHECKING:
    from storage.records import contact_attempts as records
else:
    records = Later("storage.records.contact_attempts")
_OF_CASE = (
    "SELECT a.id, a.case_id, a.at, a.entered_at, a.day_only, a.channel, a.outcome,"
    " trim(coalesce(nullif(p.called, ''), p.given_name, '') || ' ' ||"
    " coalesce(p.family_name, '')), a.by_name, a.words, a.follow_up_id,"
    " coalesce(ps.kept, a.person_id) FROM contact_attempt a" + same.person("a.person_id")
)
_LINES = _OF_CASE + " WHERE a.case_id = :case ORDER BY a.at DESC, a.id LIMIT :limit OFFSET :offset"
_ONE = _OF_CASE + " WHERE a.id = :id"
_COUNT = "SELECT count(*) FROM contact_attempt WHERE case_id = :case"


def _line(row: Any) -> ContactAttemptLine:
    key, case_id, at, entered_at, day_only, *rest = row
    event = dt.datetime.fromisoformat(at)
    entered = dt.datetime.fromisoformat(entered_at) if entered_at else event
    return ContactAttemptLine(bytes(key), bytes(case_id), event, entered, bool(day_only), *rest)


class ContactAttempts(Desk):
    """Reads and writes the contact log."""

    def count(self, case_id: bytes) -> int:
        """Count the contacts of a case."""
        return self._count(_COUNT, {"case": case_id})

    def lines(
        self, case_id: bytes, offset: int = 0, limit: int = 100
    ) -> tuple[ContactAttemptLine, ...]:
        """Return one page of a case's contacts, the newest event first."""
        values = {"case": case_id, "offset": offset, "limit": limit}
        return tuple(map(_line, self._tuples(_LINES, values)))

    def line(self, attempt_id: bytes) -> ContactAttemptLine | None:
        """Return one contact's line, or None."""
        rows = self._tuples(_ONE, {"id": attempt_id})
        return _line(rows[0]) if rows else None

    def add(
        self,
        case_id: bytes,
        channel: str,
        outcome: str,
        *,
        at: dt.datetime | None = None,
        now: dt.datetime | None = None,
        **fields: Any,
    ) -> bytes:
        """Write a contact down; ``at`` is an aware moment, by default ``now``. Raises Invalid.

        Keywords: ``day_only``, ``words``, ``person_id``, ``follow_up_id``.
        """
        me, now = self._casebook.me, now or dt.datetime.now(dt.UTC)
        with self._casebook.change("contact.add") as change:
            attempt = records.ContactAttempt(
                id=new_id(),
                case_id=case_id,
                entered_at=now,
                by_id=me.person_id,
                by_name=me.person,
                channel=channel,
                outcome=outcome,
                at=at or now,
                **fields,
            )
            return change.make(attempt).id

    def edit(self, attempt_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("contact.edit") as change:
            change.edit(records.ContactAttempt, attempt_id, seen=seen, **fields)

    def remove(self, attempt_id: bytes) -> None:
        """Delete a contact that was written by mistake."""
        with self._casebook.change("contact.remove") as change:
            change.delete(change.read(records.ContactAttempt, attempt_id))
