"""Hashing beside the work: the same digest, one piece behind, no thread left."""

import hashlib
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto.beside import HashBeside

LARGE = 1 << 20
SIZES = st.lists(st.sampled_from([0, 1, 1000, 64 << 10, (64 << 10) + 1, LARGE]), max_size=8)


@given(SIZES)
def test_the_digest_is_the_same(sizes: list[int]) -> None:
    """Whatever the pieces, it is the SHA-256 of all of them in their order."""
    pieces = [bytes([number % 256]) * size for number, size in enumerate(sizes)]
    with HashBeside() as beside:
        for piece in pieces:
            beside.update(piece)
        assert beside.digest() == hashlib.sha256(b"".join(pieces)).digest()


def test_a_buffer_may_be_used_again_once_the_next_piece_is_taken() -> None:
    """Two buffers in turn are enough to read into: a piece is hashed before the next but one."""
    held, whole = (bytearray(LARGE), bytearray(LARGE)), b""
    with HashBeside() as beside:
        for number in range(20):
            buffer = held[number % 2]
            buffer[:] = bytes([number]) * LARGE
            whole += bytes(buffer)
            beside.update(memoryview(buffer))
        assert beside.digest() == hashlib.sha256(whole).digest()


def test_no_thread_is_left_and_none_is_begun_for_little() -> None:
    """A small piece is hashed at once; a large one's thread ends with the block."""
    before = threading.active_count()
    with HashBeside() as beside:
        beside.update(b"testi")
        assert threading.active_count() == before
        beside.update(bytes(LARGE))
        assert threading.active_count() == before + 1
    with pytest.raises(MemoryError):
        _break_off()
    assert threading.active_count() == before


def _break_off() -> None:
    with HashBeside() as beside:
        beside.update(bytes(LARGE))
        raise MemoryError
