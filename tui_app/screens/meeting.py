"""One meeting: the three tabs, each a screen of its own, and the door that finds the right one.

The law: a meeting to come opens at Prepare, one that goes on at Live, one that was held at Minutes.
The tabs stand in each other's place, so that Esc goes out to where the meeting was opened from. The
sheet is read whole and again after each change of its case.
"""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from tui_app.i18n.catalogue import N_, _
from tui_app.screens.form import Form
from tui_app.screens.meeting_words import heading
from tui_app.screens.messages import Open
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.tab_line import Tab

if TYPE_CHECKING:
    from storage.lines.change import Changed
    from storage.lines.meetings import MeetingSheet

TABS = (
    Tab(1, "prepare", N_("Prepare")),
    Tab(2, "live", N_("Live")),
    Tab(3, "minutes", N_("Minutes")),
)
TAB_OF_STATE = {"planned": "prepare", "live": "live"}


class MeetingScreen(Form):
    """The door, and the base of the three tabs. ``here`` is the tab that a subclass shows."""

    tabs: ClassVar[tuple[Tab, ...]] = TABS
    here: ClassVar[str] = ""

    def __init__(self, meeting_id: bytes) -> None:
        super().__init__()
        self.meeting_id = meeting_id
        self.sheet: MeetingSheet | None = None
        self.wanted = ""
        self.set_reactive(NivelScreen.tab, self.here)

    def start_at(self, detail: str) -> None:
        """Go on to the tab that ``Open`` named."""
        self.wanted = detail

    def place_text(self) -> str:
        """Return when, what and whose meeting it is."""
        if self.sheet is None:
            return _("Meetings")
        return self.title_text(self.sheet)

    def title_text(self, sheet: "MeetingSheet") -> str:
        """Return the meeting in a few words."""
        return heading(sheet.meeting, names=self.host.names_shown)

    def load(self) -> None:
        """Read the meeting whole."""
        read = partial(self.casebook.minutes.sheet, self.meeting_id)
        self.ask_seeing(read, self.edited_here, self.take, self.gone)

    def edited_here(self, sheet: "MeetingSheet") -> Iterable[bytes]:
        """Return the records that are edited on this tab."""
        return (sheet.meeting.id,)

    def take(self, sheet: "MeetingSheet") -> None:
        """Show the meeting; the door goes on to the tab that fits."""
        self.sheet = sheet
        if not self.here:
            tab = self.wanted or TAB_OF_STATE.get(sheet.meeting.state, "minutes")
            self.post_message(Open("meeting", self.meeting_id, tab, instead=True))
        self.fill_frame()

    def concerns(self, changed: "Changed") -> bool:
        """Read again when the case changed, or the people and organisations that it names."""
        sheet = self.sheet
        return sheet is None or sheet.meeting.case_id in changed.scopes or "person" in changed.kinds

    def now(self) -> dt.datetime:
        """Return the moment, in UTC."""
        return self.host.clock.now().astimezone(dt.UTC)

    def names_changed(self) -> None:
        """Say names in full or masked again, in row 1 too."""
        super().names_changed()
        self.fill_frame()

    async def speak_again(self) -> None:
        """Compose anew; what is being typed comes back as the draft it is."""
        self.leaving()
        self.sheet = None
        await super().speak_again()

    def show_tab(self, tab: str) -> None:
        """Go to another tab in place of this one; what is being typed is kept."""
        if tab != self.here:
            self.leaving()
            self.post_message(Open("meeting", self.meeting_id, tab, instead=True))

    def was_read(self, confirmed: "tuple[bytes, ...] | None") -> None:
        """Write down that the agreements were read back; None: they were not."""
        if confirmed is None:
            return
        book, meeting_id, now = self.casebook, self.meeting_id, self.now()

        def keep() -> None:
            with book.change("meeting.read-back"):
                book.minutes.confirm(confirmed)
                book.meetings.read_back(meeting_id, now)

        self.ask(keep)
