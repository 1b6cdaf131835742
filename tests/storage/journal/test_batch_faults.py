"""One-fault vectors: each batch here is well signed and has one thing wrong with it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from storage.journal.canonical import encode
from tests.storage.journal.sealed import DRAFT, forged, one_batch, refusal

TRUE = True


def _set(at: int, thing: object, body: list[Any]) -> None:
    body[at] = thing


def _set_op(at: int, thing: object, body: list[Any]) -> None:
    body[9][0][at] = thing


BODY_FAULTS: dict[str, tuple[Callable[[list[Any]], object], str]] = {
    "version 2": (partial(_set, 0, 2), "version"),
    "version 0": (partial(_set, 0, 0), "version"),
    "version true": (partial(_set, 0, TRUE), "format"),
    "version text": (partial(_set, 0, "1"), "format"),
    "a part more": (lambda body: body.append(0), "format"),
    "a part less": (lambda body: body.pop(), "format"),
    "a short scope": (partial(_set, 1, b"x" * 15), "unknown-device"),
    "a scope of text": (partial(_set, 1, "x" * 16), "format"),
    "no section": (partial(_set, 2, ""), "format"),
    "a long section": (partial(_set, 2, "x" * 65), "format"),
    "a section of bytes": (partial(_set, 2, b"plans"), "format"),
    "a short device": (partial(_set, 3, b"x"), "unknown-device"),
    "seq 0": (partial(_set, 4, 0), "format"),
    "seq below": (partial(_set, 4, -1), "format"),
    "seq too great": (partial(_set, 4, 2**53), "format"),
    "seq true": (partial(_set, 4, TRUE), "format"),
    "seq 2 on nothing": (partial(_set, 4, 2), "format"),
    "seq 1 on something": (partial(_set, 5, b"x" * 32), "format"),
    "a short hash": (partial(_set, 5, b"x" * 31), "format"),
    "a short change": (partial(_set, 6, b""), "format"),
    "a clock below": (partial(_set, 7, -1), "format"),
    "a clock of text": (partial(_set, 7, "noon"), "format"),
    "a long person": (partial(_set, 8, "x" * 201), "format"),
    "a person of bytes": (partial(_set, 8, b"x"), "format"),
    "no ops": (partial(_set, 9, []), "format"),
    "ops as map": (partial(_set, 9, {}), "format"),
    "an op of nothing": (partial(_set, 9, [None]), "format"),
    "an op less": (lambda body: body[9].pop(), "format"),
    "an op more": (lambda body: body[9].append(body[9][0]), "format"),
    "an op's part more": (lambda body: body[9][0].append(0), "format"),
    "no kind": (partial(_set_op, 0, ""), "format"),
    "a long kind": (partial(_set_op, 0, "x" * 65), "format"),
    "a short record": (partial(_set_op, 1, b"x"), "format"),
    "no group": (partial(_set_op, 2, ""), "format"),
    "schema 0": (partial(_set_op, 3, 0), "format"),
    "schema text": (partial(_set_op, 3, "1"), "format"),
    "a link of text": (partial(_set_op, 4, ["x"]), "format"),
    "a short link": (partial(_set_op, 4, [b"x"]), "format"),
    "links as map": (partial(_set_op, 4, {}), "format"),
    "too many links": (partial(_set_op, 4, [b"x" * 16] * 257), "limit"),
    "too many seen": (partial(_set_op, 5, [b"x" * 16] * 257), "limit"),
    "a link too deep": (partial(_set_op, 4, [[]]), "format"),
    "a short commitment": (partial(_set_op, 6, b"x"), "format"),
    "another commitment": (partial(_set_op, 6, b"x" * 32), "value"),
}


@pytest.mark.parametrize(("change", "reason"), BODY_FAULTS.values(), ids=BODY_FAULTS)
def test_a_signed_body_with_one_fault_is_refused(
    change: Callable[[list[Any]], object], reason: str
) -> None:
    """A known device that signs nonsense is refused like a stranger."""
    assert refusal(forged(change)) == reason


SALT = b"s" * 16
GOOD = encode({"title": "Malli"})
PAYLOAD_FAULTS: dict[str, tuple[object, str]] = {
    "a map": ({}, "format"),
    "too few": ([], "format"),
    "too many": ([[SALT, GOOD], None], "format"),
    "an entry of text": (["x"], "format"),
    "an entry of one": ([[SALT]], "format"),
    "an entry of three": ([[SALT, GOOD, 0]], "format"),
    "a short salt": ([[b"s", GOOD]], "format"),
    "a value of text": ([[SALT, "x"]], "format"),
    "a value too deep": ([[SALT, [GOOD]]], "format"),
}


@pytest.mark.parametrize(("payload", "reason"), PAYLOAD_FAULTS.values(), ids=PAYLOAD_FAULTS)
def test_a_payload_with_one_fault_is_refused(payload: object, reason: str) -> None:
    """The payload is judged after the signature, and as strictly."""
    sealed = one_batch(DRAFT).sealed._replace(payload=encode(payload))
    assert refusal(sealed) == reason


VALUES = {
    "a list": encode([1]),
    "a text": encode("x"),
    "a float": bytes.fromhex("a16161f93e00"),
    "keys out of order": bytes.fromhex("a2616201616102"),
    "nothing": b"",
    "too deep": encode({"a": [[[[[[[[[1]]]]]]]]]}),
    "a number as key": bytes.fromhex("a10102"),
}


@pytest.mark.parametrize("raw", VALUES.values(), ids=VALUES)
def test_a_committed_value_that_is_no_map_is_refused(raw: bytes) -> None:
    """A value is a canonical map, whoever signed for it."""
    assert refusal(one_batch(DRAFT._replace(raw=raw)).sealed) == "format"
