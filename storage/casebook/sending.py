"""Writing parcels: let out by the gate, written whole, read back, remembered.

The law, in this order: the gate and the row that says what is about to lie where; the high-water
mark; the file, synced and read back; then the row that says it lies there. A crash between any two
is seen by the next exchange (``tidying``). What is written is still owed until it is acknowledged.
"""

from collections import Counter
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from storage.casebook.core import Core
from storage.casebook.outgoing import Due, Plan
from storage.casebook.sealing import Making
from storage.exchange import carrier, folder, history, outbox, reach, shipments
from storage.exchange.shipments import Addressed, Shipment
from storage.journal.streams import Place
from storage.lines.delivery import Went

BEFORE, AFTER = "delivery.send", "delivery.sent"


class Sending:
    """Writes parcels into one folder, or as single files, at one moment."""

    def __init__(self, casebook: Core, plan: Plan, now: int, label: str) -> None:
        """``label``: the folder's name for people."""
        self._casebook = casebook
        self._plan = plan
        self._now = now
        self._label = label

    def write(self, making: Making, sealed: bytes, path: Path) -> tuple[Shipment, Went]:
        """Write one parcel to ``path``.

        Raises DiskFull, MediumGone, FileRefused, FileExists, and BasisMissing and Barred when what
        may go has changed since it was planned.
        """
        digest = making.digest(self._plan.own)
        parcel, mark = folder.parcel_id(sealed), sha256(sealed).digest()
        told = (parcel, path.name, digest, mark, len(sealed), self._now, None, self._label)
        shipment = Shipment(*told)
        with self._casebook.change(BEFORE, can_undo=False) as change:
            for due in _one_of_each_person(making.due):
                if due.passing is not None:
                    due.passing.let_out(change, self._fresh(making))
            devices = {
                due.device: Addressed(making.content, making.told.get(due.device, b""))
                for due in making.due
            }
            shipments.note_making(change.connection, shipment, devices)
        self._casebook.raise_mark()
        carrier.write_file(path, sealed)
        counts = self._counts(making)
        with self._casebook.change(AFTER, can_undo=False) as change:
            note_written(change.connection, shipment, self._now)
            names = self._names(making)
            passage = history.Passage(
                self._now,
                history.OUT,
                self._label,
                path.name,
                parcel,
                making.due[0].device,
                ", ".join(names),
                counts,
                len(sealed),
            )
            history.note(change.connection, passage)
        return shipment, Went(path.name, names, counts, len(sealed))

    def _fresh(self, making: Making) -> set[Place]:
        """Return the places of which something goes to this person for the first time."""
        with self._casebook.read() as connection:
            before = [reach.sent_tops(connection, one.device) for one in making.due]
        return {
            span.stream[:2]
            for span in making.content.spans
            if any(tops.get(span.stream, 0) < span.last for tops in before)
        }

    def _counts(self, making: Making) -> tuple[tuple[str, int], ...]:
        counts = Counter(self._plan.items[one].kind for one in making.content.items)
        changes = sum(span.last - span.first + 1 for span in making.content.spans)
        if changes:
            counts["changes"] = changes
        return tuple(sorted(counts.items()))

    def _names(self, making: Making) -> tuple[str, ...]:
        own = self._casebook.me.person
        return tuple(dict.fromkeys(due.name or own for due in making.due))


def note_written(connection: Connection, shipment: Shipment, now: int) -> None:
    """Write down that a parcel lies whole where it was meant to, and what it carries to whom."""
    shipments.note_written(connection, shipment.parcel, now)
    for device, addressed in shipments.devices_of(connection, shipment.parcel).items():
        content = addressed.content
        outbox.note_written(connection, content.items, device, shipment.parcel, now)
        reach.note_sent(connection, device, content.spans, now)
        if addressed.told:
            reach.mark_due(connection, device, is_due=False)


def _one_of_each_person(those: list[Due]) -> list[Due]:
    found: dict[bytes, Due] = {}
    for due in those:
        if due.person is not None:
            found.setdefault(due.person.id, due)
    return list(found.values())
