"""What waits to go out: counted for the state line, named for the screen.

The law: something waits while there is a device it has never been written for. Counting asks no
gate and seals nothing; what the gate holds back is counted until it is asked.
"""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection

from storage.casebook.alarms import LATE_DAYS, late_days
from storage.casebook.entitled import read_entitled
from storage.casebook.labels import label_of
from storage.casebook.passing import day_of
from storage.exchange import history, outbox, reach
from storage.exchange.ack import read_vector
from storage.exchange.reach import Span
from storage.journal.batch import read_batch
from storage.journal.peers import list_peers
from storage.journal.streams import Stream
from storage.lines.change import Identity
from storage.lines.delivery import Waiting, WaitingLine
from storage.rules import rights as rules

MOST_READ = 2_000  # batches that are looked into to name what is in them
_ANSWERS = "SELECT count(*) FROM peer_reach WHERE due"
_QUIET = frozenset({"card", "grant", "actors", "receipt", "revocation", "erasure"})


def read_waiting(connection: Connection, me: Identity, now: int) -> Waiting:
    """Return what has never been written for somebody who is to have it."""
    unsent = _unsent(connection, me, now)
    items = outbox.count_waiting(connection, now)
    lines = [
        WaitingLine(kind, count) for kind, count in items.items() if kind not in _QUIET and count
    ]
    late = max((late_days(connection, device, now) for device in list_peers(connection)), default=0)
    last = history.last_at(connection)
    return Waiting(
        tuple(lines + _named(connection, unsent)),
        late if late >= LATE_DAYS else 0,
        None if last is None else dt.datetime.fromtimestamp(last / 1000, dt.UTC),
        int(connection.exec_driver_sql(_ANSWERS).scalar_one()),
    )


def _unsent(connection: Connection, me: Identity, now: int) -> dict[Stream, int]:
    """Return, of each stream, the seq after which something waits for somebody."""
    entitled = read_entitled(connection, me)
    mine = reach.own_vector(connection)
    people = entitled.known.people.values()
    devices = [one.device for one in entitled.known.own_devices]
    devices += [device.device for person in people for device in person.devices]
    found: dict[Stream, int] = {}
    for device in devices:
        places = rules.places(entitled.rights, device, day_of(now))
        only = frozenset() if places is None else entitled.rights.own
        sent = reach.sent_tops(connection, device)
        vector = read_vector(reach.acked(connection, device).vector)
        for stream, _start in reach.lacking(mine, {}, places, only=only):
            has = vector[stream].whole if stream in vector else 0
            start = max(sent.get(stream, 0), has)
            if start < mine[stream].top and stream.section != rules.LOG:
                found[stream] = min(start, found.get(stream, start))
    return found


def _named(connection: Connection, unsent: dict[Stream, int]) -> list[WaitingLine]:
    """Return the records that wait, counted by kind, with the cases they are of."""
    records: dict[str, set[bytes]] = {}
    scopes: dict[str, set[bytes]] = {}
    read = 0
    for stream, start in sorted(unsent.items()):
        for seq, _size in reach.sizes_beyond(connection, stream, start):
            if read >= MOST_READ:
                break
            read += 1
            for kind, record in _records(connection, Span(stream, seq, seq, 0)):
                records.setdefault(kind, set()).add(record)
                scopes.setdefault(kind, set()).add(stream.scope)
    return [
        WaitingLine(kind, len(found), _labels(connection, scopes[kind]))
        for kind, found in sorted(records.items())
    ]


def _records(connection: Connection, span: Span) -> Iterable[tuple[str, bytes]]:
    for sealed in reach.read_span(connection, span):
        for op in read_batch(sealed).ops:
            yield op.kind, op.record


def _labels(connection: Connection, scopes: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, (label_of(connection, scope) for scope in scopes))))
