"""Other views of a network: two days compared, the map shown to the client, the map given out.

The law: the client's view is its own, let out by the gate; it stays on the screen until the PIN
that was set for it. A comparison says what it is based on.
"""

import datetime as dt
from typing import TYPE_CHECKING

from storage.rules.network_days import compared
from tui_app.dialogs.ask_day import AskDay, DayAnswer
from tui_app.dialogs.compared_days import ComparedDays
from tui_app.dialogs.session_pin import SessionPin
from tui_app.dialogs.shown_map import ShownMap
from tui_app.i18n.catalogue import _
from tui_app.i18n.formats import long_date
from tui_app.plain.network_map import compared_text
from tui_app.screens.messages import Open
from tui_app.screens.network_adding import NetworkAdding

if TYPE_CHECKING:
    from storage.lines.network import TieLine


class NetworkViews(NetworkAdding):
    """The part of the network tab that shows it otherwise."""

    def do_print(self) -> None:
        """Go to where the map is given out."""
        self.post_message(Open("network-out", self.case_id))

    def do_hand_over(self) -> None:
        """Go to the handovers of the case."""
        self.post_message(Open("case", self.case_id, "handovers"))

    # --- two days ------------------------------------------------------------------------------

    def do_compare(self) -> None:
        """Ask for the earlier day, then for the later one."""
        question = _("Which day is the network compared with?")
        self.app.push_screen(AskDay(question, self.today, None), self._ask_other)

    def _ask_other(self, answer: DayAnswer | None) -> None:
        if answer is None or answer.day is None:
            return
        first = answer.day
        question = _("And the other day? It is today, unless you write another.")
        asked = AskDay(question, self.today, self.today)
        self.app.push_screen(asked, lambda other: self._compare(first, other))

    def _compare(self, first: dt.date, other: DayAnswer | None) -> None:
        if other is None:
            return
        second = other.day or self.today

        def show(lines: "tuple[TieLine, ...]") -> None:
            names = self.host.names_shown
            rows = tuple(compared_text(compared(lines, first, second), names=names))
            self.app.push_screen(ComparedDays(rows))

        self.ask(self.casebook.network.lines, self.case_id, then=show)

    # --- the client's view ---------------------------------------------------------------------

    def do_show(self) -> None:
        """Ask for a PIN, then show the client their map."""
        self.app.push_screen(SessionPin(), self._sit)

    def _sit(self, pin: str | None) -> None:
        if pin:
            show = self.casebook.maps.show
            self.ask(show, self.case_id, then=lambda lines: self._show_client(lines, pin))
        elif pin is not None:
            self.say(_("Set a PIN first: it brings you back from the client's view."))

    def _show_client(self, lines: "tuple[TieLine, ...]", pin: str) -> None:
        self.host.begin_sitting(pin)
        shown = ShownMap(
            lines,
            pin,
            glyphs=self.host.settings.glyphs,
            day=long_date(self.today),
            hide=self.host.hide,
        )
        self.app.push_screen(shown, self._came_back)

    def _came_back(self, lock: bool | None) -> None:  # noqa: FBT001 - called by the dialog
        self.host.end_sitting()
        if lock:
            self.host.lock()
