"""Take a case along: who takes it, until when, which parts; then the folder and the passphrase.

The law: the gate is asked before anything is made. The pack's passphrase is its own: it is proposed
to be written down, and told by another way than the laptop goes. Nothing of the client stands in
the proposed name of the folder.
"""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from storage.lines.travel import Errand
from tui_app.commands.command import Command
from tui_app.commands.travel import TAKE_ALONG
from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.new_passphrase import Passphrases
from tui_app.i18n.catalogue import N_, _
from tui_app.screens.file_names import dated, may_make
from tui_app.screens.passphrases import ask_new_passphrase
from tui_app.screens.picked_correspondent import PickedCorrespondent
from tui_app.widgets.date_field import DateField
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.pick_field import PickField
from tui_app.widgets.text_field import TextField


class TakeAlongScreen(PickedCorrespondent):
    """The form of a pack that is not made yet."""

    AUTO_FOCUS = "#ends"
    commands: ClassVar[tuple[Command, ...]] = TAKE_ALONG
    what: ClassVar[str] = N_("Take along")
    question: ClassVar[str] = N_("Who takes it? Those whose contact card is here.")

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.marked["sections"] = tuple(word for word, _label in self.options("sections"))

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"travel/{self.case_id.hex()}"

    def compose_body(self) -> ComposeResult:
        """Yield the fields and what a pack is."""
        with Vertical(classes="form"):
            yield FieldRow(_("Who takes it"), PickField(id="named"), hint=_("empty: you yourself"))
            yield FieldRow(_("Opens until"), DateField(self.today, id="ends"))
            yield FieldRow(_("Parts of the case"), PickField(id="sections"))
            yield FieldRow(_("What for"), TextField(id="purpose"))
            words = _(
                "The pack is a casebook of its own with this one case. After its last day it opens "
                "only to come back."
            )
            yield Static(Content(words), classes="hint told", markup=False)

    def filled(self) -> None:
        """Give the day in the field: today, for one visit."""
        field: DateField = self.field("ends")
        if field.day is None:
            field.fill_day(self.today)
        self.restore_drafts(self.field("purpose"))
        self.show_whom()

    # --- packing -------------------------------------------------------------------------------

    def do_record(self) -> None:
        """Ask for the folder."""
        if self.day("ends") is None:
            self.say(_("Say until when it opens."), alert=True)
            self.field("ends").focus()
            return
        name = dated("nivel", self.today, "")
        question = _("Where does the pack go? A new folder, on a stick or on this machine.")
        self.app.push_screen(AskPath(question, may_make, name=name), self._ask_word)

    def _ask_word(self, folder: Path | None) -> None:
        if folder is None:
            return
        words = _(
            "Choose a passphrase for the pack: at least 15 letters or five words. It is not the "
            "one of your casebook. Tell it by another way than the laptop goes."
        )
        ask_new_passphrase(self, self.casebook.me.person, partial(self._pack, folder), words=words)

    def _pack(self, folder: Path, chosen: Passphrases | None) -> None:
        ends = self.day("ends")
        if chosen is None or ends is None:
            return
        errand = Errand(
            self.case_id,
            ends,
            None if self.whom is None else self.whom.id,
            frozenset(self.marked["sections"]),
            self.field("purpose").value.strip(),
        )
        pack = self.casebook.travel.pack
        self.ask_long(
            lambda _progress: pack(errand, folder, chosen.new),
            then=lambda _id: self._recorded(),
            refused=self.no_basis,
            can_stop=False,
        )
