"""Wrapping under a key: what is bound cannot be changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto.aead import OVERHEAD, Refused, unwrap, wrap
from storage.crypto.secret import Secret

KEY = Secret(bytes(range(32)))


@given(st.binary(max_size=200), st.binary(max_size=50))
def test_what_was_wrapped_comes_back(value: bytes, bound: bytes) -> None:
    """Wrap and unwrap are each other's inverse, whatever is bound."""
    wrapped = wrap(KEY, Secret(value), bound)
    assert len(wrapped) == len(value) + OVERHEAD
    assert unwrap(KEY, wrapped, bound) == Secret(value)


@given(st.integers(0, 59), st.integers(0, 7))
def test_any_flipped_bit_is_refused(at: int, bit: int) -> None:
    """No bit of the wrapped bytes can be changed."""
    wrapped = bytearray(wrap(KEY, Secret(bytes(32)), b"bound"))
    wrapped[at] ^= 1 << bit
    with pytest.raises(Refused):
        unwrap(KEY, bytes(wrapped), b"bound")


def test_another_key_bound_or_length_is_refused() -> None:
    """Key, bound bytes and length all have to fit."""
    wrapped = wrap(KEY, Secret(bytes(32)), b"bound")
    for key, data, bound in (
        (Secret(bytes(32)), wrapped, b"bound"),
        (KEY, wrapped, b"other"),
        (KEY, wrapped[:-1], b"bound"),
        (KEY, wrapped[:10], b"bound"),
        (KEY, b"", b"bound"),
    ):
        with pytest.raises(Refused):
            unwrap(key, data, bound)


def test_no_two_wraps_are_alike() -> None:
    """The nonce is fresh each time."""
    assert len({wrap(KEY, Secret(b"x"), b"") for _ in range(50)}) == 50
