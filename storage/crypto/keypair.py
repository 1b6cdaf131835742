"""Ed25519 keys of devices and people: sign, verify, name.

The law: a public key of small order is refused everywhere, since a signature under it proves
nothing (it fits any message). ``device_id`` = SHA-256("nivel-device-1" | public key)[:16].
OpenSSL verifies such signatures without a murmur, so the check is ours: the y coordinate is held
against the eight points of the torsion group, encodings beyond the field's size are refused too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from storage.crypto.secret import Secret

SEED_BYTES = 32
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
_DEVICE_LABEL = b"nivel-device-1"
_FIELD = 2**255 - 19
# y of the points of order 1, 2, 4 and 8 (RFC 8032 curve; y and -y each)
_Y_ORDER_8 = int.from_bytes(
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little"
)
_SMALL_ORDER_Y = frozenset({0, 1, _FIELD - 1, _Y_ORDER_8, _FIELD - _Y_ORDER_8})


@dataclass(frozen=True, slots=True)
class DeviceSigner:
    """A private key in use. ``public`` and ``device_id`` may travel; the rest stays here."""

    public: bytes
    device_id: bytes
    _key: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """Draw a new key."""
        return cls._of(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: Secret | bytes) -> Self:
        """Return the signer of a 32-byte seed (as ``seed`` gave it)."""
        if isinstance(seed, Secret):
            with seed.view() as view:
                return cls._of(Ed25519PrivateKey.from_private_bytes(view))
        return cls._of(Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def _of(cls, key: Ed25519PrivateKey) -> Self:
        public = key.public_key().public_bytes_raw()
        return cls(public, device_id(public), key)

    def seed(self) -> Secret:
        """Return the 32 bytes to keep inside the vault; they never leave it."""
        return Secret(bytearray(self._key.private_bytes_raw()))

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature; the caller puts a label in front of the message."""
        return self._key.sign(message)


def device_id(public: bytes) -> bytes:
    """Return the 16-byte id that names the holder of ``public`` (32 bytes)."""
    return hashlib.sha256(_DEVICE_LABEL + public).digest()[:16]


def is_sound(public: bytes) -> bool:
    """Say whether ``public`` may be used at all: right length, in the field, not of small order."""
    if len(public) != PUBLIC_BYTES:
        return False
    y = int.from_bytes(public, "little") & (2**255 - 1)
    return y < _FIELD and y not in _SMALL_ORDER_Y


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether ``signature`` over ``message`` fits ``public``; an unsound key never fits."""
    if not is_sound(public):
        return False
    try:
        _loaded(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=64)
def _loaded(public: bytes) -> Ed25519PublicKey:
    """Return the key for use; a device's is asked for as often as it has written batches."""
    return Ed25519PublicKey.from_public_bytes(public)
