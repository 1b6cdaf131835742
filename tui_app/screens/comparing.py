"""Compare the safety number with somebody: sixty digits to read aloud, and the same as a picture.

The law: the number counts as compared only when a person says that both were the same; that they
were not is never written down as if they were, and the screen says what to do then.
"""

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.correspondents import COMPARING
from tui_app.i18n.catalogue import _
from tui_app.plain.correspondents import number_rows
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.qr_code import QrCode

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.correspondents import CorrespondentLine


class ComparingScreen(NivelScreen):
    """The number with the person ``correspondent_id``."""

    commands: ClassVar[tuple[Command, ...]] = COMPARING
    AUTO_FOCUS = ""  # nothing to type or choose: the letters are the keys

    def __init__(self, correspondent_id: bytes) -> None:
        super().__init__()
        self.correspondent_id = correspondent_id
        self.line: CorrespondentLine | None = None

    def place_text(self) -> str:
        """Say with whom."""
        place = _("Safety number")
        return f"{place} > {self.line.name}" if self.line is not None else place

    def compose_body(self) -> ComposeResult:
        """Yield the picture and the number beside it."""
        with Horizontal(id="comparing"):
            yield QrCode(id="qr")
            with Vertical(id="comparing-words"):
                yield Static(id="comparing-who", classes="told", markup=False)
                yield Static(id="comparing-number", classes="told", markup=False)
                yield Static(id="comparing-how", classes="told", markup=False)

    def load(self) -> None:
        """Read the number."""
        self.ask(self._read, then=self._show)

    def _read(self) -> "tuple[CorrespondentLine, tuple[str, ...], bytes]":
        cards, one = self.casebook.cards, self.correspondent_id
        return cards.line(one), cards.compare_words(one), cards.fingerprint(one)

    def _show(self, read: "tuple[CorrespondentLine, tuple[str, ...], bytes]") -> None:
        self.line, groups, fingerprint = read
        self.query_one(QrCode).carry(fingerprint)
        who = _("Telephone {name}, or sit down together. Read this aloud to each other:")
        how = _(
            "Both screens must show the same digits, or the same picture. Then press e. If "
            "anything differs, press n."
        )
        self._tell_part("who", who.format(name=self.line.name))
        self._tell_part("number", "\n".join(number_rows(groups)))
        self._tell_part("how", how)
        self.fill_frame()

    def _tell_part(self, part: str, text: str) -> None:
        self.query_one(f"#comparing-{part}", Static).update(Content(text))

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a key may have changed."""
        return "correspondent" in changed.kinds

    # --- what can be done ----------------------------------------------------------------------

    def do_equal(self) -> None:
        """Write down that both were the same."""
        at = self.host.clock.now().astimezone(dt.UTC)
        mark = self.casebook.cards.mark_compared
        self.ask(mark, self.correspondent_id, at, then=lambda _none: self._written())

    def _written(self) -> None:
        words = _(
            "Written down: the safety number was equal. What concerns a client may go to them now, "
            "as far as the basis allows."
        )
        self._tell_part("how", words)
        self.say(_("Written down: the safety number was equal."))

    def do_different(self) -> None:
        """Say what to do when the numbers differ."""
        words = _(
            "Nothing was written down. Do not send them anything. Have both read their newest "
            "contact card in again, by another way than before, and compare once more. If it still "
            "differs, tell your office: somebody may stand between you."
        )
        self._tell_part("how", words)
        self.say(_("Not equal: nothing was written down."), alert=True)
