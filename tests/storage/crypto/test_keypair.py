"""Device keys: sign, verify, name, and refuse keys that prove nothing."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto import keypair
from storage.crypto.keypair import DeviceSigner, device_id, is_sound, verify
from storage.crypto.secret import Secret

SIGNER = DeviceSigner.from_seed(bytes(range(32)))
# the eight points of small order, as they are encoded (RFC 8032), and encodings beyond the field
SMALL = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]


@given(st.binary(max_size=200))
def test_a_signature_fits_its_message_alone(message: bytes) -> None:
    """It fits the message, and no longer one."""
    signature = SIGNER.sign(message)
    assert verify(SIGNER.public, signature, message)
    assert not verify(SIGNER.public, signature, message + b"\0")
    assert not verify(DeviceSigner.new().public, signature, message)


def test_every_flipped_byte_of_a_signature_is_refused() -> None:
    """No byte of the 64 can be changed, none left out."""
    signature = SIGNER.sign(b"testi")
    for at in range(64):
        broken = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]
        assert not verify(SIGNER.public, broken, b"testi")
    assert not verify(SIGNER.public, signature[:-1], b"testi")


@pytest.mark.parametrize("encoded", SMALL)
def test_keys_of_small_order_are_refused(encoded: str) -> None:
    """A key under which anything verifies is no key."""
    assert not is_sound(bytes.fromhex(encoded))
    assert not verify(bytes.fromhex(encoded), bytes(64), b"anything")


def test_without_the_check_a_forgery_verifies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: OpenSSL accepts one signature for every message under the neutral point."""
    neutral = bytes.fromhex(SMALL[0])
    forged = neutral + bytes(32)
    Ed25519PublicKey.from_public_bytes(neutral).verify(forged, b"anything")
    assert not verify(neutral, forged, b"anything")
    monkeypatch.setattr(keypair, "is_sound", lambda _public: True)
    assert verify(neutral, forged, b"anything")


def test_seed_and_id_are_stable() -> None:
    """A signer made again from its seed is the same device; ids differ between devices."""
    again = DeviceSigner.from_seed(SIGNER.seed())
    assert again.public == SIGNER.public
    assert again.device_id == device_id(SIGNER.public)
    assert len(again.device_id) == 16
    assert DeviceSigner.new().device_id != again.device_id
    assert DeviceSigner.from_seed(Secret(bytes(range(32)))).public == SIGNER.public


def test_a_key_of_another_length_is_refused() -> None:
    """31 and 33 bytes are no keys."""
    assert not is_sound(bytes(31))
    assert not is_sound(b"\2" * 33)
    assert is_sound(SIGNER.public)
