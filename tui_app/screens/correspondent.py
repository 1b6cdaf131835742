"""One person we exchange with: who they are, how surely, their devices, and what has to be decided.

The law: a changed key stops everything and stands first; nothing decides about it but a person, and
what each answer does is said before. Opening somebody shows the name in full.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from storage.errors import RecordMissing, StorageError
from tui_app.commands.command import Command
from tui_app.commands.correspondents import (
    BLOCKED,
    COLLEAGUE,
    CORRESPONDENT,
    ENROLLED,
    OFFICE_HERE,
)
from tui_app.dialogs.confirm import Confirm
from tui_app.dialogs.decide_key import LATER, NEW, DecideKey
from tui_app.i18n.catalogue import _
from tui_app.plain.correspondents import correspondent_text
from tui_app.plain.shares import gone_text
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.told_list import ToldList
from tui_app.widgets.told_rows import Block

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.correspondents import CorrespondentLine
    from storage.lines.delivery import ShareLine


class CorrespondentScreen(NivelScreen):
    """The person ``correspondent_id``."""

    commands: ClassVar[tuple[Command, ...]] = CORRESPONDENT
    AUTO_FOCUS = "#correspondent-told"

    def __init__(self, correspondent_id: bytes) -> None:
        super().__init__()
        self.correspondent_id = correspondent_id
        self.line: CorrespondentLine | None = None

    def place_text(self) -> str:
        """Say who it is."""
        place = _("People and devices")
        return f"{place} > {self.line.name}" if self.line is not None else place

    def compose_body(self) -> ComposeResult:
        """Yield the facts."""
        yield ToldList(id="correspondent-told")

    def load(self) -> None:
        """Read the person, and whether the office's key is here."""
        self.ask(self._read, then=self._show, refused=self._gone)

    def _read(self) -> "tuple[CorrespondentLine, bool, tuple[ShareLine, ...]]":
        line = self.casebook.cards.line(self.correspondent_id)
        shares = self.casebook.shares.lines(to=self.correspondent_id)
        return line, self.casebook.devices.identity().has_office_key, shares

    def _gone(self, error: StorageError) -> bool:
        if isinstance(error, RecordMissing) and self.is_current:
            self.do_back()
        return isinstance(error, RecordMissing)

    def _show(self, read: "tuple[CorrespondentLine, bool, tuple[ShareLine, ...]]") -> None:
        self.line, is_office_here, shares = read
        facts = {
            BLOCKED: self.line.is_blocked,
            OFFICE_HERE: is_office_here,
            COLLEAGUE: self.line.is_same_office,
            ENROLLED: self.line.is_enrolled,
        }
        for fact, holds in facts.items():
            self.standing = self.standing.with_fact(fact, holds=holds)
        rows = (*correspondent_text(self.line, names=True), *gone_text(shares, names=True))
        told = enumerate(rows)
        blocks = [Block(number.to_bytes(2, "big"), text) for number, text in told]
        self.query_one(ToldList).show(blocks)
        self.fill_frame()

    def concerns(self, changed: "Changed") -> bool:
        """Read again when somebody or a device may have changed."""
        return bool(changed.kinds & {"correspondent", "contact-card", "device-revocation"})

    # --- what can be done ----------------------------------------------------------------------

    def do_compare(self) -> None:
        """Go to the safety number."""
        self.post_message(Open("comparing", self.correspondent_id))

    def do_decide(self) -> None:
        """Ask what the changed key means."""
        if self.line is not None:
            self.app.push_screen(DecideKey(self.line.name), self._decide)

    def _decide(self, answer: str | None) -> None:
        if answer is None or answer == LATER:
            return
        decide, take_new = self.casebook.cards.decide_change, answer == NEW
        said = _("The old key goes on counting; the new card counts for nothing.")
        if take_new:
            said = _("The new key counts. Now compare the safety number: s")
        self.ask(
            lambda: decide(self.correspondent_id, take_new=take_new),
            then=lambda _none: self._settled(said),
        )

    def do_enrol(self) -> None:
        """Name the person in the office's list."""
        if self.line is not None:
            question = _(
                "Name {name} in the office's list? Everybody in the office then trusts this key. "
                "Do it only for a colleague whose card you have from their own hand."
            ).format(name=self.line.name)
            self.app.push_screen(Confirm(question, _("Name them")), self._enrol)

    def _enrol(self, sure: bool | None) -> None:  # noqa: FBT001 — a dialog's answer
        if sure:
            said = _("Named. The others learn it from your contact card with the next exchange.")
            enrol = self.casebook.devices.enrol
            self.ask(enrol, self.correspondent_id, then=lambda _none: self._settled(said))

    def do_dismiss(self) -> None:
        """Take the person out of the office's list, and their devices back."""
        if self.line is not None:
            question = _(
                "Take {name} out of the office's list? All their devices are taken back: nothing "
                "is sealed to them, and what they write after today does not count. This cannot "
                "be undone."
            ).format(name=self.line.name)
            self.app.push_screen(Confirm(question, _("Take out")), self._dismiss)

    def _dismiss(self, sure: bool | None) -> None:  # noqa: FBT001 — a dialog's answer
        if sure:
            said = _("Taken out. The others learn it with the next exchange.")
            dismiss = self.casebook.devices.dismiss
            self.ask(dismiss, self.correspondent_id, then=lambda _none: self._settled(said))

    def _settled(self, said: str) -> None:
        self.load()
        self.say(said)
