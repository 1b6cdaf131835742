"""Our own files in a folder: what an interrupted exchange left, what everybody has, what must go.

The law: only what this vault wrote is touched. A file whose row was never finished is finished if
it lies there whole, else removed. A parcel goes when all whom it was for have it, when newer ones
in the same folder carry everything they still lack, and at once when it holds something that may
not go to them any more.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from storage.casebook.sending import note_written
from storage.exchange import carrier, reach, shipments
from storage.exchange.ack import read_vector
from storage.exchange.folder import Listing
from storage.exchange.outbox import State
from storage.exchange.shipments import Addressed, Content, Shipment
from storage.journal.streams import Place, Stream

LONGEST_MS = 84 * 24 * 60 * 60 * 1000  # a period key's life: nobody can open what is older
ANSWERED_MS = 7 * 24 * 60 * 60 * 1000  # an acknowledgement alone: if it was lost, it is asked again
_RECEIVED = "SELECT item FROM owed WHERE device = ? AND state = ?"


class Ours(NamedTuple):
    """A parcel of ours that lies in the folder, and whom it is for."""

    shipment: Shipment
    devices: Mapping[bytes, Addressed]


def recover(connection: Connection, place: Path, listing: Listing, now: int) -> int:
    """Finish what an interrupted exchange left here, or remove it; returns how many went."""
    names = {one.name for one in listing.found}
    removed = 0
    shipments.forget_before(connection, now - 2 * LONGEST_MS)
    for shipment in shipments.list_shipments(connection):
        path = place / shipment.name
        if carrier.part_of(path).name in names:
            carrier.remove_part(path)
        if shipment.written is not None:
            continue
        if shipment.name in names and carrier.is_whole(path, shipment.size, shipment.hash):
            note_written(connection, shipment, now)
        elif shipment.name in names or shipment.folder == str(place):
            removed += carrier.remove_own(place, [shipment.name])
            shipments.drop(connection, shipment.parcel)
        elif now - shipment.made > LONGEST_MS:
            shipments.drop(connection, shipment.parcel)
    return removed


def ours_in(connection: Connection, names: Collection[str]) -> tuple[Ours, ...]:
    """Return the parcels of ours under these names, the oldest first."""
    return tuple(
        Ours(one, shipments.devices_of(connection, one.parcel))
        for one in shipments.list_shipments(connection)
        if one.written is not None and one.name in names
    )


def is_told(ours: Iterable[Ours], device: bytes, told: bytes) -> bool:
    """Say whether one of them holds the acknowledgement with this hash for the device."""
    return any(device in one.devices and one.devices[device].told == told for one in ours)


def lies_alone(ours: Iterable[Ours], device: bytes) -> bool:
    """Say whether one of them holds nothing but an acknowledgement for the device."""
    mine = [one.devices[device] for one in ours if device in one.devices]
    return any(one.told and one.content.is_empty for one in mine)


def forbidden(
    ours: Iterable[Ours], places: Mapping[bytes, frozenset[Place]], own: Collection[bytes]
) -> tuple[Ours, ...]:
    """Return those that hold records which may not go to one of their devices any more."""
    return tuple(one for one in ours if any(_is_barred(*pair, places, own) for pair in _pairs(one)))


def _pairs(one: Ours) -> Iterable[tuple[bytes, Content]]:
    return [(device, addressed.content) for device, addressed in one.devices.items()]


def _is_barred(
    device: bytes,
    content: Content,
    places: Mapping[bytes, frozenset[Place]],
    own: Collection[bytes],
) -> bool:
    if device in own:
        return False
    allowed = places.get(device, frozenset())
    return any(span.stream[:2] not in allowed for span in content.spans)


def done_with(connection: Connection, ours: tuple[Ours, ...], now: int) -> tuple[Ours, ...]:
    """Return those that nobody needs any more."""
    needs = _Needs(connection)

    def is_old(one: Ours, age: int) -> bool:
        return now - one.shipment.made > age

    return tuple(
        one
        for at, one in enumerate(ours)
        if is_old(one, LONGEST_MS)
        or all(
            addressed.acked is not None
            or needs.none(device, addressed, ours[at + 1 :], is_old=is_old(one, ANSWERED_MS))
            for device, addressed in one.devices.items()
        )
    )


class _Needs:
    """What devices still lack, read once for each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._received: dict[bytes, set[bytes]] = {}
        self._reached: dict[bytes, dict[Stream, int]] = {}

    def none(
        self, device: bytes, addressed: Addressed, newer: Iterable[Ours], *, is_old: bool
    ) -> bool:
        """Say whether newer parcels carry all that this one is still needed for."""
        later = [one.devices[device] for one in newer if device in one.devices]
        if addressed.told and not is_old and not any(one.told for one in later):
            return False
        if addressed.content.is_empty:
            return bool(later) or is_old
        self._read(device)
        items = set(addressed.content.items) - self._received[device]
        if not items <= {item for one in later for item in one.content.items}:
            return False
        return all(
            _is_covered(
                span.stream, max(span.first, self._after(device, span.stream)), span.last, later
            )
            for span in addressed.content.spans
        )

    def _after(self, device: bytes, stream: Stream) -> int:
        return self._reached[device].get(stream, 0) + 1

    def _read(self, device: bytes) -> None:
        if device in self._received:
            return
        found = self._connection.exec_driver_sql(_RECEIVED, (device, str(State.RECEIVED)))
        self._received[device] = {bytes(row[0]) for row in found}
        vector = read_vector(reach.acked(self._connection, device).vector)
        self._reached[device] = {stream: held.whole for stream, held in vector.items()}


def _is_covered(stream: Stream, first: int, last: int, later: Iterable[Addressed]) -> bool:
    """Say whether spans of newer parcels hold all from ``first`` to ``last``."""
    spans = sorted(
        (span.first, span.last)
        for one in later
        for span in one.content.spans
        if span.stream == stream
    )
    need = first
    for start, end in spans:
        if start <= need:
            need = max(need, end + 1)
    return need > last
