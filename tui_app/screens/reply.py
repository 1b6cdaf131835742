"""A message that begins somewhere: an answer in a thread, a message about a client.

The law: that of ``letter``; only the beginning differs.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tui_app.i18n.catalogue import _
from tui_app.screens.letter import LetterScreen

if TYPE_CHECKING:
    from storage.lines.messages import Writing


class AboutScreen(LetterScreen):
    """A new message about the client of the case ``case_id``."""

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id

    def draft_place(self) -> str:
        """Name the drafts of this message's fields."""
        return f"letter-about/{self.case_id.hex()}"

    def begin(self) -> "tuple[Writing, tuple[Any, ...], str]":
        """Return the beginning of a message about the client; blocks."""
        blank = self.casebook.posting.blank()
        writing = replace(blank, case_id=self.case_id, link=("case", self.case_id))
        return writing, (), self.casebook.cases.line(self.case_id).label


class ReplyScreen(LetterScreen):
    """An answer to the message ``message_id``."""

    def __init__(self, message_id: bytes) -> None:
        super().__init__()
        self.message_id = message_id

    def place_text(self) -> str:
        """Say what this is."""
        return f"{_('Messages')} > {_('Reply')}"

    def draft_place(self) -> str:
        """Name the drafts of this answer's fields."""
        return f"reply/{self.message_id.hex()}"

    def begin(self) -> "tuple[Writing, tuple[Any, ...], str]":
        """Return the beginning of an answer; blocks."""
        writing = self.casebook.posting.answer(self.message_id)
        case = self.casebook.cases.line(writing.case_id) if writing.case_id else None
        people = self.casebook.posting.people_of(writing)
        return writing, people, case.label if case else ""
