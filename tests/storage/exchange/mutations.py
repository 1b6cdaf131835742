"""Ways in which bytes are changed before a parser gets them.

Flipping bits says little about a canonical list: nearly all of what comes is no list any more.
``replant`` therefore takes the list apart, changes one thing in it (however deep, also in a list
that lies packed in another), and packs it again as the one encoding asks for.
"""

import random
import struct
from collections.abc import Callable
from typing import Any

import cbor2
from hypothesis import strategies as st

NUMBERS = (0, 1, 2, 3, 4, 64, 65, 127, 128, 255, 256, 65_535, 1 << 16, 1 << 31, (1 << 32) - 1)
WHOLE = (*NUMBERS, -1, (1 << 47) + 1, (1 << 53) - 1, 1 << 53, (1 << 63) - 1, 1 << 63, -(1 << 63))
TEXTS = ("", " ", "A", "\x1b]52;c;x\x07", "\u202e", "a\0b", "../x", "x" * 2_001)
STRANGE: tuple[Any, ...] = (None, True, False, 1.5, [], {}, {"a": 1}, b"", [[]], cbor2.undefined)
_LISTS = range(0x80, 0x9C)
_DEEPER = 0.8
Way = Callable[[random.Random, bytes, bytes], bytes]


def flip(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    """Turn one bit."""
    if not data:
        return b"\1"
    at = draw.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << draw.randrange(8)]) + data[at + 1 :]


def cut(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    """Leave out a piece, anywhere."""
    begin, end = sorted((draw.randint(0, len(data)), draw.randint(0, len(data))))
    return data[:begin] + data[end:]


def double(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    """Say a piece twice."""
    begin, end = sorted((draw.randint(0, len(data)), draw.randint(0, len(data))))
    return data[:end] + data[begin:]


def splice(draw: random.Random, data: bytes, other: bytes) -> bytes:
    """Go on with the end of another one."""
    return data[: draw.randint(0, len(data))] + other[draw.randint(0, len(other)) :]


def renumber(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    """Write a telling number over some bytes."""
    form = draw.choice(("B", ">H", ">I", ">Q"))
    size = struct.calcsize(form)
    written = struct.pack(form, draw.choice(NUMBERS) % (1 << 8 * size))
    at = draw.randint(0, max(len(data) - size, 0))
    return data[:at] + written + data[at + size :]


WAYS = (flip, cut, double, splice, renumber)


def grown(
    draw: random.Random, data: bytes, other: bytes = b"", begins: int | None = None, most: int = 4
) -> bytes:
    """Return ``data`` after one change or a few; a canonical list ``begins`` there, if any does."""
    for _step in range(draw.randint(1, most)):
        if begins is not None and draw.random() < _DEEPER:
            data = data[:begins] + replanted(draw, data[begins:])
        else:
            data = draw.choice(WAYS)(draw, data, other)
    return data


def changed(
    draw: Callable[[Any], Any], data: bytes, other: bytes, begins: int | None = None
) -> bytes:
    """Return ``data`` after one change or a few, as Hypothesis chooses."""
    return grown(draw(st.randoms(use_true_random=False)), data, other, begins)


def replanted(draw: random.Random, data: bytes) -> bytes:
    """Return the canonical list ``data`` with one thing in it changed; other bytes with a flip."""
    try:
        return cbor2.dumps(_planted(draw, cbor2.loads(data)), canonical=True)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError):
        return flip(draw, data, b"")


def _planted(draw: random.Random, thing: Any) -> Any:  # noqa: ANN401 — decoded CBOR
    if isinstance(thing, list) and thing and draw.random() < _DEEPER:
        at = draw.randrange(len(thing))
        return [*thing[:at], _planted(draw, thing[at]), *thing[at + 1 :]]
    if isinstance(thing, bytes) and thing[:1] and thing[0] in _LISTS and draw.random() < _DEEPER:
        return replanted(draw, thing)
    if draw.random() > _DEEPER:
        return draw.choice((*STRANGE, *TEXTS, *WHOLE, bytes(16), bytes(32), bytes(64)))
    return _varied(draw, thing)


def _varied(draw: random.Random, thing: Any) -> Any:  # noqa: ANN401 — decoded CBOR
    if isinstance(thing, list):
        return draw.choice((thing[:-1], thing[1:], thing * 2, thing[::-1], thing * 70, [thing]))
    if isinstance(thing, bytes):
        at = draw.randrange(len(thing) + 1)
        turned = thing[:at] + bytes([draw.randrange(256)]) + thing[at + 1 :]
        return draw.choice((thing[:-1], thing + b"\0", bytes(len(thing)), turned))
    if isinstance(thing, str):
        return draw.choice((*TEXTS, thing * 2, thing[:-1], thing.encode()))
    if isinstance(thing, int):
        return draw.choice((*WHOLE, thing + 1, thing - 1, float(thing), str(thing)))
    return draw.choice(STRANGE)
