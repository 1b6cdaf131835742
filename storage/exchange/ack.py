"""The acknowledgement: what a device has, told to one other device.

Format 1, canonical CBOR, the entry "ack" of a payload::

    ack    = [1, to 16, stamp, vector, [item 16, ...], [head, ...]]
    head   = [scope 16, section, seq, hash 32]     of builds before ``proof.py``: a claim, no proof
    vector = [[device 16, ...], [section, ...], [[scope 16, n, n, n, n, n, n, n, n, ...], ...]]
             for each stream four numbers: place of its section, place of its device, the seq up to
             which nothing is missing, and how much further the highest seq stands

``stamp`` is the sender's hybrid clock: of two acknowledgements the later counts. An item is named
by its id (``outbox.item_id``). Heads are read and not believed, and written no more.

The law: an acknowledgement names the one device it is for, and only streams of places which that
device writes or gets. An old one that is played again, or one that lies, only makes somebody send
too much or too little to its own author: what it says of others is never believed (``proof.py``).
"""

from typing import NamedTuple

from storage.exchange.reach import Vector
from storage.exchange.shapes import (
    HASH_BYTES,
    ID_BYTES,
    is_bytes,
    is_text,
    is_whole,
    need,
    parts_of,
    row_of,
)
from storage.journal.canonical import NotCanonical, decode, decode_own, encode
from storage.journal.clock import CLOCK_LIMIT
from storage.journal.limits import MAX_SEQ, MAX_WORD
from storage.journal.streams import Reach, Stream
from storage.refusals import ParcelRefused

VERSION = 1
MOST_STREAMS = 1_000_000
MOST_ITEMS = 10_000
MOST_HEADS = 1_000
_NUMBERS = 4


class Head(NamedTuple):
    """The last batch of one of the addressee's own streams, as the sender says."""

    scope: bytes
    section: str
    seq: int
    hash: bytes


class Ack(NamedTuple):
    """What one device tells another: how far it reaches, and which items it got from it."""

    to: bytes
    stamp: int
    vector: dict[Stream, Reach]
    items: tuple[bytes, ...]
    heads: tuple[Head, ...] = ()

    def pack(self) -> bytes:
        """Return the entry's data."""
        vector = decode_own(pack_vector(self.vector))
        heads = [list(head) for head in self.heads]
        return encode([VERSION, self.to, self.stamp, vector, list(self.items), heads])


def read_ack(data: bytes) -> Ack:
    """Return an acknowledgement that came in. Raises ParcelRefused (format, newer)."""
    _version, to, stamp, vector, items, heads = parts_of(data, 6, VERSION)
    need(is_bytes(to, ID_BYTES), is_whole(stamp, 0, CLOCK_LIMIT - 1))
    need(isinstance(items, list) and len(items) <= MOST_ITEMS)
    need(all(is_bytes(item, ID_BYTES) for item in items))
    need(isinstance(heads, list) and len(heads) <= MOST_HEADS)
    return Ack(to, stamp, _streams(vector), tuple(items), tuple(_head(row) for row in heads))


def _head(found: object) -> Head:
    scope, section, seq, digest = row_of(found, 4)
    need(is_bytes(scope, ID_BYTES), is_text(section, MAX_WORD), is_whole(seq, 1, MAX_SEQ))
    need(is_bytes(digest, HASH_BYTES))
    return Head(scope, section, seq, digest)


def pack_vector(vector: Vector) -> bytes:
    """Return a vector's bytes, the same for the same vector."""
    devices = sorted({stream.device for stream in vector})
    sections = sorted({stream.section for stream in vector})
    device_place = {device: at for at, device in enumerate(devices)}
    section_place = {section: at for at, section in enumerate(sections)}
    rows: dict[bytes, list[object]] = {}
    for stream in sorted(vector):
        reach = vector[stream]
        row = rows.setdefault(stream.scope, [stream.scope])
        row += [section_place[stream.section], device_place[stream.device]]
        row += [reach.whole, reach.top - reach.whole]
    return encode([devices, sections, list(rows.values())])


def read_vector(data: bytes) -> dict[Stream, Reach]:
    """Return the vector of these bytes; of none, an empty one. Raises ParcelRefused."""
    if not data:
        return {}
    try:
        return _streams(decode(data))
    except NotCanonical:
        raise ParcelRefused(reason="format") from None


def _streams(vector: object) -> dict[Stream, Reach]:
    devices, sections, rows = row_of(vector, 3)
    need(isinstance(devices, list), isinstance(sections, list), isinstance(rows, list))
    need(all(is_bytes(device, ID_BYTES) for device in devices))
    need(all(is_text(section, MAX_WORD) for section in sections))
    found: dict[Stream, Reach] = {}
    for row in rows:
        need(isinstance(row, list) and len(row) % _NUMBERS == 1 and is_bytes(row[0], ID_BYTES))
        need(len(found) <= MOST_STREAMS)
        for at in range(1, len(row), _NUMBERS):
            section, device, whole, more = row[at : at + _NUMBERS]
            need(is_whole(section, 0, len(sections) - 1), is_whole(device, 0, len(devices) - 1))
            need(is_whole(whole, 0, MAX_SEQ), is_whole(more, 0, MAX_SEQ))
            found[Stream(row[0], sections[section], devices[device])] = Reach(whole, whole + more)
    return found
