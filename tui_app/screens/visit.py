"""A visit: one case, from the lock screen straight to the view that the client is shown.

The law (screens page, "Visits"; T5): no Today, no list, and no other case in any query: the
casebook is narrowed to a visit's desks before this screen asks for anything. A PIN for the sitting
brings the screen back after it went blank, also when the lid was closed; without one Nivel locks as
ever. Locked, the passphrase opens the same visit again, and the half line is back.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from storage.errors import ReasonNeeded, RecordMissing, StorageError
from tui_app.commands.command import Command
from tui_app.commands.visit import STANDARD, VISIT
from tui_app.dialogs.reason import Reason
from tui_app.dialogs.session_pin import SessionPin
from tui_app.dialogs.shown_visit import ShownVisitScreen, VisitWays
from tui_app.i18n.catalogue import LANGUAGES, _, language, set_language
from tui_app.i18n.formats import long_date
from tui_app.plain.visits import visit_text
from tui_app.plain.words import who
from tui_app.screens.messages import Open
from tui_app.screens.visit_line import VisitLine

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.visits import VisitSheet


class VisitScreen(VisitLine):
    """The worker's side of the visit of the case with the number ``label``."""

    commands: ClassVar[tuple[Command, ...]] = VISIT
    standard: ClassVar[tuple[Command, ...]] = STANDARD
    has_tabs: ClassVar[bool] = False

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label
        self.pin = ""
        self._has_begun = False

    def place_text(self) -> str:
        """Return whose visit it is, masked."""
        if self.sheet is None:
            return _("Visit")
        whose = who(self.sheet.label, self.sheet.client, names=self.host.names_shown)
        return f"{_('Visit')} > {whose}"

    def compose_body(self) -> ComposeResult:
        """Yield the worker's side."""
        with VerticalScroll(id="visit-side"):
            yield Static(id="visit-words", markup=False)

    # --- reading -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the visit; the first time it opens the case."""
        self._open("")

    def _open(self, reason: str) -> None:
        visits, today = self.casebook.visits, self.host.clock.now().date()

        def read() -> "VisitSheet":
            if self.case_id is None:
                self.case_id = visits.open(self.label, reason)
            return visits.sheet(self.case_id, today)

        self.ask(read, then=self._take, refused=self._why_not)

    def _why_not(self, error: StorageError) -> bool:
        if isinstance(error, ReasonNeeded):
            question = _("{case} is another's case. Why do you open it?").format(case=error.case)
            where = _("The reason is written into the use log.")
            self.app.push_screen(Reason(question, where), self._because)
            return True
        if isinstance(error, RecordMissing) and self.case_id is None:
            words = _("There is no case {label} here. Ctrl+Q ends; start again with its number.")
            self._tell_all(words.format(label=self.label))
            return True
        return False

    def _because(self, reason: str | None) -> None:
        if reason:
            self._open(reason)
        else:
            self._tell_all(_("The case was not opened. Ctrl+Q ends."))

    def _take(self, sheet: "VisitSheet") -> None:
        self.sheet = sheet
        self.fill_frame()
        self.names_changed()
        if self.shown is not None:
            self.shown.show(sheet.shown)
        if not self._has_begun:
            self._has_begun = True
            kind, _line, text = sheet.draft.partition("\n")
            self.half = (kind, text)
            self.do_show()

    def names_changed(self) -> None:
        """Draw the worker's side, its name in full or masked."""
        if self.sheet is not None:
            rows = visit_text(self.sheet, names=self.host.names_shown)
            self._tell_all("\n".join(rows))

    def _tell_all(self, words: str) -> None:
        self.query_one("#visit-words", Static).update(Content(words))

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case."""
        return self.case_id in changed.scopes and super().concerns(changed)

    def changed_below(self, *, on_top: bool) -> None:
        """Read again at once, also while the client's side is on top."""
        del on_top
        self.load()

    # --- what can be done ----------------------------------------------------------------------

    def do_back(self) -> None:
        """Stay: below the visit there is nothing."""

    def press_digit(self, digit: int) -> None:
        """Go nowhere: a visit has no places."""
        del digit

    def do_show(self) -> None:
        """Show the client's side; without a PIN ask for one first."""
        if self.case_id is None:
            return
        if self.pin:
            show, case_id = self.casebook.visits.show, self.case_id
            self.ask(show, case_id, then=lambda _none: self._turn())
        else:
            self.app.push_screen(SessionPin(), self._sit)

    def _sit(self, pin: str | None) -> None:
        if not pin:
            self.say(_("Set a PIN first: it brings you back from the client's view."))
            return
        self.pin = pin
        self.host.begin_sitting(pin, lid=True)
        self.do_show()

    def _turn(self) -> None:
        if self.sheet is None or self.shown is not None:
            return
        ways = VisitWays(self.keep, self.typed, _speak_next, self.host.hide, self._day)
        self.shown = ShownVisitScreen(self.sheet.shown, self.pin, ways, self.half)
        spoken = language()

        def back(lock: bool | None) -> None:  # noqa: FBT001 - called by the dialog
            self.shown = None
            set_language(spoken)
            if lock:
                self.host.lock()

        self.app.push_screen(self.shown, back)

    def _day(self) -> str:
        return long_date(self.host.clock.now().date())

    def do_papers(self) -> None:
        """Go to the papers."""
        self._go("visit-paper")

    def do_late(self) -> None:
        """Go to the late entry."""
        self._go("late-entry")

    def _go(self, place: str) -> None:
        if self.case_id is not None:
            self.post_message(Open(place, self.case_id))

    def do_end(self) -> None:
        """Close the meeting, and end Nivel."""
        if self.case_id is None:
            self.host.leave()
            return
        end, now = self.casebook.visits.end, self.host.clock.now()
        self.ask(end, self.case_id, now, then=lambda _none: self.host.leave())


def _speak_next() -> None:
    place = LANGUAGES.index(language()) if language() in LANGUAGES else -1
    set_language(LANGUAGES[(place + 1) % len(LANGUAGES)])
