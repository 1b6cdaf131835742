"""The minutes' desk: the open meeting whole, entries, agreements and the action items they bear.

The law: an agreement with a doer becomes an action item with an id derived from it, so that two
devices make the same one; the two are linked both ways. Changing an entry to or from one's own
organisation's tier makes a new record in the other section and deletes this one, in one change.
"""

import datetime as dt
from typing import Any, TypeVar

from storage.casebook.change import Change
from storage.casebook.desk import Desk
from storage.casebook.sheet import read_sheet
from storage.lines.meetings import MeetingSheet
from storage.records.actions import Action
from storage.records.identity import derive_id, new_id
from storage.records.meetings import Meeting
from storage.records.minutes import Agreement, Entry, section_of_tier

Told = TypeVar("Told", Entry, Agreement)


class Minutes(Desk):
    """Reads a meeting whole; writes entries and agreements."""

    def sheet(self, meeting_id: bytes) -> MeetingSheet:
        """Open a meeting whole: logged; raises RecordMissing."""
        meeting = self._casebook.meetings.line(meeting_id)
        self._casebook.note_opening("meeting", meeting_id, meeting.case_id)
        with self._casebook.read() as connection:
            return read_sheet(connection, meeting)

    def add_entry(self, meeting_id: bytes, text: str, at: dt.datetime, **fields: Any) -> bytes:
        """Write an entry that was said ``at``; written down now. Raises Invalid."""
        with self._casebook.change("entry.add") as change:
            meeting = change.read(Meeting, meeting_id)
            entry = Entry(
                id=new_id(),
                meeting_id=meeting_id,
                case_id=meeting.case_id,
                text=text,
                at=at,
                written_at=dt.datetime.now(dt.UTC),
                **fields,
            )
            return change.save(entry).id

    def edit_entry(self, entry_id: bytes, **fields: Any) -> bytes:
        """Write the named fields; returns the id, a new one where the tier moved its section."""
        with self._casebook.change("entry.edit") as change:
            return _rewritten(change, change.read(Entry, entry_id), fields).id

    def remove_entry(self, entry_id: bytes) -> None:
        """Delete the entry."""
        with self._casebook.change("entry.remove") as change:
            change.delete(change.read(Entry, entry_id))

    def add_agreement(self, meeting_id: bytes, text: str, at: dt.datetime, **fields: Any) -> bytes:
        """Write an agreement; with a doer or a day an action item is born. Raises Invalid."""
        with self._casebook.change("agreement.add") as change:
            meeting = change.read(Meeting, meeting_id)
            agreement = change.save(
                Agreement(
                    id=new_id(),
                    meeting_id=meeting_id,
                    case_id=meeting.case_id,
                    text=text,
                    at=at,
                    **fields,
                )
            )
            _bear_action(change, agreement)
        return agreement.id

    def edit_agreement(self, agreement_id: bytes, **fields: Any) -> bytes:
        """Write the named fields; the action item follows in text, doer and day."""
        with self._casebook.change("agreement.edit") as change:
            before = change.read(Agreement, agreement_id)
            after = _rewritten(change, before, fields)
            if after.id != before.id:
                _drop_action(change, before)
            _bear_action(change, after)
        return after.id

    def remove_agreement(self, agreement_id: bytes) -> None:
        """Delete the agreement and the action item that nobody has worked on."""
        with self._casebook.change("agreement.remove") as change:
            agreement = change.read(Agreement, agreement_id)
            _drop_action(change, agreement)
            change.delete(agreement)

    def confirm(self, agreement_ids: tuple[bytes, ...]) -> None:
        """Mark agreements as read back aloud."""
        with self._casebook.change("agreement.read-back") as change:
            for agreement_id in agreement_ids:
                change.edit(Agreement, agreement_id, read_back=True)


def action_id_of(agreement_id: bytes) -> bytes:
    """Return the id of the action item born from this agreement."""
    return derive_id(agreement_id, "action")


def _rewritten(change: Change, before: Told, fields: dict[str, Any]) -> Told:
    table = type(before)
    held = {name: getattr(before, name) for name in table.model_fields} | fields
    after = table(**held)
    if section_of_tier(after.tier) != section_of_tier(before.tier):
        after.id = new_id()
        saved = change.save(after)
        change.delete(before)
        return saved
    return change.save(after)


def _bear_action(change: Change, agreement: Agreement) -> None:
    action_id = action_id_of(agreement.id)
    kept = change.find(Action, action_id)
    if kept is None and agreement.doer_id is None and agreement.due is None:
        return
    told: dict[str, Any] = {
        "what": agreement.text,
        "owner_id": agreement.doer_id,
        "due": agreement.due,
    }
    if kept is not None:
        change.edit(Action, action_id, **told)
        return
    change.save(
        Action(
            id=action_id,
            case_id=agreement.case_id,
            meeting_id=agreement.meeting_id,
            agreement_id=agreement.id,
            **told,
        )
    )


def _drop_action(change: Change, agreement: Agreement) -> None:
    kept = change.find(Action, action_id_of(agreement.id))
    if kept is not None and kept.state == "open":
        change.delete(kept)
