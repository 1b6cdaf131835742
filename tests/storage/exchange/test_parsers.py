"""Every parser of what comes from outside, fuzzed: refused or taken whole, never anything else."""

import random
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.exchange import card, parcel_body, payload, shapes
from tests.storage.exchange import fuzzed_frames
from tests.storage.exchange.fuzzed import PARSERS, fuzz, kept
from tests.storage.exchange.guided import explore
from tests.storage.exchange.mutations import changed, grown

NAMES = sorted(PARSERS)
ANSWERS = {"blob": {False}, "name": {True}}  # nothing fits a made-up key; any name is cleaned
TRIES = 3_000


@pytest.mark.parametrize("name", NAMES)
def test_the_kept_corpus_holds(name: str) -> None:
    """What fuzzing found worth keeping breaks no promise; both answers are among it."""
    found = [fuzz(name, data) for data in kept(name)]
    assert len(found) >= 4
    assert set(found) == ANSWERS.get(name, {True, False})


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_mutations_of_the_corpus_hold(name: str, data: st.DataObject) -> None:
    """Flipped, cut, doubled, spliced, renumbered, replanted: the promise of each parser holds."""
    corpus = kept(name)
    seed, other = (data.draw(st.sampled_from(corpus)) for _each in range(2))
    fuzz(name, changed(data.draw, seed, other, PARSERS[name].begins))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=600))
def test_anything_holds(name: str, data: bytes) -> None:
    """Bytes of no form at all are refused, or taken whole."""
    fuzz(name, data)


def broken(name: str, seed: bytes) -> int:
    """Return how many changes of ``seed`` break the promise; the same ones every time."""
    draw, seen = random.Random(1), 0  # noqa: S311 — the same run every time
    for _try in range(TRIES):
        try:
            fuzz(name, grown(draw, seed, begins=PARSERS[name].begins))
        except AssertionError:
            seen += 1
    return seen


def test_the_fuzzing_sees_a_careless_body(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a parser that takes the end for granted is found out by a few mutations."""
    seed = next(data for data in kept("body") if fuzz("body", data))
    assert broken("body", seed) == 0
    right = parcel_body.split
    monkeypatch.setattr(fuzzed_frames, "split", lambda data: right(data[:4096].ljust(4096, b"\0")))
    assert broken("body", seed) > 0


def test_the_fuzzing_sees_a_careless_payload(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: without the ratio a payload grows beyond what was promised."""
    entry = b"\4note" + struct.pack(">I", 1_000_000) + bytes(1_000_000)
    plain = struct.pack(">QI", 1, 1) + entry
    data = struct.pack(">BBI", 1, 1, len(plain)) + zlib.compress(plain)
    assert not fuzz("payload", data)
    monkeypatch.setattr(payload, "MOST_RATIO", 10_000)
    with pytest.raises(AssertionError):
        fuzz("payload", data)


@pytest.mark.parametrize("name", ["receipt", "letter", "peers"])
def test_the_fuzzing_sees_a_truth_taken_for_a_number(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: as Python has it, version ``True`` is version 1; packed again it is not."""
    seed = next(data for data in kept(name) if fuzz(name, data))
    seen = b"\xf5".join((seed[:1], seed[2:]))
    assert not fuzz(name, seen)
    monkeypatch.setattr(shapes, "is_whole", lambda value, least, most: least <= value <= most)
    with pytest.raises(AssertionError):
        assert not fuzz(name, seen)


def test_the_fuzzing_sees_words_that_are_not_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a card whose texts are kept as they came is found out."""
    seed = next(data for data in kept("card") if fuzz("card", data))
    monkeypatch.setattr(card, "clean_line", lambda text, _limit=0: text)
    assert broken("card", seed) > 0


def test_the_guide_keeps_what_goes_a_new_way() -> None:
    """From 300 changes of the kept letters none breaks a promise; each kept one went a new way."""
    done = explore("letter", 20.0, random.Random(1), most=300)  # noqa: S311 — no secret
    assert done.runs == 300
    assert not done.faults
    assert len(done.kept) >= 4
