"""How far each device's copy reaches: what it acknowledged, and what was ever written to it.

Tables (local: never journaled)::

    peer_reach   device -> the vector it acknowledged last (as in ``ack``), the stamp and time (ms)
                 of that acknowledgement, and whether one is due to it
    sent_stream  (device, scope, section, author) -> the highest seq ever written for it
    sent_place   (device, scope, section) -> when first and last something of it was written, and
                 how many batches: what the honest list of a withdrawn share is made of

The law: what is owed is counted from what was acknowledged, never from what was written. A vector
names only streams of places that the other may know of: a count tells too.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from storage.journal.batch import SealedBatch
from storage.journal.driver import driver
from storage.journal.streams import Place, Reach, Stream

Vector = Mapping[Stream, Reach]

SCHEMA = """
CREATE TABLE IF NOT EXISTS peer_reach (
    device BLOB PRIMARY KEY, vector BLOB NOT NULL, stamp INTEGER NOT NULL, at INTEGER NOT NULL,
    due INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sent_stream (
    device BLOB NOT NULL, scope BLOB NOT NULL, section TEXT NOT NULL, author BLOB NOT NULL,
    top INTEGER NOT NULL, PRIMARY KEY (device, scope, section, author)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sent_place (
    device BLOB NOT NULL, scope BLOB NOT NULL, section TEXT NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, batches INTEGER NOT NULL, PRIMARY KEY (device, scope, section)
) WITHOUT ROWID
"""
# The index over (stream, seq) answers this alone: a million batches take a tenth of a second.
_TOPS = """
SELECT section.scope, section.name, stream.device, stream.id, held.number, held.top
FROM (SELECT stream AS id, count(*) AS number, max(seq) AS top FROM batch GROUP BY stream) AS held
JOIN stream ON stream.id = held.id JOIN section ON section.id = stream.section
"""
_WHOLE = """
SELECT min(seq) FROM (SELECT seq, row_number() OVER (ORDER BY seq) AS place FROM batch
                      WHERE stream = ?) WHERE seq > place
"""
_BEYOND = """
SELECT batch.seq, batch.body, batch.signature, batch.payload
FROM section JOIN stream ON stream.section = section.id JOIN batch ON batch.stream = stream.id
WHERE section.scope = ? AND section.name = ? AND stream.device = ? AND batch.seq > ?
ORDER BY batch.seq
"""
_SIZES = """
SELECT batch.seq, length(batch.body) + length(batch.payload)
FROM section JOIN stream ON stream.section = section.id JOIN batch ON batch.stream = stream.id
WHERE section.scope = ? AND section.name = ? AND stream.device = ? AND batch.seq > ?
ORDER BY batch.seq
"""
_RANGE = _BEYOND.replace("ORDER BY", "AND batch.seq <= ? ORDER BY")
_LAST = """
SELECT section.scope, section.name, batch.seq, batch.hash
FROM stream JOIN section ON section.id = stream.section JOIN batch ON batch.stream = stream.id
    AND batch.seq = (SELECT max(one.seq) FROM batch AS one WHERE one.stream = stream.id)
WHERE stream.device = ? ORDER BY batch.id DESC LIMIT ?
"""
_HASH = """
SELECT batch.hash FROM section JOIN stream ON stream.section = section.id
JOIN batch ON batch.stream = stream.id
WHERE section.scope = ? AND section.name = ? AND stream.device = ? AND batch.seq = ?
"""
_ACKED = "SELECT vector, stamp, at, due FROM peer_reach WHERE device = ?"
_KEEP_ACK = (
    "INSERT INTO peer_reach (device, vector, stamp, at) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (device) DO UPDATE SET"
    " vector = excluded.vector, stamp = excluded.stamp, at = excluded.at"
)
_DUE = (
    "INSERT INTO peer_reach (device, vector, stamp, at, due) VALUES (?, x'', 0, 0, ?)"
    " ON CONFLICT (device) DO UPDATE SET due = excluded.due"
)
_SENT = "SELECT scope, section, author, top FROM sent_stream WHERE device = ?"
_KEEP_SENT = (
    "INSERT INTO sent_stream (device, scope, section, author, top) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (device, scope, section, author) DO UPDATE SET top = max(top, excluded.top)"
)
_KEEP_PLACE = (
    "INSERT INTO sent_place (device, scope, section, first, last, batches)"
    " VALUES (?1, ?2, ?3, ?4, ?4, ?5) ON CONFLICT (device, scope, section)"
    " DO UPDATE SET last = excluded.last, batches = batches + excluded.batches"
)
_PLACES = (
    "SELECT device, section, first, last, batches FROM sent_place WHERE scope = ?"
    " ORDER BY device, section"
)


class Acked(NamedTuple):
    """What a device acknowledged: the packed vector, its stamp (a hybrid clock), when it came."""

    vector: bytes
    stamp: int
    at: int
    is_due: bool


class SentPlace(NamedTuple):
    """What of one section was ever written for a device; times in Unix ms."""

    device: bytes
    section: str
    first: int
    last: int
    batches: int


class Span(NamedTuple):
    """Batches ``first`` to ``last`` of a stream, and their bytes."""

    stream: Stream
    first: int
    last: int
    size: int


def create_tables(connection: Connection) -> None:
    """Make the tables where they are missing."""
    for statement in SCHEMA.split(";"):
        connection.exec_driver_sql(statement)


def own_vector(connection: Connection) -> dict[Stream, Reach]:
    """Return how far every stream reaches here."""
    found: dict[Stream, Reach] = {}
    for scope, name, device, number, held, top in driver(connection).execute(_TOPS).fetchall():
        whole = top if held == top else _whole(connection, number, top)
        found[Stream(bytes(scope), name, bytes(device))] = Reach(whole, top)
    return found


def _whole(connection: Connection, number: int, top: int) -> int:
    beyond_gap = driver(connection).execute(_WHOLE, (number,)).fetchone()
    if beyond_gap is None or beyond_gap[0] is None:
        return top
    place = "SELECT count(*) FROM batch WHERE stream = ? AND seq < ?"
    row = driver(connection).execute(place, (number, beyond_gap[0])).fetchone()
    return int(row[0]) if row else 0


def lacking(
    mine: Vector, theirs: Vector, places: Collection[Place] | None, *, only: Collection[bytes] = ()
) -> list[tuple[Stream, int]]:
    """Return the streams of ``places`` (None: all) of which they lack something, and from where.

    Of the section ``log`` only streams of the authors ``only`` count, unless it is empty. What they
    hold above a gap is sent again: doubled batches are harmless, lost ones are not.
    """
    found: list[tuple[Stream, int]] = []
    for stream in sorted(mine):
        if places is not None and stream[:2] not in places:
            continue
        if only and stream.section == "log" and stream.device not in only:
            continue
        reach = theirs.get(stream)
        start = reach.whole if reach else 0
        if mine[stream].top > start:
            found.append((stream, start))
    return found


def sizes_beyond(connection: Connection, stream: Stream, start: int) -> list[tuple[int, int]]:
    """Return (seq, bytes) of each batch of the stream after ``start``."""
    return [
        (int(seq), int(size))
        for seq, size in driver(connection).execute(_SIZES, (*stream, start)).fetchall()
    ]


def read_span(connection: Connection, span: Span) -> Iterator[SealedBatch]:
    """Yield the batches of a span, oldest first."""
    given = (*span.stream, span.first - 1, span.last)
    for _seq, *parts in driver(connection).execute(_RANGE, given).fetchall():
        yield SealedBatch(*map(bytes, parts))


def last_of(connection: Connection, device: bytes, most: int) -> list[tuple[Stream, int, bytes]]:
    """Return stream, seq and hash of the last batches that ``device`` wrote, the newest first."""
    found = driver(connection).execute(_LAST, (device, most)).fetchall()
    return [
        (Stream(bytes(scope), name, device), int(seq), bytes(digest))
        for scope, name, seq, digest in found
    ]


def hash_at(connection: Connection, stream: Stream, seq: int) -> bytes | None:
    """Return the hash of one batch, or None when it is not here."""
    row = driver(connection).execute(_HASH, (*stream, seq)).fetchone()
    return None if row is None else bytes(row[0])


def acked(connection: Connection, device: bytes) -> Acked:
    """Return what ``device`` acknowledged last; nothing at all is an empty vector."""
    row = driver(connection).execute(_ACKED, (device,)).fetchone()
    if row is None:
        return Acked(b"", 0, 0, is_due=False)
    return Acked(bytes(row[0]), int(row[1]), int(row[2]), bool(row[3]))


def keep_acked(connection: Connection, device: bytes, vector: bytes, stamp: int, at: int) -> None:
    """Remember what ``device`` acknowledged, in place of what it said before."""
    connection.exec_driver_sql(_KEEP_ACK, (device, vector, stamp, at))


def mark_due(connection: Connection, device: bytes, *, is_due: bool) -> None:
    """Remember that an acknowledgement is due to ``device``, or that one was written."""
    connection.exec_driver_sql(_DUE, (device, int(is_due)))


def sent_tops(connection: Connection, device: bytes) -> dict[Stream, int]:
    """Return the highest seq of each stream that was ever written for ``device``."""
    return {
        Stream(bytes(scope), section, bytes(author)): int(top)
        for scope, section, author, top in driver(connection).execute(_SENT, (device,)).fetchall()
    }


def note_sent(connection: Connection, device: bytes, spans: Collection[Span], at: int) -> None:
    """Write down that the spans were written for ``device``; what is new of them is counted."""
    before = sent_tops(connection, device)
    fresh: dict[Place, int] = {}
    for span in spans:
        new = span.last - max(before.get(span.stream, 0), span.first - 1)
        if new > 0:
            place = (span.stream.scope, span.stream.section)
            fresh[place] = fresh.get(place, 0) + new
    rows = [(device, *span.stream, span.last) for span in spans]
    if rows:
        driver(connection).executemany(_KEEP_SENT, rows)
    for (scope, section), new in fresh.items():
        driver(connection).execute(_KEEP_PLACE, (device, scope, section, at, new))


def sent_places(connection: Connection, scope: bytes) -> tuple[SentPlace, ...]:
    """Return what of a case was ever written, by device and section."""
    found = connection.exec_driver_sql(_PLACES, (scope,))
    return tuple(SentPlace(bytes(row[0]), row[1], row[2], row[3], row[4]) for row in found)
