"""Sealed streams: whole or refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto.aead import Refused
from storage.crypto.secret import Secret
from storage.crypto.stream import opened, pieces, sealed

KEY = Secret(bytes(range(32)))
CONTEXT = b"nivel-test-1"


def seal(data: bytes, size: int = 1000) -> bytes:
    """Seal ``data`` in pieces."""
    return b"".join(sealed(pieces(io.BytesIO(data), size), KEY, CONTEXT))


def open_all(data: bytes, size: int = 1000) -> bytes:
    """Open ``data`` in pieces, to the end."""
    return b"".join(opened(pieces(io.BytesIO(data), size), KEY, CONTEXT))


@given(st.binary(max_size=40_000), st.integers(1, 20_000), st.integers(1, 20_000))
def test_what_was_sealed_opens_whatever_the_pieces(data: bytes, first: int, second: int) -> None:
    """The sizes of the pieces do not matter on either side."""
    assert open_all(seal(data, first), second) == data


def test_cut_at_every_byte_it_is_refused() -> None:
    """No truncation is accepted, over several chunks of the format."""
    whole = seal(b"x" * 100)
    for length in range(len(whole)):
        with pytest.raises(Refused):
            open_all(whole[:length])
    long = seal(bytes(50_000), 9000)
    for length in range(0, len(long), 997):
        with pytest.raises(Refused):
            open_all(long[:length])


def test_every_flipped_byte_is_refused() -> None:
    """No byte can be changed, none appended."""
    whole = seal(b"made-up words")
    for at in range(len(whole)):
        with pytest.raises(Refused):
            open_all(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with pytest.raises(Refused):
        open_all(whole + b"\0")


def test_another_key_or_context_is_refused() -> None:
    """A stream opens only as what it was sealed to be."""
    whole = seal(b"made-up words")
    with pytest.raises(Refused):
        b"".join(opened([whole], Secret(bytes(32)), CONTEXT))
    with pytest.raises(Refused):
        b"".join(opened([whole], KEY, b"nivel-other-1"))
