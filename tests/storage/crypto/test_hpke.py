"""HPKE as we use it gives the answers of RFC 9180 and of the X-Wing drafts.

The vectors (``cryptography-vectors``) have associated data, our one-shot calls have none; so the
key schedule of RFC 9180 (5.1) stands here a second time, is held to the vectors' keys, and seals
what the library must open. There is no published vector for X-Wing with AES-256-GCM: X-Wing's
shared secret is theirs, the AEAD is ours.
"""

import hashlib
import hmac
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.crypto.aead import Refused
from storage.crypto.envelope import EnvelopeKey
from storage.crypto.secret import Secret
from tests.storage.crypto.published import Case, raw, read

X25519, X_WING, HKDF_SHA256 = 0x0020, 0x647A, 1
KEY_BYTES = {1: 16, 2: 32, 3: 32}
AEADS = {1: hpke.AEAD.AES_128_GCM, 2: hpke.AEAD.AES_256_GCM}


class Schedule(NamedTuple):
    """What a shared secret becomes."""

    key: bytes
    nonce: bytes


def schedule(kem: int, aead: int, shared: bytes, info: bytes) -> Schedule:
    """Run the key schedule of base mode with HKDF-SHA-256."""
    suite = b"HPKE" + b"".join(one.to_bytes(2, "big") for one in (kem, HKDF_SHA256, aead))

    def extract(salt: bytes, label: bytes, key: bytes) -> bytes:
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + key, "sha256")

    def spread(key: bytes, label: bytes, data: bytes, length: int) -> bytes:
        asked = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + data
        return hmac.digest(key, asked + b"\1", "sha256")[:length]

    context = b"\0" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
    secret = extract(shared, b"secret", b"")
    return Schedule(
        spread(secret, b"key", context, KEY_BYTES[aead]),
        spread(secret, b"base_nonce", context, 12),
    )


def vectors(name: str, kem: int) -> list[Case]:
    """Return the vectors of base mode with this KEM and HKDF-SHA-256."""
    found = read("cryptography_vectors", f"HPKE/{name}.json")
    asked = (0, kem, HKDF_SHA256)
    return [one for one in found if (one["mode"], one["kem_id"], one["kdf_id"]) == asked]


@pytest.mark.parametrize(
    ("name", "kem", "count"), [("test-vectors", X25519, 4), ("hpke-pq-test-vectors", X_WING, 1)]
)
def test_the_second_key_schedule_is_right(name: str, kem: int, count: int) -> None:
    """It gives the keys and nonces of the vectors."""
    found = vectors(name, kem)
    assert len(found) == count
    for one in found:
        if one["aead_id"] in KEY_BYTES:
            shared, info = raw(one, "shared_secret", "info")
            assert schedule(kem, one["aead_id"], shared, info) == tuple(
                raw(one, "key", "base_nonce")
            )


def test_rfc_9180_opens() -> None:
    """The library opens what RFC 9180's shared secrets seal, with X25519."""
    opened = 0
    for one in vectors("test-vectors", X25519):
        if one["aead_id"] not in AEADS:
            continue
        shared, info, private, sent = raw(one, "shared_secret", "info", "skRm", "enc")
        key, nonce = schedule(X25519, one["aead_id"], shared, info)
        sealed = sent + AESGCM(key).encrypt(nonce, b"keksitty", None)
        suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, AEADS[one["aead_id"]])
        mine = X25519PrivateKey.from_private_bytes(private)
        assert suite.decrypt(sealed, mine, info=info) == b"keksitty"
        opened += 1
    assert opened == 2


def x_wing() -> tuple[Case, EnvelopeKey]:
    """Return the published X-Wing vector and its private key in our form."""
    (one,) = vectors("hpke-pq-test-vectors", X_WING)
    (root,) = raw(one, "skRm")
    return one, EnvelopeKey.from_seed(Secret(hashlib.shake_256(root).digest(96)))


def test_x_wing_keys_are_the_published_ones() -> None:
    """Our 96-byte seed is what X-Wing expands its 32 bytes to; the public key is the vector's."""
    one, key = x_wing()
    assert key.public.hex() == one["pkRm"]


def test_x_wing_opens_what_the_published_secret_seals() -> None:
    """``EnvelopeKey.open`` finds the vector's shared secret, and no other sealing opens."""
    one, key = x_wing()
    shared, sent = raw(one, "shared_secret", "enc")
    info = b"nivel-wrap-1"
    made = schedule(X_WING, 2, shared, info)
    file_key = bytes(range(32))
    sealed = sent + AESGCM(made.key).encrypt(made.nonce, file_key, None)
    assert len(sealed) == 1168
    assert key.open(sealed, info) == Secret(file_key)
    wrong = schedule(X_WING, 2, bytes(32), info)
    for other in (
        sent + AESGCM(wrong.key).encrypt(wrong.nonce, file_key, None),
        sent + AESGCM(made.key).encrypt(made.nonce, file_key, b"aad"),
        bytes([sent[0] ^ 1]) + sealed[1:],
    ):
        with pytest.raises(Refused):
            key.open(other, info)
    with pytest.raises(Refused):
        key.open(sealed, b"nivel-wrap-2")
