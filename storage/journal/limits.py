"""How large a batch may be, and whether decoded CBOR has the form of one.

The law: every number here is checked before the thing it bounds is used. The byte limit stands in
front of decoding; cbor2 allocates nothing for a length it has not read.
"""

from typing import Any

from storage.errors import BatchRefused
from storage.journal.canonical import NotCanonical, decode
from storage.journal.clock import CLOCK_LIMIT
from storage.journal.op import ID_BYTES, commitment

VERSION = 1
MAX_BATCH = 1 << 20  # bytes of body and payload together
PACK_ROOM = 128  # what packing may add: three heads, version, signature
MAX_OPS = 4_000
MAX_VALUE = 512 << 10  # bytes of one encoded value
MAX_LINKS = 256  # ops named by one op
MAX_WORD = 64  # characters of a kind, group or section
MAX_PERSON = 200
MAX_SEQ = 2**53
MAX_SCHEMA = 2**31
HASH_BYTES = 32
FIRST = bytes(HASH_BYTES)  # what the first batch of a stream stands on
SIGNATURE_BYTES = 64
SALT_BYTES = 16
BODY_DEPTH = 4
PAYLOAD_DEPTH = 2
_BODY_PARTS = 10
_OP_PARTS = 7
_LEAST = 4 + 2 * ID_BYTES  # bytes before a body's prev, with a section of one letter at least
_LIST = 4  # CBOR's major type
_TEXT_8, _TEXT_16 = 0x78, 0x79  # heads of a text whose length takes one byte, or two


def check_packed(parts: Any) -> tuple[bytes, bytes, bytes]:  # noqa: ANN401 — decoded CBOR
    """Return body, signature, payload of a packed batch. Raises BatchRefused, NotCanonical."""
    _check_version(parts)
    _need(len(parts) == 4 and all(type(part) is bytes for part in parts[1:]))  # noqa: PLR2004
    return (parts[1], parts[2], parts[3])


def device_of(body: bytes) -> bytes:
    """Return the device that a body names, read off its first bytes, nothing else judged.

    So that a stranger's megabyte costs one signature check and no decoding. Canonical form puts it
    there: a list, version 1, scope, section, device. Raises BatchRefused (version) or NotCanonical.
    """
    if len(body) < _LEAST or body[0] >> 5 != _LIST or body[1] >> 5 != 0:
        raise NotCanonical
    if body[1] != VERSION:
        raise BatchRefused(reason="version")
    head = 3 + ID_BYTES
    at = head + 1
    if body[head] == _TEXT_8:
        at, length = at + 1, body[at]
    elif body[head] == _TEXT_16:
        at, length = at + 2, int.from_bytes(body[at : at + 2], "big")
    else:
        length = body[head] & 31
    device = body[at + length + 1 : at + length + 1 + ID_BYTES]
    _need(len(device) == ID_BYTES)
    return device


def check_body(body: Any) -> None:  # noqa: ANN401 — decoded CBOR
    """Raise BatchRefused (version, limit) or NotCanonical unless ``body`` has the body's form."""
    _check_version(body)
    _need(len(body) == _BODY_PARTS)
    _, scope, section, device, seq, prev, change, clock, person, rows = body
    _need(_is_id(scope) and _is_id(device) and _is_id(change) and _is_bytes(prev, HASH_BYTES))
    _need(_is_word(section) and type(person) is str and len(person) <= MAX_PERSON)
    _need(_is_number(seq, 1, MAX_SEQ) and _is_number(clock, 0, CLOCK_LIMIT))
    _need((prev == FIRST) == (seq == 1))
    _need(type(rows) is list and len(rows) > 0)
    if len(rows) > MAX_OPS:
        raise BatchRefused(reason="limit")
    for row in rows:
        _check_row(row)


def check_payload(body: Any, payload: Any) -> None:  # noqa: ANN401 — decoded CBOR
    """Raise unless ``payload`` holds, for each op of ``body``, its committed value or null."""
    rows = body[9]
    _need(type(payload) is list and len(payload) == len(rows))
    for row, held in zip(rows, payload, strict=True):
        if held is None:
            continue
        _need(type(held) is list and len(held) == 2 and _is_bytes(held[0], SALT_BYTES))  # noqa: PLR2004
        raw = held[1]
        _need(type(raw) is bytes)
        if len(raw) > MAX_VALUE:
            raise BatchRefused(reason="limit")
        if commitment(held[0], raw) != row[6]:
            raise BatchRefused(reason="value")
        _need(type(decode(raw)) is dict)


def _check_version(parts: Any) -> None:  # noqa: ANN401 — decoded CBOR
    _need(type(parts) is list and len(parts) > 0 and type(parts[0]) is int)
    if parts[0] != VERSION:
        raise BatchRefused(reason="version")


def _check_row(row: Any) -> None:  # noqa: ANN401 — decoded CBOR
    _need(type(row) is list and len(row) == _OP_PARTS)
    kind, record, group, schema, supersedes, saw, promise = row
    _need(_is_word(kind) and _is_word(group) and _is_id(record))
    _need(_is_number(schema, 1, MAX_SCHEMA) and _is_bytes(promise, HASH_BYTES))
    for links in (supersedes, saw):
        _need(type(links) is list and all(map(_is_id, links)))
        if len(links) > MAX_LINKS:
            raise BatchRefused(reason="limit")


def _need(is_so: bool) -> None:  # noqa: FBT001 — reads as a sentence
    if not is_so:
        raise NotCanonical


def _is_bytes(thing: object, length: int) -> bool:
    return type(thing) is bytes and len(thing) == length


def _is_id(thing: object) -> bool:
    return type(thing) is bytes and len(thing) == ID_BYTES


def _is_word(thing: object) -> bool:
    return type(thing) is str and 0 < len(thing) <= MAX_WORD


def _is_number(thing: object, least: int, below: int) -> bool:
    return type(thing) is int and least <= thing < below
