"""Canonical CBOR (RFC 8949, cbor2's canonical form): one thing has one encoding.

The law: what comes from outside is held to limits before anything is built from it. No tags (cbor2
would compile a regular expression or parse a mail for one), no floats, no indefinite lengths, no
doubled keys, keys are text, whole numbers fit 64 bits, depth is bounded; then it is encoded again
and must give the same bytes, so a signed thing cannot be written in two ways.
"""

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import cbor2

CborValue = None | bool | int | str | bytes | list["CborValue"] | dict[str, "CborValue"]
Value = Mapping[str, CborValue]

MAX_DEPTH = 8
MAX_TEXT = 100_000  # characters of one text; the casebook's own limit is 20,000
_INT_LIMIT = 2**63


class NotCanonical(ValueError):
    """The bytes are no canonical encoding of an allowed thing, or go beyond a limit."""


# What decoding damaged bytes, or taking apart what came of it, may raise.
UNREADABLE = (cbor2.CBORError, ValueError, TypeError, LookupError, OverflowError)


def _refuse(*_anything: object) -> NoReturn:
    raise NotCanonical


# Every tag cbor2 6 decodes by itself; others reach the tag hook.
_NO_TAGS: dict[int, Any] = dict.fromkeys((*range(300), 1004, 43000, 55799), _refuse)


def encode(thing: object) -> bytes:
    """Return the canonical bytes of ``thing``; Raises NotCanonical for what CBOR cannot hold."""
    try:
        return cbor2.dumps(thing, canonical=True)
    except (cbor2.CBORError, ValueError, OverflowError):
        raise NotCanonical from None


def decode_own(data: bytes) -> Any:  # noqa: ANN401 — whatever was encoded
    """Return what ``encode`` wrote; for bytes out of our own database, checked when taken in."""
    return cbor2.loads(data)


def decode(data: bytes, max_depth: int = MAX_DEPTH) -> Any:  # noqa: ANN401 — judged by the caller
    """Return the thing of allowed types whose only encoding is ``data``. Raises NotCanonical."""
    thing = decode_form(data, max_depth)
    check(thing)
    return thing


def decode_form(data: bytes, max_depth: int) -> Any:  # noqa: ANN401 — judged by the caller
    """Return the thing whose only encoding is ``data``, its types not yet judged.

    For a form in which the caller holds every part to its type. Raises NotCanonical.
    """
    try:
        thing = cbor2.loads(
            data,
            tag_hook=_refuse,
            semantic_decoders=_NO_TAGS,
            max_depth=max_depth,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            strict_hashable_types=True,
        )
    except (cbor2.CBORError, ValueError, TypeError, OverflowError):
        raise NotCanonical from None
    if encode(thing) != data:
        raise NotCanonical
    return thing


def check(thing: object) -> None:
    """Raise NotCanonical unless ``thing`` is made of allowed types within the limits.

    Exact types: a subclass would encode as something else or not at all. Recursion is bounded by
    ``decode``'s depth, and by the caller's own values otherwise.
    """
    judge = _JUDGES.get(type(thing))
    if judge is None:
        raise NotCanonical
    judge(thing)


def _nothing(_thing: object) -> None:
    return


def _check_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise NotCanonical


def _check_number(number: int) -> None:
    if not -_INT_LIMIT <= number < _INT_LIMIT:
        raise NotCanonical


def _check_list(things: list[object]) -> None:
    for thing in things:
        check(thing)


def _check_map(things: dict[object, object]) -> None:
    for key, held in things.items():
        if type(key) is not str:
            raise NotCanonical
        check(key)
        check(held)


_JUDGES: dict[type, Callable[[Any], None]] = {
    str: _check_text,
    int: _check_number,
    list: _check_list,
    dict: _check_map,
    bytes: _nothing,
    bool: _nothing,
    type(None): _nothing,
}
