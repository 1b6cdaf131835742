"""Two cards become one: which is kept, and what speaks against it.

The law: a person decides, with both cards before them. The question says that nothing is deleted
and how it is taken apart again; a sign that the two may be two stands above the answer.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_app.i18n.catalogue import _
from tui_app.widgets.choice_field import ChoiceField


@dataclass(frozen=True, slots=True)
class Card:
    """One of the two: ``name``, and ``words`` about how they are reached."""

    key: bytes
    name: str
    words: str


class MergeQuestion(ModalScreen[tuple[bytes, bytes] | None]):
    """Answers with the ids of the one that is kept and of the other, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False, priority=True),
        Binding("enter", "merge", show=False, priority=True),
    ]

    def __init__(self, first: Card, second: Card, *, together: bool) -> None:
        super().__init__()
        self.cards = {"first": first, "second": second}
        self.together = together

    def compose(self) -> ComposeResult:
        """Yield both cards, the warning, the choice and the keys."""
        options = tuple(
            (which, f"{number}. {card.name}")
            for number, (which, card) in enumerate(self.cards.items(), 1)
        )
        with Vertical(id="dialog"):
            yield Static(Content(_("Are these two one? Choose which card is kept.")), markup=False)
            for number, card in enumerate(self.cards.values(), 1):
                told = f"{number}. {card.name}\n   {card.words or _('nothing else is written')}"
                yield Static(Content(told), classes="told", markup=False)
            if self.together:
                warning = _("! Both stand in the network of one client: they may be two.")
                yield Static(Content(warning), classes="alert", markup=False)
            yield ChoiceField(options, "first", letters=False)
            yield Static(id="merge-words", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Stand on the choice."""
        self.query_one(ChoiceField).focus()
        self._tell()

    @on(ChoiceField.Changed)
    def _tell(self) -> None:
        kept, gone = self._answer()
        words = _(
            "{name} is kept in every list; the other card stays behind it and can be taken"
            " apart again. Left and Right choose, Enter merges, Esc leaves."
        )
        del gone
        told = next(card.name for card in self.cards.values() if card.key == kept)
        self.query_one("#merge-words", Static).update(Content(words.format(name=told)))

    def _answer(self) -> tuple[bytes, bytes]:
        first, second = self.cards["first"].key, self.cards["second"].key
        return (first, second) if self.query_one(ChoiceField).value == "first" else (second, first)

    def action_merge(self) -> None:
        """Answer with what is chosen."""
        self.dismiss(self._answer())

    def action_nothing(self) -> None:
        """Leave both as they are."""
        self.dismiss(None)
