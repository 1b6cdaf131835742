"""What the tabs of a case have in common: its head in row 1, its opening, and the way between.

The law: a case is opened once, and logged; another's case asks for the reason before anything of it
is read. Each tab is a screen of its own that opens in place of the one before.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from storage.errors import ReasonNeeded, StorageError
from tui_app.commands.cases import CLOSED, READY
from tui_app.dialogs.reason import Reason
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.words import who
from tui_app.screens.form import Form
from tui_app.screens.messages import Open
from tui_app.widgets.tab_line import Tab

if TYPE_CHECKING:
    import datetime as dt

    from storage.lines.cases import CaseSummary

CASE_TABS = (
    Tab(1, "summary", N_("Summary")),
    Tab(2, "network", N_("Network")),
    Tab(3, "meetings", N_("Meetings")),
    Tab(4, "actions", N_("Actions")),
    Tab(5, "log", N_("Log")),
    Tab(6, "sharing", N_("Sharing")),
    Tab(7, "messages", N_("Messages")),
    Tab(8, "contacts", N_("Contacts made")),
    Tab(9, "follow-ups", N_("Follow-ups")),
    Tab(0, "needs", N_("Needs")),
)


class CaseTab(Form):
    """One tab of the case ``case_id``. The subclass gives ``here`` and ``show_case``."""

    tabs: ClassVar[tuple[Tab, ...]] = CASE_TABS
    here: ClassVar[str] = ""

    def __init__(self, case_id: bytes) -> None:
        super().__init__()
        self.case_id = case_id
        self.reason = ""
        self.sheet: CaseSummary | None = None
        self.start_at(self.here)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Show the case, or read more of it; called when it has been read."""

    def place_text(self) -> str:
        """Say whose case, by number and initials until names are shown."""
        if self.sheet is None:
            return _("Cases")
        case = self.sheet.case
        closed = f"  ({_('closed')})" if case.phase == "closed" else ""
        return f"{_('Cases')} > {who(case.label, case.name, names=self.host.names_shown)}{closed}"

    @property
    def today(self) -> "dt.date":
        """Return the day of the host's clock."""
        return self.host.clock.now().date()

    def load(self) -> None:
        """Open the case: logged once in half an hour."""
        read = partial(self.casebook.cases.read, self.case_id, self.reason)
        self.ask_seeing(read, lambda _sheet: (self.case_id,), self._opened, self._asked_why)

    def _opened(self, sheet: "CaseSummary") -> None:
        self.sheet = sheet
        standing = self.standing.with_fact(READY, holds=True)
        self.standing = standing.with_fact(CLOSED, holds=sheet.case.phase == "closed")
        self.fill_frame()
        self.show_case(sheet)

    def _asked_why(self, error: StorageError) -> bool:
        if not isinstance(error, ReasonNeeded):
            return False
        question = _("{case} is another's case. Why do you open it?").format(case=error.case)
        where = _("The reason is written into the use log.")
        self.app.push_screen(Reason(question, where), self._told_why)
        return True

    def _told_why(self, reason: str | None) -> None:
        if reason is None:
            self.go_out()
        else:
            self.reason = reason
            self.load()

    def case_in_hand(self) -> bytes | None:
        """Let a look at names stand in this case's log."""
        return self.case_id

    def names_changed(self) -> None:
        """Show names in the head too."""
        self.fill_frame()
        super().names_changed()

    def show_tab(self, tab: str) -> None:
        """Go to another tab, in place of this one."""
        if tab != self.here:
            self.save_in_hand()
            self.post_message(Open("case", self.case_id, tab, instead=True))

    def own_change(self, kinds: frozenset[str], scopes: frozenset[bytes]) -> bool:
        """Tell whether a change touched this case by more than its use log."""
        return self.case_id in scopes and bool(kinds - {"log-line"})
