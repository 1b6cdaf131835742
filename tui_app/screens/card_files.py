"""Cards, answers and invitations as files: one's own out, those of others in.

The law: what a file says is shown before it is taken in; taking in asks once, since it may name
somebody in the office's list.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.confirm import Confirm
from tui_app.i18n.catalogue import _
from tui_app.plain.correspondents import answer_text, card_text
from tui_app.screens.file_names import may_make, may_read
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.lines.correspondents import CardLine

MOST_CARD = 1 << 20


class CardFiles(NivelScreen):
    """What the screens of people and devices do with files."""

    # --- out -----------------------------------------------------------------------------------

    def do_write(self) -> None:
        """Write the own card to a file."""
        name = f"nivel-{self.casebook.me.mark}.nvc"
        question = _("Where should your contact card go?")
        self.app.push_screen(AskPath(question, may_make, name=name), self._write_card)

    def _write_card(self, path: Path | None) -> None:
        if path is not None:
            said = _("Your contact card is written. Give it to the other person.")
            self.ask(self.casebook.cards.export, path, then=lambda _size: self.say(said))

    def do_answer(self) -> None:
        """Write the answer to the invitation this casebook was made from."""
        name = f"nivel-{self.casebook.me.mark}.nva"
        question = _("Where should the answer go? Give it to whoever invited you.")
        self.app.push_screen(AskPath(question, may_make, name=name), self._write_answer)

    def _write_answer(self, path: Path | None) -> None:
        from storage.casebook.joining import write_answer

        if path is not None:
            said = _("The answer is written. Give it to whoever invited you.")
            self.ask(write_answer, self.casebook, path, then=lambda _size: self.say(said))

    # --- in ------------------------------------------------------------------------------------

    def do_take(self) -> None:
        """Ask for the file of a card or an answer, and show what it says."""
        question = _("Which file? A contact card, or the answer to an invitation.")
        self.app.push_screen(AskPath(question, may_read), self._look)

    def _look(self, path: Path | None) -> None:
        if path is not None:
            self.ask(self._read_card, path, then=self._ask_to_take)

    def _read_card(self, path: Path) -> "Found":
        """Read a card or an answer; runs in the casebook's thread."""
        with path.open("rb") as file:
            data = file.read(MOST_CARD)
        invitations = self.casebook.invitations
        if invitations.is_answer(data):
            answer = invitations.look_into(data)
            accept = partial(invitations.accept, data)
            return Found(answer.card, tuple(answer_text(answer)), accept)
        line = self.casebook.cards.look_into(data)
        return Found(line, tuple(card_text(line)), partial(self.casebook.cards.accept, data))

    def _ask_to_take(self, found: "Found") -> None:
        question = "\n".join((_("Take this card in?"), *found.told))
        dialog = Confirm(question, _("Take in"))
        self.app.push_screen(dialog, partial(self._take_card, found))

    def _take_card(self, found: "Found", sure: bool | None) -> None:  # noqa: FBT001 — a dialog's answer
        if sure:
            self.ask(found.accept, then=partial(self._taken, found.line))

    def _taken(self, line: "CardLine", one: bytes) -> None:
        self.load()
        if line.is_me:
            self.say(_("Taken in: another device of your own."))
        else:
            self.post_message(Open("correspondent", one))


class Found(NamedTuple):
    """What a file holds: whose card, what it says, and what takes it in."""

    line: "CardLine"
    told: tuple[str, ...]
    accept: "Callable[[], bytes]"
