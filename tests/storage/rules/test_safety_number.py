"""The safety number: both sides read the same digits, other keys give others."""

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.rules.safety_number import fingerprint, safety_number

FROZEN = "11195 38510 96636 82764 42642 31170 30883 02604 04690 13055 18408 05366"
KEYS = st.binary(min_size=32, max_size=32)


@settings(max_examples=20)
@given(KEYS, KEYS)
def test_both_sides_read_the_same(one: bytes, other: bytes) -> None:
    """Twelve groups of five digits, whoever begins; the picture likewise."""
    number = safety_number(one, other)
    assert number == safety_number(other, one)
    assert len(number) == 12
    assert all(len(group) == 5 and group.isdigit() for group in number)
    assert fingerprint(one, other) == fingerprint(other, one)
    assert len(fingerprint(one, other)) == 32


def test_one_bit_changes_every_group() -> None:
    """Keys that differ in one bit share at most a group by chance."""
    one, near, other = bytes(32), bytes([1]) + bytes(31), b"x" * 32
    pairs = zip(safety_number(one, other), safety_number(near, other), strict=True)
    assert sum(a == b for a, b in pairs) <= 1
    assert fingerprint(one, other) != fingerprint(near, other)


def test_the_number_stays_the_same_for_ever() -> None:
    """Two builds must read the same: the number of two made-up keys is frozen."""
    number = safety_number(b"a" * 32, b"b" * 32)
    assert " ".join(number) == FROZEN
