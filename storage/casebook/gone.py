"""What of a shared case has gone to somebody: section by section, when, how many records.

The law: it is counted from what was written for their devices, never from what the share says now;
a record counts once, however often it was sent. That they have it is claimed only of what one of
their devices acknowledged.
"""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection

from storage.casebook.desk import Row
from storage.casebook.entitled import Entitled
from storage.crypto.keypair import device_id
from storage.exchange import reach
from storage.exchange.ack import read_vector
from storage.journal.canonical import decode_own
from storage.journal.driver import driver
from storage.journal.streams import Stream
from storage.lines.delivery import SentSection

_ROWS, _RECORD = 9, 1  # their places in a body, and in each of its rows
_BODIES = """
SELECT batch.body FROM section JOIN stream ON stream.section = section.id
JOIN batch ON batch.stream = stream.id
WHERE section.scope = ? AND section.name = ? AND stream.device = ? AND batch.seq <= ?
"""


def sent_sections(
    connection: Connection, entitled: Entitled, share: Row
) -> tuple[SentSection, ...]:
    """Return what of a share's case was ever written for the devices of its receiver."""
    case, devices = bytes(share["case_id"]), _devices(entitled, share)
    places = [one for one in reach.sent_places(connection, case) if one.device in devices]
    tops: dict[str, dict[Stream, int]] = {}
    received: dict[str, bool] = {}
    for device in sorted({one.device for one in places}):
        vector = read_vector(reach.acked(connection, device).vector)
        for stream, top in reach.sent_tops(connection, device).items():
            if stream.scope == case:
                of_section = tops.setdefault(stream.section, {})
                of_section[stream] = max(top, of_section.get(stream, 0))
                has = stream in vector and vector[stream].whole >= top
                received[stream.section] = received.get(stream.section, True) and has
    return tuple(
        SentSection(
            section,
            _moment(min(one.first for one in places if one.section == section)),
            _moment(max(one.last for one in places if one.section == section)),
            sum(one.batches for one in places if one.section == section),
            has=received.get(section, False),
            records=_count_records(connection, tops.get(section, {}).items()),
        )
        for section in sorted({one.section for one in places})
    )


def _devices(entitled: Entitled, share: Row) -> set[bytes]:
    if share["device"]:
        return {device_id(bytes(share["device"]))}
    person = entitled.known.people.get(bytes(share["correspondent_id"] or b""))
    return set() if person is None else {one.device for one in person.all_devices}


def _count_records(connection: Connection, tops: Iterable[tuple[Stream, int]]) -> int:
    """Count the records that the batches up to these speak of."""
    found: set[bytes] = set()
    for stream, top in tops:
        for (body,) in driver(connection).execute(_BODIES, (*stream, top)):
            found |= {bytes(row[_RECORD]) for row in decode_own(bytes(body))[_ROWS]}
    return len(found)


def _moment(ms: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC)
