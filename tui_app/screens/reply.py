"""A message that begins somewhere: an answer in a thread, a message about a client.

The law: that of ``letter``; only the beginning differs.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tui_app.i18n.catalogue import _
from tui_app.screens.letter import LetterScreen
from tui_app.screens.letter_link import about_words, case_of

if TYPE_CHECKING:
    from storage.lines.messages import Writing


class AboutScreen(LetterScreen):
    """A new message about a client, or with the kind in ``Open.detail`` a meeting or action."""

    def __init__(self, record_id: bytes) -> None:
        super().__init__()
        self.record_id = record_id
        self.kind = "case"

    def start_at(self, detail: str) -> None:
        """Begin with what kind of record it is about."""
        self.kind = detail

    def draft_place(self) -> str:
        """Name the drafts of this message's fields."""
        return f"letter-about/{self.record_id.hex()}"

    def begin(self) -> "tuple[Writing, tuple[Any, ...], str]":
        """Return the beginning of a message about it; blocks."""
        book = self.casebook
        case_id = case_of(book, self.kind, self.record_id)
        link = (self.kind, self.record_id)
        writing = replace(book.posting.blank(), case_id=case_id, link=link)
        return writing, (), about_words(book, writing)


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
        book = self.casebook
        writing = book.posting.answer(self.message_id)
        return writing, book.posting.people_of(writing), about_words(book, writing)
