"""Mark action items done, waiting or dropped: one or many, one undo.

The law: dropping asks for the reason; the same key once more opens an item again.
"""

import datetime as dt
from typing import TYPE_CHECKING

from storage.lines.actions import ActionLine
from storage.records.actions import ActionState
from tui_app.dialogs.reason import Reason
from tui_app.i18n.catalogue import _
from tui_app.screens.screen import NivelScreen

if TYPE_CHECKING:
    from tui_app.widgets.record_list import RecordList


class Marking(NivelScreen):
    """A screen with a list of action items, which the subclass gives."""

    @property
    def actions(self) -> "RecordList[object]":
        """Return the list."""
        raise NotImplementedError

    @property
    def today(self) -> dt.date:
        """Return the day."""
        return self.host.clock.now().date()

    def current_action(self) -> ActionLine | None:
        """Return the action item under the cursor."""
        line = self.actions.current
        return line if isinstance(line, ActionLine) else None

    def do_done(self) -> None:
        """Mark done, or open again."""
        self.mark(ActionState.DONE)

    def do_waiting(self) -> None:
        """Mark as waiting for somebody else, or open again."""
        self.mark(ActionState.WAITING)

    def do_drop(self) -> None:
        """Drop, with the reason."""
        where = _("The reason stands in the action item.")
        self.app.push_screen(Reason(_("Why is it dropped?"), where), self._drop)

    def _drop(self, reason: str | None) -> None:
        if reason is not None:
            self.mark(ActionState.DROPPED, reason)

    def mark(self, state: ActionState, reason: str = "") -> None:
        """Set the state of the marked items, or of the one under the cursor."""
        line = self.current_action()
        again = line is not None and line.state == state and not reason
        new = ActionState.OPEN if again else state
        keys = tuple(key for key in self.actions.chosen_keys if not key.startswith(b"holiday"))
        desk, today = self.casebook.actions, self.today
        self.actions.marked.clear()
        if keys:
            self.ask(lambda: desk.mark(keys, new, reason=reason, on=today))
