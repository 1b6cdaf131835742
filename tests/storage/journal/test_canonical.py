"""Canonical CBOR and what is refused of it."""

from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.journal import canonical
from storage.journal.canonical import MAX_TEXT, NotCanonical, decode, encode

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**63), max_value=2**63 - 1)
    | st.binary(max_size=40)
    | st.text(max_size=40)
)


def _inside(held: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(held, max_size=4) | st.dictionaries(st.text(max_size=5), held, max_size=4)


THINGS = st.recursive(SCALARS, _inside, max_leaves=12)


@given(THINGS)
def test_what_was_encoded_is_decoded(thing: object) -> None:
    """Every allowed thing comes back as it was."""
    assert decode(encode(thing), max_depth=400) == thing


@given(THINGS, st.data())
def test_a_flipped_bit_never_gives_the_same_thing(thing: object, data: st.DataObject) -> None:
    """A thing has one encoding: other bytes are refused or mean something else."""
    raw = bytearray(encode(thing))
    at = data.draw(st.integers(min_value=0, max_value=len(raw) * 8 - 1))
    raw[at // 8] ^= 1 << at % 8
    try:
        other = decode(bytes(raw), max_depth=400)
    except NotCanonical:
        return
    assert encode(other) != encode(thing)


REFUSED = {
    "nothing": b"",
    "cut short": encode([1, 2])[:-1],
    "something behind": encode(1) + b"\x00",
    "a number written too long": bytes.fromhex("1801"),
    "a text written too long": bytes.fromhex("780161"),
    "keys out of order": bytes.fromhex("a2626262016161 02".replace(" ", "")),
    "a doubled key": bytes.fromhex("a2616101616102"),
    "a number as key": bytes.fromhex("a10102"),
    "bytes as key": bytes.fromhex("a1416102"),
    "an endless list": bytes.fromhex("9f01ff"),
    "an endless text": bytes.fromhex("7f6161ff"),
    "half a float": bytes.fromhex("f93e00"),
    "not a number": bytes.fromhex("f97e00"),
    "undefined": bytes.fromhex("f7"),
    "a simple value": bytes.fromhex("e0"),
    "a number beyond 63 bits": encode(2**63),
    "a big number": bytes.fromhex("c249010000000000000000"),
    "a regular expression": cbor2.dumps(cbor2.CBORTag(35, "(a+)+$")),
    "a mail": cbor2.dumps(cbor2.CBORTag(36, "Subject: x\n\ny")),
    "a date": cbor2.dumps(cbor2.CBORTag(0, "2026-11-24T00:00:00Z")),
    "a set": cbor2.dumps(cbor2.CBORTag(258, [1])),
    "a thing that holds itself": bytes.fromhex("d81c81d81d00"),
    "our own mark of CBOR": cbor2.dumps(cbor2.CBORTag(55799, 1)),
    "a tag nobody knows": cbor2.dumps(cbor2.CBORTag(777, 1)),
    "broken UTF-8": bytes.fromhex("61ff"),
    "half a surrogate": bytes.fromhex("63eda080"),
    "too deep": b"\x81" * 9 + b"\x00",
    "a million deep": b"\x81" * 1_000_000 + b"\x00",
    "four thousand million things": bytes.fromhex("9affffffff"),
    "an exabyte of text": bytes.fromhex("7b1000000000000000"),
    "a long text": encode("x" * (MAX_TEXT + 1)),
}


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_what_is_not_canonical_is_refused(raw: bytes) -> None:
    """Each of these has one thing wrong with it."""
    with pytest.raises(NotCanonical):
        decode(raw)


def test_no_tag_runs_a_decoder() -> None:
    """cbor2 would build something for some tags; none of the first 70,000 gets that far."""
    for tag in (*range(0, 70_000, 7), *range(300), 1004, 43000, 55799, 2**32, 2**63):
        with pytest.raises(NotCanonical):
            decode(cbor2.dumps(cbor2.CBORTag(tag, b"a")))


def test_without_the_second_encoding_two_forms_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: cbor2 itself takes a number written too long."""
    monkeypatch.setattr(canonical, "encode", lambda _thing: bytes.fromhex("1801"))
    assert decode(bytes.fromhex("1801")) == 1


def test_without_the_refusal_of_tags_a_pattern_is_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: what the tag table keeps out."""
    raw = cbor2.dumps(cbor2.CBORTag(35, "(a+)+$"))
    monkeypatch.setattr(canonical, "_NO_TAGS", {})
    monkeypatch.setattr(canonical, "check", lambda _thing: None)
    monkeypatch.setattr(canonical, "encode", lambda _thing: raw)
    assert decode(raw).pattern == "(a+)+$"


@pytest.mark.parametrize("thing", [1.5, {1: 2}, {"a": object()}, (1, 2), {1, 2}, 2**63])
def test_values_of_our_own_are_held_to_the_same_rules(thing: object) -> None:
    """Only exact plain types may be written."""
    with pytest.raises(NotCanonical):
        canonical.check(thing)


@pytest.mark.parametrize("thing", ["\ud800", object()])
def test_what_has_no_encoding_is_refused(thing: object) -> None:
    """Half a surrogate is no text."""
    with pytest.raises(NotCanonical):
        encode(thing)
