"""What is inside a parcel: entries, each of a kind, in one compressed piece.

Format 1::

    payload = version u8 = 1 | form u8 | length u32 of the plain bytes | plain bytes in that form
    form    = 0 as they are | 1 zlib
    plain   = sent u64 (ms since 1970) | count u32 | entries
    entry   = length u8 of the kind | kind (a-z 0-9 -) | length u32 of the data | data

The data of an entry is its kind's own (canonical CBOR, a version first). A kind that this build
does not know is handed on as it is: a newer sender loses nothing.

The law: no length is believed. What is inflated never passes 100 times what was read of it, 50 MB
or what was announced: 97 KB that would become 100 MB are refused before 1 MB is there (T20).
Attachments are never in here, only what people wrote into records and messages; their compressed
length shows through the padding in steps of up to 12 %.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from storage.exchange.shapes import is_time
from storage.refusals import ParcelRefused

VERSION = 1
MOST_PLAIN = 50_000_000
MOST_ENTRIES = 100_000
MOST_RATIO = 100
_PLAIN, _ZLIB = 0, 1
_FRAME = struct.Struct(">BBI")
_HEAD = struct.Struct(">QI")
_LENGTH = struct.Struct(">I")
_KIND = re.compile(rb"[a-z0-9-]{1,40}")
_STEP = 4096  # bytes fed to zlib at a time: what comes of them is counted before the next
_START = 65_536  # bytes that may come of the very first step, whatever the ratio
_LEVEL = 6


class Entry(NamedTuple):
    """One thing inside a payload."""

    kind: str
    data: bytes


class Payload(NamedTuple):
    """What one parcel brought: when it was packed (ms since 1970) and its entries, in order."""

    sent: int
    entries: tuple[Entry, ...]


def pack(entries: Iterable[Entry], sent: int) -> bytes:
    """Return the payload of these entries. Raises ParcelRefused (large) beyond the limits."""
    plain, count = bytearray(_HEAD.size), 0
    for kind, data in entries:
        name = kind.encode("ascii")
        if not _KIND.fullmatch(name):
            raise ParcelRefused(reason="format")
        count += 1
        plain += bytes([len(name)]) + name + _LENGTH.pack(len(data))
        plain += data
        if count > MOST_ENTRIES or len(plain) > MOST_PLAIN:
            raise ParcelRefused(reason="large")
    _HEAD.pack_into(plain, 0, sent, count)
    small = zlib.compress(plain, _LEVEL)
    if _is_accepted(small, len(plain)):
        return _FRAME.pack(VERSION, _ZLIB, len(plain)) + small
    return _FRAME.pack(VERSION, _PLAIN, len(plain)) + plain


def unpack(data: bytes) -> Payload:
    """Return what ``pack`` was given. Raises ParcelRefused (format, newer, large)."""
    if len(data) < _FRAME.size:
        raise ParcelRefused(reason="format")
    version, form, length = _FRAME.unpack_from(data)
    if version != VERSION:
        raise ParcelRefused(reason="newer" if version > VERSION else "format")
    if length > MOST_PLAIN:
        raise ParcelRefused(reason="large")
    body = memoryview(data)[_FRAME.size :]
    if form == _ZLIB:
        body = memoryview(b"".join(_inflated(body, length)))
    elif form != _PLAIN or len(body) != length:
        raise ParcelRefused(reason="format")
    return _entries(body)


def _is_accepted(small: bytes, length: int) -> bool:
    """Say whether ``unpack`` will take this: a text of one letter goes as it is."""
    try:
        for _piece in _inflated(memoryview(small), length):
            pass
    except ParcelRefused:
        return False
    return len(small) < length


def _inflated(small: memoryview, length: int) -> Iterator[bytes]:
    """Yield the plain bytes, counted before they are made."""
    if length > _START + MOST_RATIO * len(small):
        raise ParcelRefused(reason="large")
    inflater, made = zlib.decompressobj(), 0
    for at in range(0, len(small), _STEP):
        feed: bytes | memoryview = small[at : at + _STEP]
        allowed = min(_START + MOST_RATIO * (at + len(feed)), length)
        try:
            piece = inflater.decompress(feed, max(allowed - made, 0) + 1)
        except zlib.error:
            raise ParcelRefused(reason="format") from None
        made += len(piece)
        if made > allowed or inflater.unconsumed_tail:
            raise ParcelRefused(reason="format" if made > length else "large")
        yield piece
    if not inflater.eof or inflater.unused_data or made != length:
        raise ParcelRefused(reason="format")


def _entries(plain: memoryview) -> Payload:
    if len(plain) < _HEAD.size:
        raise ParcelRefused(reason="format")
    sent, count = _HEAD.unpack_from(plain)
    if not is_time(sent):  # a day that no calendar has would fall on whoever reads it
        raise ParcelRefused(reason="format")
    if count > MOST_ENTRIES:
        raise ParcelRefused(reason="large")
    entries, at = [], _HEAD.size
    for _number in range(count):
        kind, at = _cut(plain, at + 1, plain[at] if at < len(plain) else 0)
        if not _KIND.fullmatch(kind):
            raise ParcelRefused(reason="format")
        if at + _LENGTH.size > len(plain):
            raise ParcelRefused(reason="format")
        (length,) = _LENGTH.unpack_from(plain, at)
        data, at = _cut(plain, at + _LENGTH.size, length)
        entries.append(Entry(kind.decode("ascii"), data))
    if at != len(plain):
        raise ParcelRefused(reason="format")
    return Payload(sent, tuple(entries))


def _cut(plain: memoryview, at: int, length: int) -> tuple[bytes, int]:
    if at + length > len(plain):
        raise ParcelRefused(reason="format")
    return bytes(plain[at : at + length]), at + length
