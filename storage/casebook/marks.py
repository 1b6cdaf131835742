"""The letters before a device's case numbers: one to three, A to Z, no two devices alike.

The law: the letters of an office's devices are handed on in every invitation; a taken one is
refused when a device joins, and a restored vault takes the next one that is free.
"""

import re
from collections.abc import Collection, Iterator
from string import ascii_uppercase

MARK = re.compile("[A-Z]{1,3}")


def is_mark(text: str) -> bool:
    """Say whether ``text`` may be a mark."""
    return MARK.fullmatch(text) is not None


def free_mark(taken: Collection[str], *, after: str) -> str:
    """Return the first mark that nobody has: a letter after ``after``, round to it, then pairs."""
    return next(mark for mark in _marks(after) if mark not in taken)


def _marks(after: str) -> Iterator[str]:
    start = ascii_uppercase.find(after[:1]) + 1
    yield from ascii_uppercase[start:] + ascii_uppercase[:start]
    yield from (one + other for one in ascii_uppercase for other in ascii_uppercase)
