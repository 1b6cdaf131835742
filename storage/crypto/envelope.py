"""Sealing a key to somebody's public key: HPKE (RFC 9180, base mode) with X-Wing.

X-Wing (ML-KEM-768 and X25519 together, HKDF-SHA-256, AES-256-GCM) stays shut while either of the
two holds: what is written down today is not read by the quantum computer of tomorrow. Sizes: seed
96 (ML-KEM 64 | X25519 32), public 1216 (ML-KEM 1184 | X25519 32), 32-byte key sealed 1168.

The law: base mode has no associated data, so everything a sealed key belongs to goes into ``info``.
A curve point of small order is refused before it is used or kept (``is_sound``).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from typing import Self

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from storage.crypto.aead import Refused
from storage.crypto.secret import Secret
from storage.errors import PartMissing

_MLKEM_SEED = 64
_MLKEM_PUBLIC = 1184
SEED_BYTES = 96
PUBLIC_BYTES = 1216
SEALED_KEY_BYTES = 1168
_FIELD = 2**255 - 19
# u of the points of order 1, 2, 4 and 8 on the curve and its twist (RFC 7748), modulo the field
_SMALL_ORDER_U = frozenset(
    {
        0,
        1,
        _FIELD - 1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
    }
)


@dataclass(frozen=True, slots=True)
class EnvelopeKey:
    """A private key that opens what was sealed to ``public``."""

    public: bytes
    _key: hpke.MLKEM768X25519PrivateKey = field(repr=False)

    @classmethod
    def from_seed(cls, seed: Secret) -> Self:
        """Return the key of a 96-byte seed; raise ``PartMissing`` where the build lacks X-Wing."""
        try:
            with seed.view() as view:
                kem = MLKEM768PrivateKey.from_seed_bytes(view[:_MLKEM_SEED])
                curve = X25519PrivateKey.from_private_bytes(view[_MLKEM_SEED:])
            public = kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
            return cls(public, hpke.MLKEM768X25519PrivateKey(kem, curve))
        except UnsupportedAlgorithm:
            raise PartMissing(part="x-wing") from None

    def open(self, sealed: bytes, info: bytes) -> Secret:
        """Return what was sealed to this key with the same ``info``, or raise ``Refused``."""
        try:
            return Secret(_suite().decrypt(sealed, self._key, info=info))
        except (InvalidTag, ValueError):
            raise Refused from None


def seal(public: bytes, secret: Secret, info: bytes) -> bytes:
    """Seal ``secret`` to the holder of ``public`` (1216 bytes); ``Refused`` if it is no key."""
    try:
        kem = MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC])
        curve = X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:])
        with secret.view() as view:
            return _suite().encrypt(view, hpke.MLKEM768X25519PublicKey(kem, curve), info=info)
    except ValueError:
        raise Refused from None


def is_sound(public: bytes) -> bool:
    """Say whether ``public`` may be used: right length, a key of ML-KEM, no point of small order.

    OpenSSL refuses such a point only when it is used; a key that is kept must be good already.
    """
    if len(public) != PUBLIC_BYTES:
        return False
    u = (int.from_bytes(public[_MLKEM_PUBLIC:], "little") & (2**255 - 1)) % _FIELD
    if u in _SMALL_ORDER_U:
        return False
    try:
        MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC])
    except ValueError:
        return False
    return True


def new_seed() -> Secret:
    """Draw the 96-byte seed of a new key."""
    return Secret(bytearray(os.urandom(SEED_BYTES)))


@cache
def _suite() -> hpke.Suite:
    """Return the one suite of this version."""
    return hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
