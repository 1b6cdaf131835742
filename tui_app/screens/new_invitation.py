"""Invite somebody into the exchange: whom, where the file goes, its passphrase, what happens next.

The law: nothing changes in this casebook until the answer comes back. The passphrase goes another
way than the file. Whatever stops half-way leaves at most a file that ends by itself in two weeks.
"""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from tui_app.commands.command import Command
from tui_app.commands.correspondents import NEW_INVITATION
from tui_app.dialogs.ask_path import AskPath
from tui_app.dialogs.new_passphrase import Passphrases
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.correspondents import KINDS
from tui_app.screens.file_names import may_make
from tui_app.screens.passphrases import ask_new_passphrase
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.record_list import RecordList
from tui_app.widgets.text_field import TextField

DEVICE = "device"
WHAT_IT_MEANS = {
    "colleague": N_("They join this office with a casebook of their own. The office vouches for "
                    "them, and they get the office's directory."),
    DEVICE: N_("Your second computer: the same person, all cases. Have your recovery sheet at hand "
               "there."),
    "peer": N_("A peer expert, or a partner: a casebook of their own that holds only what you "
               "share. Nobody vouches for them; compare the safety number."),
}  # fmt: skip


class NewInvitationScreen(NivelScreen):
    """A choice and a name; the rest is asked by dialogs, and told here at the end."""

    commands: ClassVar[tuple[Command, ...]] = NEW_INVITATION
    AUTO_FOCUS = "#kinds"

    def __init__(self) -> None:
        super().__init__()
        self.kind = "colleague"
        self.person = ""
        self.told = ""

    def place_text(self) -> str:
        """Say what is made."""
        return f"{_('People and devices')} > {_('Invitation')}"

    def compose_body(self) -> ComposeResult:
        """Yield the kinds, the name, and what came of it."""
        yield Static(Content(_("Whom do you invite?")), classes="question", markup=False)
        columns = (Column("", 0),)
        yield RecordList(
            columns, lambda kind: Row((_(KINDS[kind]),)), str.encode, headed=False, id="kinds"
        )
        yield Static(id="kind-words", classes="told", markup=False)
        yield FieldRow(_("Their name"), TextField(self.person, limit=80, id="person"))
        yield Static(Content(self.told), id="invitation-told", classes="told", markup=False)

    def load(self) -> None:
        """Fill the list."""
        kinds: RecordList[str] = self.query_one("#kinds", RecordList)
        kinds.show(tuple(KINDS))
        kinds.cursor = tuple(KINDS).index(self.kind)

    @on(RecordList.Moved, "#kinds")
    def _moved(self, event: RecordList.Moved) -> None:
        if event.record_list.current is not None:
            self.kind = event.record_list.current
            self.query_one("#kind-words", Static).update(Content(_(WHAT_IT_MEANS[self.kind])))
            self.query_one("#person").disabled = self.kind == DEVICE

    @on(Input.Submitted, "#person")
    def do_go_on(self) -> None:
        """Take whom, then ask where the file goes."""
        field = self.query_one("#person", TextField)
        self.person = self.casebook.me.person if self.kind == DEVICE else field.value.strip()
        if not self.person:
            if field.has_focus:
                self.say(_("Write a name first."))
            field.focus()
            return
        question = _("Where should the invitation go? A stick is best; it lasts two weeks.")
        dialog = AskPath(question, may_make, name="nivel-kutsu.nvi")
        self.app.push_screen(dialog, self._ask_passphrase)

    def _ask_passphrase(self, path: Path | None) -> None:
        if path is None:
            return
        words = _("A passphrase for the invitation: at least 15 letters or five words. Tell it by "
                  "telephone or face to face, never beside the file.")  # fmt: skip
        ask_new_passphrase(self, self.person, partial(self._make, path), words=words)

    def _make(self, path: Path, chosen: Passphrases | None) -> None:
        if chosen is None:
            return
        write, kind, person = self.casebook.invitations.write, self.kind, self.person
        self.ask_long(
            lambda _progress: write(path, kind, person, chosen.new),
            then=partial(self._written, path),
            can_stop=False,
        )

    def _written(self, path: Path, mark: str) -> None:
        self.told = _(
            "Written: {file}. Next: 1. Take the file there, and tell the passphrase another way. "
            "2. There: start Nivel, Ctrl+G, and choose the file; letters {mark} are "
            "proposed. 3. The answer comes back as a file: People and devices, t. Until then "
            "nothing has changed here; an invitation that nobody answers ends in two weeks."
        ).format(file=path.name, mark=mark)
        self.query_one("#invitation-told", Static).update(Content(self.told))
        self.say(_("The invitation is written."))
