"""A list in a panel of Today: Up and Down at its ends lead on into the panels beside it."""

from typing import TYPE_CHECKING, Any, ClassVar

from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from textual import events


class DayList(RecordList[Any]):
    """A list without column names, whose ends lead to the lists beside it."""

    keeps_cursor: ClassVar[bool] = False

    def on_key(self, event: "events.Key") -> None:
        """Leave the list at its ends."""
        step = {"up": -1, "k": -1, "down": 1, "j": 1}.get(event.key, 0)
        beside = self._beside(step) if step and not 0 <= self.cursor + step < self.count else None
        if step and beside is not None:
            event.stop()
            event.prevent_default()
            beside.focus()
            beside.move_to(0 if step > 0 else beside.count - 1)

    def _beside(self, step: int) -> "DayList | None":
        lists = list(self.screen.query(DayList))
        place = lists.index(self) + step
        while 0 <= place < len(lists):
            if lists[place].count:
                return lists[place]
            place += step
        return None
