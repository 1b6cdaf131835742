"""Exchange, fifth tab: parcels with a folder, contact cards, and the safety number.

The law: reading in and writing out go in one go, step by step, and can be stopped between any two
parcels; "the stick may be removed" is said only when all that was written has been read back. A
card is shown before it is taken in; a number counts as compared only when both have read it aloud.
"""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.exchange import PARCELS
from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.confirm import Confirm
from tui_app.dialogs.correspondent_picker import CorrespondentPicker
from tui_app.i18n.catalogue import _
from tui_app.plain.correspondents import card_text, number_text
from tui_app.plain.delivery import exchanged_text, history_text, waiting_text
from tui_app.screens.exchange import ExchangeTab
from tui_app.screens.file_names import may_hold, may_make, may_read
from tui_app.widgets.told_list import ToldList
from tui_app.widgets.told_rows import Block

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.correspondents import CardLine
    from storage.lines.delivery import Exchanged, PassageLine, Waiting
    from tui_app.dialogs.choose import Chosen
    from tui_app.screens.progress import Progress

MOST_CARD = 1 << 20
MOST_HISTORY = 200


class ParcelsScreen(ExchangeTab):
    """What came of the last exchange, and the ways to make one."""

    commands: ClassVar[tuple[Command, ...]] = PARCELS
    here: ClassVar[str] = "parcels"
    AUTO_FOCUS = "#parcels-told"

    def __init__(self) -> None:
        super().__init__()
        self.found: Exchanged | None = None
        self.told: tuple[str, ...] = ()

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Exchange')} > {_('Parcels')}"

    def compose_body(self) -> ComposeResult:
        """Yield the words, then what came of the last exchange."""
        words = _(
            "Messages and shared cases travel in sealed parcels, on a stick or in a shared folder. "
            "x reads in and writes out in one go. First exchange contact cards: c writes yours, t "
            "takes one in, s compares the safety number."
        )
        yield Static(Content(words), classes="told", markup=False)
        yield ToldList(id="parcels-told")

    def load(self) -> None:
        """Show what came of the last exchange; before one, what waits to go out."""
        if self.told:
            self._say_rows(self.told)
        else:
            self.ask(self.casebook.delivery.waiting, then=self._say_waiting)

    def _say_waiting(self, waiting: "Waiting") -> None:
        if not self.told:
            rows = waiting_text(waiting)
            self._show(tuple(rows))

    def concerns(self, changed: "Changed") -> bool:
        """Nothing here follows from the records."""
        del changed
        return False

    def names_changed(self) -> None:
        """Say names in full or masked."""
        if self.found is not None:
            self._exchanged(self.found)

    def _say_rows(self, rows: Iterable[str]) -> None:
        self.told = tuple(rows)
        self._show(self.told)

    def _show(self, rows: tuple[str, ...]) -> None:
        blocks = (Block(number.to_bytes(2, "big"), row) for number, row in enumerate(rows))
        self.query_one(ToldList).show(blocks)

    def do_history(self) -> None:
        """Show what came and what went."""
        self.ask(self.casebook.delivery.history, 0, MOST_HISTORY, then=self._say_history)

    def _say_history(self, lines: "tuple[PassageLine, ...]") -> None:
        self.found = None
        self._say_rows(history_text(lines, names=self.host.names_shown))

    # --- a folder ------------------------------------------------------------------------------

    def do_exchange(self) -> None:
        """Ask for the folder, then exchange with it."""
        question = _("Which folder? A stick, or a folder that others share.")
        self.app.push_screen(AskPath(question, may_hold), self._exchange)

    def _exchange(self, folder: Path | None) -> None:
        if folder is None:
            return

        def work(progress: "Progress") -> "Exchanged":
            def steps(_step: str, done: int, total: int) -> None:
                progress(done, max(total, 1))

            return self.casebook.delivery.exchange(folder, steps)

        self.ask_long(work, then=self._exchanged)

    def _exchanged(self, found: "Exchanged") -> None:
        self.found = found
        self._say_rows(exchanged_text(found, names=self.host.names_shown))

    # --- cards ---------------------------------------------------------------------------------

    def do_card(self) -> None:
        """Write the own card to a file."""
        name = f"nivel-{self.casebook.me.mark}.nvc"
        question = _("Where should your contact card go?")
        self.app.push_screen(AskPath(question, may_make, name=name), self._write_card)

    def _write_card(self, path: Path | None) -> None:
        if path is not None:
            said = _("Your contact card is written. Give it to the other person.")
            self.ask(self.casebook.cards.export, path, then=lambda _size: self._say_rows((said,)))

    def do_take(self) -> None:
        """Ask for a card's file, and show what it says."""
        self.app.push_screen(AskPath(_("Whose contact card?"), may_read), self._look)

    def _look(self, path: Path | None) -> None:
        if path is not None:
            self.ask(self._read_card, path, then=self._ask_to_take)

    def _read_card(self, path: Path) -> "tuple[CardLine, bytes]":
        """Read a card; runs in the casebook's thread."""
        with path.open("rb") as file:
            data = file.read(MOST_CARD)
        return self.casebook.cards.look_into(data), data

    def _ask_to_take(self, found: "tuple[CardLine, bytes]") -> None:
        line, data = found
        question = " ".join((_("Take this card in?"), *card_text(line)))
        self.app.push_screen(Confirm(question, _("Take in")), partial(self._take_card, data))

    def _take_card(self, data: bytes, sure: bool | None) -> None:  # noqa: FBT001 — a dialog's answer
        if sure:
            said = _("Taken in. Press s and compare the safety number by voice.")
            self.ask(self.casebook.cards.accept, data, then=lambda _id: self._say_rows((said,)))

    # --- the safety number -----------------------------------------------------------------------

    def do_compare(self) -> None:
        """Choose with whom."""
        look = self.looker(self.casebook.cards.pick)
        self.app.push_screen(CorrespondentPicker(_("With whom?"), look), self._compare)

    def _compare(self, chosen: "Chosen | None") -> None:
        if chosen is not None and chosen.key is not None:
            one = chosen.key
            self.ask(self.casebook.cards.compare_words, one, then=partial(self._read_aloud, one))

    def _read_aloud(self, one: bytes, groups: tuple[str, ...]) -> None:
        rows = list(number_text(groups))[:-1]
        question = "\n".join((*rows, _("Did both hear the same?")))
        dialog = Confirm(question, _("Equal"))
        self.app.push_screen(dialog, partial(self._equal, one))

    def _equal(self, one: bytes, sure: bool | None) -> None:  # noqa: FBT001 — a dialog's answer
        if sure:
            said = _("Written down: the safety number was equal.")
            now = dt.datetime.now(dt.UTC)
            mark = self.casebook.cards.mark_compared
            self.ask(mark, one, now, then=lambda _none: self._say_rows((said,)))
