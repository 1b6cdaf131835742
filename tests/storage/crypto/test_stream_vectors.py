"""Our streams are the C2SP chunked encryption that they say they are.

The published vectors (in ``cryptography-vectors``) are of its SHA-256 kind, Cobblestone is its
SHA-512 kind. So the format stands here a second time, with the hash as a parameter: it is held to
the vectors, and then our streams are held to it.
"""

import base64
import hmac
import os
import zlib
from collections.abc import Iterator
from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.crypto.aead import Refused
from storage.crypto.secret import Secret
from storage.crypto.stream import opened, sealed
from tests.storage.crypto.published import Case, read

LABEL = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"
CHUNK, TAG, SALT, HEAD, KEY = 16_384, 16, 24, 56, 32
FOUND: dict[str, Case] = {
    one["name"]: one
    for one in read("cryptography_vectors", "chunked-encryption/vectors.json")["vectors"]
    if one["aead"] == "AEAD_AES_256_GCM"
}
LENGTHS = [0, 1, 100, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 300 * CHUNK + 5]


def parameters(key: bytes, salt: bytes, context: bytes, name: str) -> tuple[AESGCM, int, bytes]:
    """Return the cipher, the first nonce as a number, and the commitment."""
    made, block, number = b"", b"", 0
    while len(made) < KEY + 12 + 32:
        number += 1
        block = hmac.digest(key, block + LABEL + salt + context + bytes([number]), name)
        made += block
    return AESGCM(made[:KEY]), int.from_bytes(made[KEY : KEY + 12], "big"), made[KEY + 12 : 76]


def second_seal(key: bytes, context: bytes, plain: bytes, name: str = "sha512") -> bytes:
    """Seal, by the words of the specification."""
    salt = os.urandom(SALT)
    cipher, base, commitment = parameters(key, salt, context, name)
    chunks = [plain[at : at + CHUNK] for at in range(0, len(plain) + 1, CHUNK)]
    sealed_chunks = [
        cipher.encrypt((base ^ number).to_bytes(12, "big"), chunk, None)
        for number, chunk in enumerate(chunks)
    ]
    return salt + commitment + b"".join(sealed_chunks)


def second_open(key: bytes, context: bytes, stream: bytes, name: str = "sha512") -> bytes:
    """Open, by the words of the specification; InvalidTag or ValueError where it is not sound."""
    salt, told = stream[:SALT], stream[SALT:HEAD]
    cipher, base, commitment = parameters(key, salt, context, name)
    last = (len(stream) - HEAD) % (CHUNK + TAG)
    if len(key) != KEY or not hmac.compare_digest(told, commitment) or last < TAG:
        raise ValueError
    return b"".join(_chunks(stream, cipher, base))


def _chunks(stream: bytes, cipher: AESGCM, base: int) -> Iterator[bytes]:
    for number, at in enumerate(range(HEAD, len(stream), CHUNK + TAG)):
        nonce = (base ^ number).to_bytes(12, "big")
        yield cipher.decrypt(nonce, stream[at : at + CHUNK + TAG], None)


@pytest.mark.parametrize("name", FOUND)
def test_the_second_implementation_is_right(name: str) -> None:
    """It opens what the vectors open, and refuses what they refuse."""
    one = FOUND[name]
    stream = base64.b64decode(one["ciphertext"] or "")
    if one.get("compressed"):
        stream = zlib.decompress(stream)
    key, context = bytes.fromhex(one["key"]), one["context"].encode()
    if one["expect"] == "success":
        plain = second_open(key, context, stream, "sha256")
        assert (len(plain), sha256(plain).hexdigest()) == (
            one["payload_length"],
            one["payload_sha256"],
        )
    else:
        with pytest.raises((InvalidTag, ValueError)):
            second_open(key, context, stream, "sha256")


def test_both_kinds_of_vectors_are_there() -> None:
    """9 that open and 25 that do not."""
    assert [one["expect"] for one in FOUND.values()].count("success") == 9
    assert len(FOUND) == 34


@pytest.mark.parametrize("length", LENGTHS)
def test_what_we_seal_the_other_opens(length: int) -> None:
    """Our stream is of the format, with SHA-512 and no other hash."""
    key, plain = os.urandom(KEY), os.urandom(length)
    with Secret(key) as secret:
        stream = b"".join(sealed([plain], secret, b"nivel-test-1"))
    assert second_open(key, b"nivel-test-1", stream) == plain
    with pytest.raises((InvalidTag, ValueError)):
        second_open(key, b"nivel-test-1", stream, "sha256")


@pytest.mark.parametrize("length", LENGTHS)
def test_what_the_other_seals_we_open(length: int) -> None:
    """We open what the specification says, and nothing bound to something else."""
    key, plain = os.urandom(KEY), os.urandom(length)
    stream = second_seal(key, b"nivel-test-1", plain)
    with Secret(key) as secret:
        assert b"".join(opened([stream], secret, b"nivel-test-1")) == plain
        for wrong in (second_seal(key, b"nivel-test-2", plain), stream[:HEAD], stream[:-1]):
            with pytest.raises(Refused):
                b"".join(opened([wrong], secret, b"nivel-test-1"))
