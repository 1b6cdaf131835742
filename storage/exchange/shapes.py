"""Holding what came in to its shape: canonical lists, a version first, exact sizes.

The law: a thing of another version is told apart from a broken one, and nothing is used before its
type and its size have been looked at.
"""

from typing import Any

from storage.journal.canonical import NotCanonical, decode
from storage.refusals import ParcelRefused

_MOST_TIME = 1 << 47  # ms: the year 6429
ID_BYTES = 16
HASH_BYTES = 32


def parts_of(data: object, count: int, version: int) -> list[Any]:
    """Return the ``count`` parts of a canonical list that begins with ``version``.

    Raises ParcelRefused (format; newer for a greater version).
    """
    try:
        found = decode(data) if isinstance(data, bytes) else None
    except NotCanonical:
        raise ParcelRefused(reason="format") from None
    if not isinstance(found, list) or not found:
        raise ParcelRefused(reason="format")
    if not is_whole(found[0], version, version):
        raise ParcelRefused(reason="newer" if is_whole(found[0], version, 255) else "format")
    if len(found) != count:
        raise ParcelRefused(reason="format")
    return found


def need(*rules: bool) -> None:
    """Raise ParcelRefused (format) unless all hold."""
    if not all(rules):
        raise ParcelRefused(reason="format")


def row_of(found: object, count: int) -> list[Any]:
    """Return ``found`` if it is a list of ``count``. Raises ParcelRefused."""
    if not isinstance(found, list) or len(found) != count:
        raise ParcelRefused(reason="format")
    return found


def is_bytes(value: object, size: int) -> bool:
    """Say whether it is ``size`` bytes."""
    return isinstance(value, bytes) and len(value) == size


def is_text(value: object, most: int) -> bool:
    """Say whether it is a text of at most ``most`` characters."""
    return isinstance(value, str) and len(value) <= most


def is_whole(value: object, least: int, most: int) -> bool:
    """Say whether it is a whole number within the bounds."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def is_time(value: object) -> bool:
    """Say whether it is a time in ms since 1970 that a calendar can hold."""
    return is_whole(value, 0, _MOST_TIME)
