"""Sealing to a public key."""

import pytest

from storage.crypto import envelope
from storage.crypto.aead import Refused
from storage.crypto.envelope import PUBLIC_BYTES, SEALED_KEY_BYTES, EnvelopeKey, new_seed, seal
from storage.crypto.secret import Secret

KEY = EnvelopeKey.from_seed(new_seed())


def test_only_the_holder_opens_it_and_only_as_what_it_is() -> None:
    """Another key and another ``info`` are refused."""
    secret = Secret.random()
    sealed = seal(KEY.public, secret, b"info")
    assert len(KEY.public) == PUBLIC_BYTES
    assert len(sealed) == SEALED_KEY_BYTES
    assert KEY.open(sealed, b"info") == secret
    with pytest.raises(Refused):
        KEY.open(sealed, b"other")
    with pytest.raises(Refused):
        EnvelopeKey.from_seed(new_seed()).open(sealed, b"info")


@pytest.mark.parametrize("at", [0, 500, 1087, 1088, 1119, 1120, 1167])
def test_a_flipped_byte_is_refused(at: int) -> None:
    """Neither half of the hybrid, nor the wrapped key, can be changed."""
    sealed = bytearray(seal(KEY.public, Secret.random(), b"info"))
    sealed[at] ^= 1
    with pytest.raises(Refused):
        KEY.open(bytes(sealed), b"info")


def test_what_is_no_key_is_refused() -> None:
    """A public key of another size is refused, and so is a short sealed key."""
    with pytest.raises(Refused):
        seal(KEY.public[:-1], Secret.random(), b"")
    with pytest.raises(Refused):
        KEY.open(b"", b"")


def test_the_seed_decides_the_key() -> None:
    """The same seed is the same key; the private half is not shown."""
    seed = Secret(bytes(range(96)))
    assert EnvelopeKey.from_seed(seed).public == EnvelopeKey.from_seed(seed).public
    assert "_key" not in repr(EnvelopeKey.from_seed(seed))
    assert len(envelope.new_seed()) == envelope.SEED_BYTES
