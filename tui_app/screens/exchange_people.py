"""Exchange: people and devices. Who is known and how surely, and one's own devices.

The law: the level of every person stands in a word, and what has to be done about the row under the
cursor stands in words below. Taking a device back and certifying one ask for the recovery sheet,
each time, and say before what follows from it.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.errors import StorageError
from storage.refusals import RootChanged
from tui_app.commands.command import Command
from tui_app.commands.correspondents import (
    JOINED,
    OTHER_DEVICE,
    PEOPLE_AND_DEVICES,
    UNCERTIFIED,
)
from tui_app.dialogs.ask_sheet import AskSheet
from tui_app.dialogs.ask_text import AskText
from tui_app.dialogs.choose import is_known_by
from tui_app.dialogs.confirm import Confirm
from tui_app.i18n.catalogue import _
from tui_app.screens.card_files import CardFiles
from tui_app.screens.correspondent_words import (
    DEVICES,
    PEOPLE,
    device_row,
    device_words,
    own_words,
    person_row,
    person_words,
)
from tui_app.screens.exchange import ExchangeTab
from tui_app.screens.listing import Source
from tui_app.screens.messages import Open
from tui_app.widgets.panel import Panel
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.correspondents import CorrespondentLine, OwnDeviceLine, OwnIdentity
    from tui_app.widgets.list_rows import Row

KINDS = frozenset({"correspondent", "contact-card", "device-revocation"})


class PeopleAndDevicesScreen(CardFiles, ExchangeTab):
    """Two lists: the people whose cards are here, and one's own devices."""

    commands: ClassVar[tuple[Command, ...]] = PEOPLE_AND_DEVICES
    here: ClassVar[str] = "people"
    AUTO_FOCUS = "#correspondents"

    def __init__(self) -> None:
        super().__init__()
        self.found: OwnIdentity | None = None

    def place_text(self) -> str:
        """Say where one is."""
        return f"{_('Exchange')} > {_('People and devices')}"

    def compose_body(self) -> ComposeResult:
        """Yield the two lists, and the words about the row under the cursor."""
        empty = _("Nobody yet. c writes your contact card, t takes one in, n invites.")
        yield RecordList(PEOPLE, self.row, lambda line: line.id, empty=empty, id="correspondents")
        with Panel(_("Your own devices"), id="devices-part"):
            yield Static(id="own-words", markup=False)
            yield RecordList(DEVICES, device_row, lambda line: line.device, id="devices")
        yield Static(id="row-words", classes="hint", markup=False)

    @property
    def people(self) -> "RecordList[CorrespondentLine]":
        """Return the list of people."""
        return self.query_one("#correspondents", RecordList)

    @property
    def devices(self) -> "RecordList[OwnDeviceLine]":
        """Return the list of one's own devices."""
        return self.query_one("#devices", RecordList)

    def load(self) -> None:
        """Read both lists."""
        cards = self.casebook.cards
        held: list[Any] = []

        def count() -> int:
            held[:] = cards.lines()
            return len(held)

        source = Source(lambda at, many: held[at : at + many], count, cards.pick)
        self.read_list(self.people, source)
        self.ask(self._read_own, then=self._show_own)

    def _read_own(self) -> "tuple[OwnIdentity, bool]":
        from storage.casebook.joining import has_answer

        return self.casebook.devices.identity(), has_answer(self.casebook)

    def _show_own(self, read: "tuple[OwnIdentity, bool]") -> None:
        self.found, has_answer = read
        this = self.found.devices[0]
        standing = self.standing.with_fact(UNCERTIFIED, holds=not this.is_certified)
        self.standing = standing.with_fact(JOINED, holds=has_answer)
        self.devices.show(self.found.devices)
        self.query_one("#own-words", Static).update(Content("\n".join(own_words(self.found))))

    def concerns(self, changed: "Changed") -> bool:
        """Read again when somebody or a device may have changed."""
        return bool(changed.kinds & KINDS)

    # --- drawing -------------------------------------------------------------------------------

    def row(self, line: "CorrespondentLine") -> "Row":
        """Draw a person."""
        typed = is_known_by(line.name, self.people.words)
        return person_row(line, typed, names=self.host.names_shown)

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell the row under the cursor, of the list in hand."""
        in_devices = self.focused is self.devices
        device = self.devices.current
        words = device_words(device) if in_devices else person_words(self.people.current)
        self.query_one("#row-words", Static).update(Content(words))
        can = in_devices and device is not None and not (device.is_this or device.is_revoked)
        self.standing = self.standing.with_fact(OTHER_DEVICE, holds=can)

    @on(RecordList.Chosen)
    def _chosen(self, event: RecordList.Chosen) -> None:
        if event.record_list is self.people:
            self.post_message(Open("correspondent", event.key))
        else:
            self.say(device_words(self.devices.current))

    # --- what can be done ----------------------------------------------------------------------

    def do_invite(self) -> None:
        """Invite somebody into the exchange."""
        self.post_message(Open("new-invitation"))

    def do_introduce(self) -> None:
        """Ask how one appears on the card: the organisation, then the role."""
        if self.found is not None:
            question = _("Your organisation, as your contact card says it")
            self.app.push_screen(AskText(question, self.found.organisation), self._ask_role)

    def _ask_role(self, organisation: str | None) -> None:
        if organisation is not None and self.found is not None:
            question = _("Your role, as your contact card says it")
            dialog = AskText(question, self.found.role)
            self.app.push_screen(dialog, partial(self._introduce, organisation))

    def _introduce(self, organisation: str, role: str | None) -> None:
        if role is not None:
            said = _("Your card says so from now on.")
            introduce = self.casebook.devices.introduce
            self.ask(introduce, organisation, role, then=lambda _none: self._settled(said))

    def do_certify(self) -> None:
        """Have the recovery sheet certify this device."""
        words = _("Type the recovery sheet: it certifies this device for everybody.")
        self.app.push_screen(AskSheet(words, self._sheet_trouble), self._certify)

    def _sheet_trouble(self, text: str) -> str:
        return self.refusal(self.casebook.devices.check_sheet, text)

    def _certify(self, sheet: str | None, *, is_new_root: bool = False) -> None:
        if sheet is None:
            return

        def refused(error: StorageError) -> bool:
            if not isinstance(error, RootChanged):
                return False
            question = _(
                "This is another sheet than the one your devices stand under. Begin anew with it? "
                "Your other devices stop counting, and everybody must compare the safety number "
                "with you again."
            )
            again = partial(self._begin_anew, sheet)
            self.app.push_screen(Confirm(question, _("Begin anew")), again)
            return True

        certify = self.casebook.devices.certify
        self.ask(
            lambda: certify(sheet, is_new_root=is_new_root),
            then=lambda _none: self._settled(_("Certified. Give the others your contact card: c")),
            refused=refused,
        )

    def _begin_anew(self, sheet: str, sure: bool | None) -> None:  # noqa: FBT001 — a dialog's answer
        if sure:
            self._certify(sheet, is_new_root=True)

    def do_revoke(self) -> None:
        """Say what follows, then ask for the sheet."""
        line = self.devices.current
        if line is None:
            return
        question = _(
            "Take device {mark} back? From now on nothing is sealed to it. Others stop with the "
            "next exchange; what it writes after today does not count. What it holds already it "
            "keeps: its passphrase is all that guards that. This cannot be undone."
        ).format(mark=line.mark)
        asked = partial(self._ask_sheet, line.device)
        self.app.push_screen(Confirm(question, _("Take it back")), asked)

    def _ask_sheet(self, device: bytes, sure: bool | None) -> None:  # noqa: FBT001 — a dialog's answer
        if sure:
            words = _("Type the recovery sheet: it alone can take a device back.")
            dialog = AskSheet(words, self._sheet_trouble)
            self.app.push_screen(dialog, partial(self._revoke, device))

    def _revoke(self, device: bytes, sheet: str | None) -> None:
        if sheet is not None:
            said = _("Taken back. The others learn it with the next exchange.")
            revoke = self.casebook.devices.revoke
            self.ask(revoke, device, sheet, then=lambda _none: self._settled(said))

    def _settled(self, said: str) -> None:
        self.load()
        self.say(said)
