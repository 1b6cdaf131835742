"""Sections and streams: where a batch belongs, what came last, what is missing.

The law: a stream is (scope, section, device) with a sequence from 1. What is missing is named as
ranges, never as a list: a hostile ``seq`` of 2**53 must cost nothing.
"""

import json
from collections.abc import Collection, Container, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from storage.journal.batch import SealedBatch
from storage.journal.driver import driver
from storage.journal.limits import FIRST

Place = tuple[bytes, str]  # scope and section

_FIND_SECTION = "SELECT id FROM section WHERE scope = ? AND name = ?"
_ADD_SECTION = "INSERT INTO section (scope, name) VALUES (?, ?)"
_FIND_STREAM = "SELECT id FROM stream WHERE section = ? AND device = ?"
_ADD_STREAM = "INSERT INTO stream (section, device) VALUES (?, ?)"
_TAIL = """
SELECT stream.id, stream.frozen, batch.seq, batch.hash
FROM section JOIN stream ON stream.section = section.id
LEFT JOIN batch ON batch.stream = stream.id
    AND batch.seq = (SELECT max(one.seq) FROM batch AS one WHERE one.stream = stream.id)
WHERE section.scope = ? AND section.name = ? AND stream.device = ?
"""
_GAPS = """
SELECT * FROM (
    SELECT section.scope, section.name, stream.device, batch.seq AS seq,
           lag(batch.seq, 1, 0) OVER (PARTITION BY batch.stream ORDER BY batch.seq) AS before
    FROM batch JOIN stream ON stream.id = batch.stream JOIN section ON section.id = stream.section
    WHERE ?1 IS NULL OR stream.id IN (SELECT value FROM json_each(?1))
)
WHERE seq > before + 1 ORDER BY scope, name, device, seq
"""
_REACH = """
SELECT scope, name, device, coalesce(min(CASE WHEN seq > before + 1 THEN before END), max(seq)),
       max(seq)
FROM (
    SELECT section.scope, section.name, stream.device, batch.stream, batch.seq AS seq,
           lag(batch.seq, 1, 0) OVER (PARTITION BY batch.stream ORDER BY batch.seq) AS before
    FROM batch JOIN stream ON stream.id = batch.stream JOIN section ON section.id = stream.section
)
GROUP BY stream
"""
_BEYOND = """
SELECT batch.body, batch.signature, batch.payload
FROM batch JOIN stream ON stream.id = batch.stream JOIN section ON section.id = stream.section
WHERE section.scope = ? AND section.name = ? AND stream.device = ? AND batch.seq > ?
ORDER BY batch.seq
"""


class Stream(NamedTuple):
    """The name of a stream."""

    scope: bytes
    section: str
    device: bytes


class Tail(NamedTuple):
    """Where a stream stands: its number, the seq at which it froze or 0, its last seq and hash."""

    number: int
    frozen: int
    seq: int
    hash: bytes


class Reach(NamedTuple):
    """Nothing is missing up to ``whole``; ``top`` is the highest seq held."""

    whole: int
    top: int


class Gap(NamedTuple):
    """Batches ``first`` to ``last`` of a stream have not arrived, though later ones have."""

    stream: Stream
    first: int
    last: int


class Streams:
    """The small numbers of sections and streams, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Start without any known."""
        self._connection = connection
        self._sections: dict[tuple[bytes, str], int] = {}
        self._streams: dict[Stream, int] = {}

    def section(self, scope: bytes, name: str) -> int:
        """Return the section's number; it is made when it is new."""
        key = (scope, name)
        if key not in self._sections:
            self._sections[key] = self._number(_FIND_SECTION, _ADD_SECTION, key)
        return self._sections[key]

    def number(self, stream: Stream) -> int:
        """Return the stream's number; it is made when it is new."""
        if stream not in self._streams:
            key = (self.section(stream.scope, stream.section), stream.device)
            self._streams[stream] = self._number(_FIND_STREAM, _ADD_STREAM, key)
        return self._streams[stream]

    def tail(self, stream: Stream) -> Tail:
        """Return where the stream stands; it is made when it is new."""
        row = driver(self._connection).execute(_TAIL, stream).fetchone()
        if row is None:
            return Tail(self.number(stream), 0, 0, FIRST)
        number, frozen, seq, last = row
        self._streams[stream] = number
        return Tail(number, frozen, seq or 0, FIRST if last is None else bytes(last))

    def _number(self, find: str, add: str, key: tuple[object, ...]) -> int:
        run = driver(self._connection).execute
        found = run(find, key).fetchone()
        return run(add, key).lastrowid if found is None else int(found[0])


def list_gaps(connection: Connection, numbers: Collection[int] | None = None) -> tuple[Gap, ...]:
    """Return what is missing in the middle of each stream, or of the streams ``numbers``."""
    given = None if numbers is None else json.dumps(sorted(numbers))
    return tuple(
        Gap(Stream(bytes(scope), name, bytes(device)), before + 1, seq - 1)
        for scope, name, device, seq, before in connection.exec_driver_sql(_GAPS, (given,))
    )


def version_vector(connection: Connection) -> dict[Stream, Reach]:
    """Return how far each stream reaches here: what a peer needs to know to send the rest."""
    return {
        Stream(bytes(scope), name, bytes(device)): Reach(whole, top)
        for scope, name, device, whole, top in connection.exec_driver_sql(_REACH)
    }


def batches_beyond(
    connection: Connection, vector: Mapping[Stream, Reach], places: Container[Place] | None = None
) -> Iterator[SealedBatch]:
    """Yield what somebody with ``vector`` lacks, oldest first in each stream.

    ``places`` limits it to the (scope, section) pairs that they may have. What they hold above a
    gap is sent again: doubled batches are harmless, lost ones are not.
    """
    for stream in sorted(version_vector(connection)):
        if places is None or stream[:2] in places:
            reach = vector.get(stream)
            given = (*stream, reach.whole if reach else 0)
            for row in connection.exec_driver_sql(_BEYOND, given).all():
                yield SealedBatch(*map(bytes, row))
