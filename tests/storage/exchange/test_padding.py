"""Padding hides what lengths and counts would tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange import parcel_body
from storage.exchange.padding import FLOOR, padded_count, padded_length
from tests.storage.exchange.parties import letter, seal_to

# computed by hand from the paper's rule: E = floor(log2 L), S = floor(log2 E) + 1, E - S low bits 0
KNOWN = {
    0: 4096,
    1: 4096,
    4096: 4096,
    4097: 4352,  # 2^12 < L: E 12, S 4, the low 8 bits go
    4352: 4352,
    4353: 4608,
    65_536: 65_536,
    65_537: 67_584,  # E 16, S 5, the low 11 bits go
    1_000_000: 1_015_808,  # E 19, S 5, the low 14 bits go
    50_000_000: 50_331_648,  # E 25, S 5, the low 20 bits go
}


@pytest.mark.parametrize(("length", "padded"), KNOWN.items())
def test_known_lengths(length: int, padded: int) -> None:
    """The lengths are those of the paper, with our floor."""
    assert padded_length(length) == padded


@given(st.integers(FLOOR, 1 << 40))
def test_padding_costs_at_most_an_eighth(length: int) -> None:
    """Nothing gets shorter; at most 12 % is added; what is padded stays as it is."""
    padded = padded_length(length)
    assert length <= padded <= length * 1.12
    assert padded_length(padded) == padded


def test_few_lengths_are_left() -> None:
    """Of a million lengths only some hundred stay different."""
    assert len({padded_length(length) for length in range(0, 1_000_000, 7)}) < 200


def test_wraps_come_in_few_numbers() -> None:
    """One device or four look alike, five or eight, and so on to 64."""
    counts = [padded_count(devices) for devices in (1, 4, 5, 8, 9, 16, 17, 32, 33, 64)]
    assert counts == [4, 4, 8, 8, 16, 16, 32, 32, 64, 64]


def test_ten_bytes_and_nine_hundred_look_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two parcels of 10 B and 900 B, for one device and for three, have the same length (T3)."""

    def lengths() -> set[int]:
        short, long = letter(b"x" * 10), letter(bytes(range(250)) * 4)
        one = seal_to("bertta", payload=short)
        return {len(one), len(seal_to("bertta", "cecilia", "daavid", payload=long))}

    assert len(lengths()) == 1
    monkeypatch.setattr(parcel_body, "padded_length", lambda length: length)
    assert len(lengths()) == 2  # without padding they differ
