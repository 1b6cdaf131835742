"""Sealing something large as a stream: Cobblestone-256, constant memory.

The format is C2SP chunked encryption (Cobblestone-256: SHA-512, AES-256-GCM, 16 KiB chunks, key
committing), as ``cryptography`` writes it: no byte of our own. ``key`` is 32 random bytes,
``context`` binds the stream to what it is (label, ids, header hash).

The law: what ``opened`` yields is **unproven until the generator has ended**: a stream cut short or
spliced is seen only at its end. So the chunks go into ``storage.vault.files.write_whole`` alone,
which publishes nothing when the generator raises. A test hands them over cut at every byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag

from storage.crypto.aead import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from storage.crypto.secret import Secret

CHUNK_BYTES = 1 << 20


def sealed(chunks: Iterable[bytes | memoryview], key: Secret, context: bytes) -> Iterator[bytes]:
    """Yield the sealed stream of ``chunks``, whatever their sizes."""
    with key.view() as view:
        encryptor = Cobblestone256Encryptor(view, context)
    for chunk in chunks:
        yield encryptor.update(chunk)
    yield encryptor.finalize()


def opened(chunks: Iterable[bytes | memoryview], key: Secret, context: bytes) -> Iterator[bytes]:
    """Yield the plaintext, unproven until the generator ends; raise ``Refused`` where it breaks."""
    with key.view() as view:
        decryptor = Cobblestone256Decryptor(view, context)
    try:
        for chunk in chunks:
            yield decryptor.update(chunk)
        yield decryptor.finalize()
    except InvalidTag:
        raise Refused from None


def pieces(source: BinaryIO, size: int = CHUNK_BYTES) -> Iterator[bytes]:
    """Yield what is left of ``source`` in pieces of ``size`` bytes; the last may be shorter."""
    while piece := source.read(size):
        yield piece
