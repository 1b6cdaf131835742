"""One thread: its messages under each other, with what is odd about them said before the text.

The law: opening a thread opens its messages: each is logged, and its author is told that it was
read. An attachment is never opened here; it is saved to a place the reader chooses. Commands act on
the message under the cursor.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from storage.errors import RecordMissing, StorageError
from tui_app.commands.command import Command
from tui_app.commands.mailbox import ATTACHED, INCOMING, OUTGOING, THREAD
from tui_app.dialogs.case_picker import CasePicker
from tui_app.dialogs.choose import Chosen
from tui_app.dialogs.confirm import Confirm
from tui_app.i18n.catalogue import _
from tui_app.screens.mailbox_words import message_block
from tui_app.screens.messages import Open
from tui_app.screens.thread_files import SavingFiles
from tui_app.widgets.told_list import ToldList

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.lines.change import Changed
    from storage.lines.messages import MessageSheet


class ThreadScreen(SavingFiles):
    """The thread of the message ``message_id``."""

    commands: ClassVar[tuple[Command, ...]] = THREAD
    AUTO_FOCUS = "#thread"

    def __init__(self, message_id: bytes) -> None:
        super().__init__()
        self.message_id = message_id
        self.sheets: tuple[MessageSheet, ...] = ()

    def place_text(self) -> str:
        """Say what it is about."""
        subject = next((one.line.subject for one in self.sheets if one.line.subject), "")
        return f"{_('Messages')} > {subject}" if subject else _("Messages")

    def compose_body(self) -> ComposeResult:
        """Yield the messages."""
        yield ToldList(id="thread")

    @property
    def told(self) -> ToldList:
        """Return the messages."""
        return self.query_one("#thread", ToldList)

    def load(self) -> None:
        """Open the messages: logged."""
        read = self.casebook.messages.read_thread
        self.ask(read, self.message_id, then=self._show, refused=self._gone)

    def _gone(self, error: StorageError) -> bool:
        if isinstance(error, RecordMissing) and self.is_current:
            super().do_back()
        return isinstance(error, RecordMissing)

    def _show(self, sheets: "tuple[MessageSheet, ...]") -> None:
        first, self.sheets = not self.sheets, sheets
        self.names_changed()
        self.fill_frame()
        if first:
            self.told.follow(self.message_id)

    def names_changed(self) -> None:
        """Draw the messages."""
        names = self.host.names_shown
        self.told.show(message_block(sheet, names=names) for sheet in self.sheets)

    @on(ToldList.Moved)
    def _stand(self) -> None:
        sheet = self.current()
        facts = {
            INCOMING: sheet is not None and sheet.line.box == "in",
            OUTGOING: sheet is not None and sheet.line.box == "out",
            ATTACHED: sheet is not None and bool(sheet.attachments),
        }
        for fact, holds in facts.items():
            self.standing = self.standing.with_fact(fact, holds=holds)

    def concerns(self, changed: "Changed") -> bool:
        """Read again when a message may have changed or come."""
        return bool(changed.kinds & {"message", "thread", "correspondent"})

    def current(self) -> "MessageSheet | None":
        """Return the message under the cursor."""
        key = self.told.current_key
        return next((sheet for sheet in self.sheets if sheet.line.id == key), None)

    # --- what can be done ----------------------------------------------------------------------

    def do_reply(self) -> None:
        """Answer."""
        if (sheet := self.current()) is not None:
            self.post_message(Open("reply", sheet.line.id))

    def do_file(self) -> None:
        """File to a client's record."""
        self._with_case(_("To whose record?"), self._file)

    def _file(self, sheet: "MessageSheet", case_id: bytes) -> None:
        said = _("Filed to the record, with its proof.")
        work = partial(self.casebook.keeping.file_to_record, sheet.line.id, case_id)
        self.ask(work, then=lambda _id: self.say(said))

    def do_action(self) -> None:
        """Make an action item."""
        self._with_case(_("Whose action item?"), self._make_action)

    def _make_action(self, sheet: "MessageSheet", case_id: bytes) -> None:
        make = self.casebook.keeping.make_action
        opened = partial(self._open, "action")
        self.ask(make, sheet.line.id, case_id, then=opened)

    def _open(self, kind: str, key: bytes) -> None:
        self.post_message(Open(kind, key))

    def _with_case(self, question: str, work: "Callable[[MessageSheet, bytes], None]") -> None:
        """Do ``work(sheet, case)`` with the message's case, or ask for one."""
        sheet = self.current()
        if sheet is None:
            return
        if sheet.line.case_id is not None:
            work(sheet, sheet.line.case_id)
            return

        def chosen(answer: Chosen | None) -> None:
            if answer is not None and answer.key is not None:
                work(sheet, answer.key)

        look = self.looker(self.casebook.cases.pick)
        self.app.push_screen(CasePicker(question, look), chosen)

    def do_case(self) -> None:
        """Go to the client."""
        sheet = self.current()
        if sheet is not None and sheet.line.case_id is not None:
            self.post_message(Open("case", sheet.line.case_id))
        else:
            self.say(_("This message is about no client."))

    def do_about(self) -> None:
        """Go to the meeting or the action item it is about, where that is here; or the client."""
        sheet = self.current()
        if sheet is None or sheet.link_id is None:
            self.say(_("This message is about nothing else."))
        elif sheet.line.case_id is None:
            self.say(_("What it is about is not in this casebook."))
        else:
            self.post_message(Open(sheet.link_kind, sheet.link_id))

    def do_hold(self) -> None:
        """Hold, or no longer."""
        if (sheet := self.current()) is not None:
            hold = self.casebook.keeping.hold
            self.ask(partial(hold, sheet.line.id, is_held=not sheet.line.is_held))

    def do_take_back(self) -> None:
        """Take back what nobody has."""
        if (sheet := self.current()) is not None:
            self.ask(self.casebook.posting.take_back, sheet.line.id, then=self._again)

    def _again(self, draft_id: bytes) -> None:
        self.post_message(Open("letter", draft_id, instead=True))

    def do_circle(self) -> None:
        """Go to the circle."""
        if (sheet := self.current()) is not None:
            self.post_message(Open("circle", sheet.line.id))

    def do_delete(self) -> None:
        """Erase this copy after asking."""
        if (sheet := self.current()) is not None:
            question = _("Erase your own copy for good? Others keep theirs. This cannot be undone.")
            dialog = Confirm(question, _("Erase"))
            self.app.push_screen(dialog, partial(self._erase, sheet.line.id))

    def _erase(self, message_id: bytes, sure: bool | None) -> None:  # noqa: FBT001 — a dialog's answer
        if sure:
            self.ask(self.casebook.keeping.delete, message_id, self.host.clock.now().date())
