"""The agenda of a meeting: its items, their order, their clocks; the meetings' desk stands on it.

The law: the client's own items come first, then by position. Only one item's clock runs; stopping
it adds the stretch to what was spent, so that no second is counted twice.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.casebook.desk import Desk
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.records.identity import new_id

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.records import meetings as records
else:
    records = Later("storage.records.meetings")
_ITEMS = (
    "SELECT id, position FROM agenda_item WHERE meeting_id = :id"
    " ORDER BY from_client DESC, position, id"
)
_RUNNING = (
    "SELECT id FROM agenda_item WHERE meeting_id = :id AND started_at IS NOT NULL AND NOT closed"
)
STEP = 10


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An agenda item to plan: words of the template, minutes, the owner, whether the client's."""

    title: str
    minutes: int = 5
    owner_id: bytes | None = None
    from_client: bool = False


class Agenda(Desk):
    """Reads and writes agenda items."""

    def add_item(self, meeting_id: bytes, item: PlannedItem) -> bytes:
        """Add an agenda item at the end. Raises Invalid."""
        with self._casebook.change("agenda.add") as change:
            meeting = change.read(records.Meeting, meeting_id)
            return save_item(change, meeting, item, self._last_position(meeting_id) + STEP)

    def edit_item(self, item_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields of an item. Raises RecordMissing and Invalid."""
        with self._casebook.change("agenda.edit") as change:
            change.edit(records.AgendaItem, item_id, seen=seen, **fields)

    def remove_item(self, item_id: bytes) -> None:
        """Take the item off; what was written under it stays in the minutes."""
        with self._casebook.change("agenda.remove") as change:
            change.delete(change.read(records.AgendaItem, item_id))

    def move_item(self, item_id: bytes, by: int) -> None:
        """Move the item ``by`` places (-1 up, 1 down) among its meeting's items."""
        with self._casebook.change("agenda.move") as change:
            item = change.read(records.AgendaItem, item_id)
            order = [row["id"] for row in self._rows(_ITEMS, {"id": item.meeting_id})]
            here = order.index(item_id)
            there = max(0, min(len(order) - 1, here + by))
            order.insert(there, order.pop(here))
            for number, each in enumerate(order, 1):
                change.edit(records.AgendaItem, each, position=number * STEP)

    def lengthen(self, item_id: bytes, by: int) -> None:
        """Give the item ``by`` more minutes than it has now, at least none: keys may come fast."""
        with self._casebook.change("agenda.edit") as change:
            item = change.read(records.AgendaItem, item_id)
            change.edit(records.AgendaItem, item_id, minutes=max(0, item.minutes + by))

    def start_item(self, meeting_id: bytes, item_id: bytes | None, at: dt.datetime) -> None:
        """Stop the running item's clock and start this one's; None only stops."""
        with self._casebook.change("agenda.start", can_undo=False) as change:
            self.stop_clock(change, meeting_id, at)
            if item_id is not None:
                change.edit(records.AgendaItem, item_id, started_at=at, closed=False)

    def replace_items(
        self,
        meeting_id: bytes,
        items: Sequence[PlannedItem],
        *,
        seen: Heads | None = None,
        **fields: Any,
    ) -> None:
        """Put another template's items in place of those planned; write the meeting's fields too.

        The client's own items stay.
        """
        with self._casebook.change("agenda.replace") as change:
            meeting = change.edit(records.Meeting, meeting_id, seen=seen, **fields)
            for row in self._rows(_ITEMS, {"id": meeting_id}):
                kept = change.read(records.AgendaItem, row["id"])
                if not kept.from_client:
                    change.delete(kept)
            for number, item in enumerate(items, 1):
                save_item(change, meeting, item, number * STEP)

    def _last_position(self, meeting_id: bytes) -> int:
        rows = self._rows(_ITEMS, {"id": meeting_id})
        return max((row["position"] for row in rows), default=0)

    def stop_clock(self, change: "Change", meeting_id: bytes, at: dt.datetime) -> None:
        """Stop the item that is running, if one is."""
        for row in self._rows(_RUNNING, {"id": meeting_id}):
            item = change.read(records.AgendaItem, row["id"])
            began = item.started_at or at
            spent = item.spent + max(0, round((at - began).total_seconds()))
            change.edit(records.AgendaItem, item.id, spent=spent, started_at=None, closed=True)


def save_item(
    change: "Change", meeting: "records.Meeting", item: PlannedItem, position: int
) -> bytes:
    """Save one planned item at ``position``; returns its id."""
    record = records.AgendaItem(
        id=new_id(),
        meeting_id=meeting.id,
        case_id=meeting.case_id,
        position=position,
        title=item.title,
        minutes=item.minutes,
        owner_id=item.owner_id,
        from_client=item.from_client,
    )
    return change.make(record).id
