"""Close a case: the reason, and the door-open card that the client gets.

The law: the card stands there ready, with whom to call and that no new application is needed; it
can be changed, or emptied to leave none. What rests while the case is closed is said first.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.follow_ups import CLOSING
from tui_app.i18n.catalogue import _, ngettext
from tui_app.plain.words import who
from tui_app.screens.form import Form
from tui_app.screens.messages import Open
from tui_app.widgets.field_row import FieldRow
from tui_app.widgets.note_area import NoteArea
from tui_app.widgets.text_field import TextField

if TYPE_CHECKING:
    from storage.lines.cases import CaseLine
    from storage.lines.change import Changed

_NAMES = ("reason", "words", "contact", "phone")


class ClosingScreen(Form):
    """The form that closes the case ``case_id``."""

    AUTO_FOCUS = "#reason"
    commands: ClassVar[tuple[Command, ...]] = CLOSING

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id
        self.line: CaseLine | None = None

    def place_text(self) -> str:
        """Say whose, masked."""
        if self.line is None:
            return _("Close case")
        whose = who(self.line.label, self.line.name, names=self.host.names_shown)
        return f"{_('Cases')} > {whose} > {_('Close case')}"

    def draft_place(self) -> str:
        """Name the drafts."""
        return f"closing/{self.case_id.hex()}"

    def case_in_hand(self) -> bytes | None:
        """Return the case."""
        return self.case_id

    def compose_body(self) -> ComposeResult:
        """Yield the reason, the card's fields, and what closing does."""
        with Vertical(classes="form"):
            yield FieldRow(_("Reason"), TextField(id="reason"),
                           hint=_("Stands in the case. One key opens the case again."))  # fmt: skip
            yield FieldRow(_("Door-open card"), NoteArea(id="words"),
                           hint=_("The client's paper. Empty: no card is left."))  # fmt: skip
            yield FieldRow(_("Who answers"), TextField(id="contact"))
            yield FieldRow(_("Telephone"), TextField(id="phone"))
            yield Static(id="closing-words", classes="hint told", markup=False)

    def load(self) -> None:
        """Read whose case it is, and who answers."""
        book, case_id = self.casebook, self.case_id

        def read() -> "tuple[CaseLine, str, int]":
            closing = book.closing
            return book.cases.line(case_id), closing.my_phone(), closing.still_planned(case_id)

        self.ask(read, then=self._show)

    def _show(self, found: "tuple[CaseLine, str, int]") -> None:
        self.line, phone, planned = found
        usual = {
            "words": _("You can come back whenever you want. A call is enough: we go on from "
                       "where we were."),
            "contact": self.casebook.me.person,
            "phone": phone,
        }  # fmt: skip
        for name, value in usual.items():
            self.field(name).fill(value)
        rests = ngettext(
            "{count} follow-up contact rests while the case is closed.",
            "{count} follow-up contacts rest while the case is closed.",
            planned,
        ).format(count=planned)
        ends = _("Every permission, consent and right to share ends now, and none comes back "
                 "when the case is opened again.")  # fmt: skip
        told = f"{ends} {rests}" if planned else ends
        self.query_one("#closing-words", Static).update(Content(told))
        self.fill_frame()
        self.restore_drafts(*(self.field(name) for name in _NAMES))

    def concerns(self, changed: "Changed") -> bool:  # noqa: ARG002 - the form is in hand
        """Leave what is being written."""
        return False

    def names_changed(self) -> None:
        """Show the name in the head."""
        self.fill_frame()

    def field(self, name: str) -> Any:  # noqa: ANN401 - any ``Field``
        """Return a field by its id."""
        return self.query_one(f"#{name}")

    def save_field(self, field: Any) -> None:  # noqa: ANN401 - any ``Field``
        """Keep drafts only: closing is one change."""
        del field
        self.keep_drafts()

    def do_close(self) -> None:
        """Close the case and leave the card."""
        told = [self.field(name).value.strip() for name in _NAMES]
        close = self.casebook.closing.close
        self.keep(self.field("reason"), lambda: close(self.case_id, *told), then=self._card_left)

    def _card_left(self, card: bytes | None) -> None:
        for name in _NAMES:
            self.forget_draft(self.field(name))
            self.field(name).kept = self.field(name).value
        if card is None:
            self.go_out()
        else:
            self.post_message(Open("door-card", self.case_id, instead=True))
