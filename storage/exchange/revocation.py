"""Taking a device back: a statement by the person's root key or by the office's.

Version 1, canonical CBOR::

    stub      = [device 16, signer 32, at ms, digest 32, signature 64]       as it lies in a card
    statement = [1, stub, [head or leaf, ...]]                    as it travels by itself
    head      = [scope 16, section, seq, hash 32]            the last accepted batch of a stream
    leaf      = SHA-256("nivel-last-head-1" | head)           32 bytes, where a head is withheld
    digest    = SHA-256 of all leaves, sorted and joined; their number is padded with random ones
    signature = Ed25519 by the signer over "nivel-revoked-1" | [device, signer, at, digest]

The law: from ``at`` on nothing is sealed to the device, and what it wrote beyond the heads named is
not accepted. Nobody learns of a stream that was not theirs: heads can be withheld one by one
without breaking the signature, and scopes are random, so no leaf can be guessed.
"""

import secrets
from collections.abc import Container, Iterable
from hashlib import sha256
from typing import NamedTuple

from storage.crypto.keypair import PUBLIC_BYTES, SIGNATURE_BYTES, DeviceSigner, is_sound, verify
from storage.exchange.shapes import (
    HASH_BYTES,
    ID_BYTES,
    is_bytes,
    is_text,
    is_time,
    is_whole,
    need,
    parts_of,
    row_of,
)
from storage.journal.canonical import decode_own, encode
from storage.refusals import CardRefused

VERSION = 1
MOST_HEADS = 20_000
_LEAST_LEAVES = 16
_LABEL = b"nivel-revoked-1"
_LEAF = b"nivel-last-head-1"
_MOST_SEQ = 1 << 53
_MOST_SECTION = 64


class Head(NamedTuple):
    """The last batch of a stream that still counts; ``seq`` 0 with a zero hash: none does."""

    scope: bytes
    section: str
    seq: int
    hash: bytes

    @property
    def leaf(self) -> bytes:
        """Return what stands for it where it is withheld."""
        return sha256(_LEAF + encode(list(self))).digest()


class Revocation(NamedTuple):
    """A device taken back. Who reads it must know whether ``signer`` may speak for the device."""

    device: bytes
    signer: bytes
    at: int
    digest: bytes
    signature: bytes

    def row(self) -> list[object]:
        """Return the stub as it lies in a card."""
        return list(self)


class Statement(NamedTuple):
    """A revocation with the heads that its reader may know; the others are leaves."""

    revocation: Revocation
    heads: tuple[Head, ...]
    leaves: tuple[bytes, ...]

    def pack(self, scopes: Container[bytes] | None = None) -> bytes:
        """Return the statement's bytes; with ``scopes``, heads of other scopes are withheld."""
        shown = [head for head in self.heads if scopes is None or head.scope in scopes]
        hidden = {head.leaf for head in self.heads} - {head.leaf for head in shown}
        parts: list[object] = [list(head) for head in shown]
        return encode([VERSION, self.revocation.row(), parts + sorted({*hidden, *self.leaves})])


def revoke(signer: DeviceSigner, device: bytes, heads: Iterable[Head], at: int) -> Statement:
    """Sign that ``device`` is taken back, and which of its batches still count."""
    named = tuple(sorted(heads))
    room = _LEAST_LEAVES
    while room < len(named):
        room *= 2
    padding = tuple(sorted(secrets.token_bytes(HASH_BYTES) for _ in range(room - len(named))))
    digest = _digest({head.leaf for head in named} | set(padding))
    signature = signer.sign(_told(device, signer.public, at, digest))
    return Statement(Revocation(device, signer.public, at, digest, signature), named, padding)


def read_revocation(found: object) -> Revocation:
    """Return the stub of a row, its signature checked.

    Raises ParcelRefused (format) and CardRefused (key, signature).
    """
    device, signer, at, digest, signature = row_of(found, 5)
    need(is_bytes(device, ID_BYTES), is_bytes(signer, PUBLIC_BYTES), is_time(at))
    need(is_bytes(digest, HASH_BYTES), is_bytes(signature, SIGNATURE_BYTES))
    if not is_sound(signer):
        raise CardRefused(reason="key")
    if not verify(signer, signature, _told(device, signer, at, digest)):
        raise CardRefused(reason="signature")
    return Revocation(device, signer, at, digest, signature)


def read_statement(data: bytes) -> Statement:
    """Return a statement, its signature and its heads checked.

    Raises ParcelRefused (format, newer) and CardRefused (key, signature).
    """
    _version, stub, parts = parts_of(data, 3, VERSION)
    revocation = read_revocation(stub)
    need(isinstance(parts, list) and len(parts) <= MOST_HEADS)
    heads = tuple(_head(part) for part in parts if isinstance(part, list))
    leaves = tuple(part for part in parts if not isinstance(part, list))
    need(all(is_bytes(leaf, HASH_BYTES) for leaf in leaves))
    if _digest({head.leaf for head in heads} | set(leaves)) != revocation.digest:
        raise CardRefused(reason="signature")
    return Statement(revocation, heads, leaves)


def own_statement(data: bytes) -> Statement:
    """Return a statement that this vault has checked and kept."""
    _version, stub, parts = decode_own(data)
    heads = tuple(Head(*part) for part in parts if isinstance(part, list))
    return Statement(
        Revocation(*stub), heads, tuple(part for part in parts if isinstance(part, bytes))
    )


def _head(found: object) -> Head:
    scope, section, seq, digest = row_of(found, 4)
    need(is_bytes(scope, ID_BYTES), is_text(section, _MOST_SECTION), is_bytes(digest, HASH_BYTES))
    need(is_whole(seq, 0, _MOST_SEQ))
    return Head(scope, section, seq, digest)


def _told(device: bytes, signer: bytes, at: int, digest: bytes) -> bytes:
    return _LABEL + encode([device, signer, at, digest])


def _digest(leaves: set[bytes]) -> bytes:
    return sha256(b"".join(sorted(leaves))).digest()
