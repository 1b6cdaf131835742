"""Search (F3): every text of the casebook, as one types; masked until a find is opened.

The law: the next key stops the search before it, never a save; a find says where it stands, and
what it says only while names are shown; an answer that did not look at everything says so.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from storage.errors import Stopped, StorageError
from tui_app.commands.command import Command
from tui_app.commands.search import SEARCH
from tui_app.i18n.catalogue import _
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.screens.search_words import COLUMNS, answer_words, hit_cells, where_to
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual import events

    from storage.lines.change import Changed
    from storage.lines.search import Answer, Hit
    from tui_app.widgets.list_rows import Row


class SearchScreen(NivelScreen):
    """One line of words, and what they find."""

    AUTO_FOCUS = "#words"
    commands: ClassVar[tuple[Command, ...]] = SEARCH

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.answer: Answer | None = None

    def place_text(self) -> str:
        """Say where one is."""
        return _("Search")

    def compose_body(self) -> ComposeResult:
        """Yield the words and the finds."""
        yield TextField(self.words, id="words", limit=100, placeholder=_("type what you look for"))
        yield Static(id="answer-words", markup=False)
        yield RecordList(COLUMNS, self.row, lambda hit: hit.record_id, id="hits")

    @property
    def hits(self) -> "RecordList[Hit]":
        """Return the list of finds."""
        return self.query_one("#hits", RecordList)

    def load(self) -> None:
        """Look again."""
        self._look()

    def concerns(self, changed: "Changed") -> bool:
        """Look again when more than the use log changed."""
        return bool(changed.kinds - {"log-line"})

    def row(self, hit: "Hit") -> "Row":
        """Draw a find."""
        return hit_cells(hit, names=self.host.names_shown)

    @on(Input.Changed, "#words")
    def typed(self, event: Input.Changed) -> None:
        """Look for what stands there now."""
        if event.value != self.words:
            self.words = event.value
            self._look()

    def _look(self) -> None:
        self.casebook.search.stop()
        words = self.words.strip()
        if not words:
            self.answer = None
            self.hits.show(())
            self.tell()
            return
        find = self.casebook.search.find
        self.ask_long(
            lambda _progress: find(words),
            then=partial(self._found, words),
            refused=self._stopped,
        )

    def _found(self, words: str, answer: "Answer") -> None:
        if words == self.words.strip():
            self.answer = answer
            self.hits.show(answer.hits)
            self.tell()

    def _stopped(self, error: StorageError) -> bool:
        # Stopped by the next key or by Esc: nothing is to be said.
        return isinstance(error, Stopped)

    def stop_work(self) -> bool:
        """Let Esc stop the search that is running."""
        running = super().stop_work()
        if running:
            self.casebook.search.stop()
        return running

    def tell(self) -> None:
        """Say how much was found."""
        names, answer = self.host.names_shown, self.answer
        words = "" if answer is None else answer_words(answer, names=names)
        self.query_one("#answer-words", Static).update(Content(words))

    def names_changed(self) -> None:
        """Show the words of the finds, or mask them again."""
        super().names_changed()
        self.tell()

    @on(Input.Submitted, "#words")
    def to_finds(self) -> None:
        """Enter goes from the words to the finds."""
        self.hits.focus()

    def on_key(self, event: "events.Key") -> None:
        """Down goes from the words to the finds."""
        if event.key == "down" and self.focused is not self.hits:
            event.stop()
            self.hits.focus()

    @on(RecordList.Chosen)
    def chosen(self) -> None:
        """Go where the find stands."""
        hit = self.hits.current
        if hit is not None and hit.kind == "comment":
            item = self.casebook.comments.item_of
            self.ask(item, hit.record_id, then=lambda key: self.post_message(Open("action", key)))
        elif hit is not None:
            self.post_message(Open(*where_to(hit)))

    def do_words(self) -> None:
        """Go back to the words."""
        self.query_one("#words", TextField).focus()
