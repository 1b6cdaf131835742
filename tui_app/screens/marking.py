"""Mark action items done, waiting or dropped: one or many, one undo.

The law: dropping asks for the reason; the same key once more opens an item again. A key supersedes
what its row shows and nothing else: what came meanwhile is shown first.
"""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from storage.lines.actions import ActionLine, NextItem
from storage.records.actions import ActionState
from tui_app.dialogs.reason import Reason
from tui_app.i18n.catalogue import _
from tui_app.screens.actions_words import next_words
from tui_app.screens.screen import NivelScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.casebook.seen import Heads
    from tui_app.widgets.record_list import RecordList

    Shown = dict[bytes, ActionLine | None]
    """Action items by id, each as its row shows it; None for a row that is not on a read page."""


class Marking(NivelScreen):
    """A screen with a list of action items, which the subclass gives."""

    @property
    def actions(self) -> "RecordList[Any]":
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
        dialog = Reason(_("Why is it dropped?"), where)
        self.app.push_screen(dialog, partial(self._drop, self.chosen_lines()))

    def _drop(self, lines: "Shown", reason: str | None) -> None:
        if reason is not None:
            self._mark(lines, ActionState.DROPPED, reason)

    def mark(self, state: ActionState) -> None:
        """Set the state of the marked items, or of the one under the cursor."""
        line = self.current_action()
        again = line is not None and line.state == state
        self._mark(self.chosen_lines(), ActionState.OPEN if again else state)

    def _mark(self, lines: "Shown", state: ActionState, reason: str = "") -> None:
        mark, today, keys = self.casebook.actions.mark, self.today, tuple(lines)
        self.actions.marked.clear()
        made: list[NextItem] = []

        def work(seen: "Heads") -> None:
            made.extend(mark(keys, state, reason=reason, on=today, seen=seen))

        self.as_shown(lines, work, lambda: self.say(next_words(made)))

    # --- what is shown, and nothing else -------------------------------------------------------

    def chosen_lines(self) -> "Shown":
        """Return the marked action items, or the one under the cursor, as they are shown."""
        wanted = set(self.actions.chosen_keys)
        found = (self.actions.pages.line(place) for place in range(self.actions.count))
        shown = {line.id: line for line in found if isinstance(line, ActionLine)}
        return {key: shown.get(key) for key in wanted if not key.startswith(b"holiday")}

    def as_shown(
        self,
        lines: "Shown",
        work: "Callable[[Heads], object]",
        then: "Callable[[], object] | None" = None,
    ) -> None:
        """Do ``work(heads)`` if they are still as they are shown; else show them anew.

        Whatever comes from another device between the look and the work is not superseded: the
        heads that were seen are handed on.
        """
        book = self.casebook

        def look_and_do() -> bool:
            with book.looking():
                same = all(book.actions.line(key) == line for key, line in lines.items() if line)
                heads = book.heads(*lines)
            if same:
                work(heads)
            return same

        def done(same: bool) -> None:  # noqa: FBT001 — an answer
            if not same:
                self._changed_meanwhile()
            elif then is not None:
                then()

        if lines:
            self.ask(look_and_do, then=done)

    def _changed_meanwhile(self) -> None:
        self.load()
        self.say(_("Changed meanwhile: look again. Nothing was marked."), alert=True)
