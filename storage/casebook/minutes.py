"""The minutes' desk: the open meeting whole, entries, agreements and the action items they bear.

The law: an agreement with a doer becomes an action item with an id derived from it, so that two
devices make the same one; the two are linked both ways. Changing an entry to or from one's own
organisation's tier makes a new record in the other section and deletes this one, in one change.
"""

import datetime as dt
from typing import Any, TypeVar

from storage.casebook.change import Change
from storage.casebook.desk import Desk
from storage.casebook.meetings import Meetings
from storage.casebook.prepare import LINE_LIMIT
from storage.casebook.seen import Heads
from storage.casebook.sheet import read_sheet
from storage.errors import RecordMissing
from storage.journal.driver import driver
from storage.lines.meetings import MeetingSheet
from storage.records.actions import Action
from storage.records.identity import derive_id, new_id
from storage.records.minutes import Agreement, Entry, section_of_tier

_CASE = "SELECT case_id FROM meeting WHERE id = ?"
Told = TypeVar("Told", Entry, Agreement)


class Minutes(Desk):
    """Reads a meeting whole; writes entries and agreements."""

    def sheet(self, meeting_id: bytes) -> MeetingSheet:
        """Open a meeting whole: logged; raises RecordMissing."""
        meeting = Meetings(self._casebook).line(meeting_id)
        self._casebook.note_opening("meeting", meeting_id, meeting.case_id)
        with self._casebook.read() as connection:
            return read_sheet(connection, meeting)

    def add_entry(self, meeting_id: bytes, text: str, at: dt.datetime, **fields: Any) -> bytes:
        """Write an entry that was said ``at``; written down now. Raises Invalid."""
        with self._casebook.change("entry.add") as change:
            case_id = _case_of(change, meeting_id)
            entry = Entry(
                id=new_id(),
                meeting_id=meeting_id,
                case_id=case_id,
                text=text,
                at=at,
                written_at=dt.datetime.now(dt.UTC),
                **fields,
            )
            return change.make(entry).id

    def read_entry(self, entry_id: bytes) -> Entry:
        """Open one entry: logged; raises RecordMissing."""
        return self._casebook.open_record(Entry, entry_id)

    def read_agreement(self, agreement_id: bytes) -> Agreement:
        """Open one agreement: logged; raises RecordMissing."""
        return self._casebook.open_record(Agreement, agreement_id)

    def edit_entry(self, entry_id: bytes, *, seen: Heads | None = None, **fields: Any) -> bytes:
        """Write the named fields; returns the id, a new one where the tier moved its section."""
        with self._casebook.change("entry.edit") as change:
            return _rewritten(change, Entry, entry_id, seen, fields)[1].id

    def remove_entry(self, entry_id: bytes) -> None:
        """Delete the entry."""
        with self._casebook.change("entry.remove") as change:
            change.delete(change.read(Entry, entry_id))

    def add_agreement(
        self,
        meeting_id: bytes,
        text: str,
        at: dt.datetime,
        *,
        as_action: bool = False,
        **fields: Any,
    ) -> bytes:
        """Write an agreement; with a doer, a day or ``as_action`` an action item is born.

        Raises Invalid.
        """
        with self._casebook.change("agreement.add") as change:
            case_id = _case_of(change, meeting_id)
            agreement = change.make(
                Agreement(
                    id=new_id(),
                    meeting_id=meeting_id,
                    case_id=case_id,
                    text=text,
                    at=at,
                    **fields,
                )
            )
            bear_action(change, agreement, wanted=as_action)
        return agreement.id

    def edit_agreement(
        self, agreement_id: bytes, *, seen: Heads | None = None, **fields: Any
    ) -> bytes:
        """Write the named fields; the action item follows in what of text, doer and day changed."""
        with self._casebook.change("agreement.edit") as change:
            before, after = _rewritten(change, Agreement, agreement_id, seen, fields)
            born = before is not None and after.id != before.id and _drop_action(change, before)
            bear_action(change, after, before, wanted=born)
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


def _case_of(change: Change, meeting_id: bytes) -> bytes | None:
    """Return the meeting's case, without the rest of it: an entry must not wait."""
    found = driver(change.connection).execute(_CASE, (meeting_id,)).fetchone()
    if found is None:
        raise RecordMissing("meeting")
    return None if found[0] is None else bytes(found[0])


def action_id_of(agreement_id: bytes) -> bytes:
    """Return the id of the action item born from this agreement."""
    return derive_id(agreement_id, "action")


def _rewritten(
    change: Change, table: type[Told], told: bytes, seen: Heads | None, fields: dict[str, Any]
) -> tuple[Told | None, Told]:
    """Return the record before and after its edit; None: another device deleted it meanwhile."""
    before, after = change.find(table, told), change.edited(table, told, seen, fields)
    if before is None or section_of_tier(after.tier) == section_of_tier(before.tier):
        return before, change.save(after)
    after.id = new_id()
    change.delete(before)
    return before, change.make(after)


def bear_action(
    change: Change, agreement: Agreement, before: Agreement | None = None, *, wanted: bool
) -> None:
    """Let the action item of an agreement be born, or follow what changed in it."""
    action_id = action_id_of(agreement.id)
    kept = change.find(Action, action_id)
    wanted = wanted or agreement.doer_id is not None or agreement.due is not None
    if kept is None and not wanted:
        return
    told = _told_by(agreement)
    if kept is not None:
        # What did not change here may have been changed in the action item itself: it stays.
        said = {} if before is None else _told_by(before)
        change.edit(Action, action_id, **dict(told.items() - said.items()))
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


def _told_by(agreement: Agreement) -> dict[str, Any]:
    """Return the fields of the action item that follow the agreement."""
    return {
        "what": _on_one_line(agreement.text),
        "owner_id": agreement.doer_id,
        "due": agreement.due,
    }


def _on_one_line(text: str) -> str:
    """Return what an action item can hold of an agreement's text; the whole stays with it."""
    line = " ".join(text.split())
    return line if len(line) <= LINE_LIMIT else f"{line[: LINE_LIMIT - 1]}…"


def _drop_action(change: Change, agreement: Agreement) -> bool:
    kept = change.find(Action, action_id_of(agreement.id))
    if kept is None or kept.state != "open":
        return False
    change.delete(kept)
    return True
