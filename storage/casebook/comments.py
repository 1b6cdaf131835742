"""The comments' desk: what people wrote about an action item, the oldest first.

The law: only added to; handing an item over is one change with the comment that says why.
"""

import datetime as dt
from typing import TYPE_CHECKING

from storage.casebook.desk import Desk
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.errors import Invalid, RecordMissing
from storage.lines.actions import CommentLine
from storage.records.identity import new_id

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.records import actions as action_records
    from storage.records import comments as records
else:
    action_records = Later("storage.records.actions")
    records = Later("storage.records.comments")
_LINES = "SELECT id, at, author, words FROM comment WHERE action_id = :action ORDER BY at, rowid"
_OF_CASE = (
    "SELECT action_id, id, at, author, words FROM comment WHERE case_id = :case"
    " AND action_id IS NOT NULL ORDER BY at, rowid"
)
_ITEM = "SELECT action_id FROM comment WHERE id = :id AND action_id IS NOT NULL"


class Comments(Desk):
    """Reads and writes comments."""

    def lines(self, action_id: bytes) -> tuple[CommentLine, ...]:
        """Return the comments on one action item, the oldest first."""
        found = self._tuples(_LINES, {"action": action_id})
        return tuple(
            CommentLine(bytes(key), dt.datetime.fromisoformat(at), author, words)
            for key, at, author, words in found
        )

    def of_case(self, case_id: bytes) -> tuple[tuple[bytes, CommentLine], ...]:
        """Return all comments of a case, each with its action item, the oldest first."""
        return tuple(
            (bytes(item), CommentLine(bytes(key), dt.datetime.fromisoformat(at), author, words))
            for item, key, at, author, words in self._tuples(_OF_CASE, {"case": case_id})
        )

    def item_of(self, comment_id: bytes) -> bytes:
        """Return the action item that a comment is on; raises RecordMissing."""
        rows = self._tuples(_ITEM, {"id": comment_id})
        if not rows:
            raise RecordMissing("comment")
        return bytes(rows[0][0])

    def add(self, action_id: bytes, words: str) -> bytes:
        """Add a comment. Raises RecordMissing and Invalid (text-missing)."""
        with self._casebook.change("comment.add") as change:
            return self._add(change, change.read(action_records.Action, action_id), words)

    def hand_over(
        self, action_id: bytes, owner_id: bytes | None, words: str, *, seen: Heads | None = None
    ) -> None:
        """Give the item to somebody else, with the comment that says why: one change, one undo.

        ``seen``: what stood on the screen; whom somebody else named meanwhile is a conflict.
        Raises RecordMissing, and Invalid: text-missing, or same-owner where it is theirs already.
        """
        with self._casebook.change("action.hand-over") as change:
            action = change.read(action_records.Action, action_id)
            if action.owner_id == owner_id:
                raise Invalid("action", "owner_id", "same-owner")
            change.edit(action_records.Action, action_id, seen=seen, owner_id=owner_id)
            self._add(change, action, words)

    def _add(self, change: "Change", action: "action_records.Action", words: str) -> bytes:
        me = self._casebook.me
        comment = records.Comment(
            id=new_id(),
            case_id=action.case_id,
            action_id=action.id,
            at=dt.datetime.now(dt.UTC),
            author_id=me.person_id,
            author=me.person,
            words=words,
        )
        return change.make(comment).id
