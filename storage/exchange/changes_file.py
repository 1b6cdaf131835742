"""A file of changes: everything a device holds, sealed under a passphrase, for another vault.

Format 1 (the parcels of ``exchange`` between named devices come beside it; this file needs no keys
to have been exchanged, only a passphrase told by another way)::

    magic 8 "NIVELCHG" | version u8 = 1 | memory KiB u32 | passes u32 | lanes u32 | salt 16 | stream
    stream  = Cobblestone-256 (``crypto/stream.py``) of the entries
      key     = HKDF(Argon2id(passphrase, salt), "nivel-changes-1")
      context = "nivel-changes-1" | SHA-256 of everything before the stream
    entries = length u32 | canonical CBOR, again and again; the first is
      [1, office 16, writer 16, [[device 16, public 32, mark, person], ...]], each other one a batch
      as ``journal/batch.py`` packs it

The law: nothing that was read counts before the stream's end has been proved; what is held
meanwhile is bounded (``MOST_BYTES``), and nothing is written that nobody could read for that. The
batches are judged again one by one by the journal.
"""

import secrets
import struct
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from storage.crypto.aead import Refused
from storage.crypto.kdf import (
    LIMITS,
    SALT_BYTES,
    Argon2Parameters,
    Limits,
    OutsideLimits,
    expand,
    stretch,
)
from storage.crypto.keypair import device_id, is_sound
from storage.crypto.secret import Secret
from storage.crypto.stream import opened, pieces, sealed
from storage.errors import BatchRefused, ImportRefused, VaultNewer, WrongSecret
from storage.journal.batch import SealedBatch, unpack
from storage.journal.canonical import NotCanonical, decode, encode
from storage.journal.peers import Peer
from storage.refusals import ChangesTooLarge
from storage.vault.trouble import system_trouble

MAGIC = b"NIVELCHG"
VERSION = 1
LABEL = "nivel-changes-1"
MOST_BYTES = 64 << 20
MOST_PEERS = 1_000
_FRAME = struct.Struct(f">8sBIII{SALT_BYTES}s")
_LENGTH = struct.Struct(">I")
_ID_BYTES = 16
_TEXT = 200


class Letter(NamedTuple):
    """What a file of changes says: whose office, who wrote it, the devices it knows, batches."""

    office: bytes
    writer: bytes
    peers: tuple[Peer, ...]
    batches: tuple[SealedBatch, ...]


def seal_changes(
    letter: Letter, passphrase: str, parameters: Argon2Parameters, *, limits: Limits = LIMITS
) -> Iterator[bytes]:
    """Yield the file's bytes; raises ChangesTooLarge before the first, or at the last that fits."""
    if sum(map(_size, letter.batches)) > MOST_BYTES:
        raise ChangesTooLarge(MOST_BYTES >> 20)
    yield from _bounded(_sealed(letter, passphrase, parameters, limits))


def _size(batch: SealedBatch) -> int:
    return len(batch.body) + len(batch.signature) + len(batch.payload)


def _bounded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Pass the chunks on while the file may still be read: frames and seals have a size too."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            raise ChangesTooLarge(MOST_BYTES >> 20)
        yield chunk


def _sealed(
    letter: Letter, passphrase: str, parameters: Argon2Parameters, limits: Limits
) -> Iterator[bytes]:
    salt = secrets.token_bytes(SALT_BYTES)
    cost = (parameters.memory_kib, parameters.passes, parameters.lanes)
    prefix = _FRAME.pack(MAGIC, VERSION, *cost, salt)
    yield prefix
    with _key(passphrase, salt, parameters, limits) as key:
        yield from sealed(_entries(letter), key, LABEL.encode() + sha256(prefix).digest())


def open_changes(
    path: Path,
    passphrase: str,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    limits: Limits = LIMITS,
) -> Letter:
    """Return what the file says; holds at most ``MOST_BYTES`` of it in memory.

    ``progress`` gets bytes read and bytes in all; what it raises stops the reading.
    Raises ImportRefused (format, large), VaultNewer, WrongSecret (also for a file that was
    changed on its way: the two cannot be told apart), BatchRefused, FileRefused and MediumGone.
    """
    with system_trouble(path), path.open("rb") as file:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise ImportRefused(path, "large")
        prefix, parameters, salt = _read_frame(path, file, limits)
        with _key(passphrase, salt, parameters, limits) as key:
            context = LABEL.encode() + sha256(prefix).digest()
            try:
                read = _told(pieces(file), size, progress)
                plain = b"".join(opened(read, key, context))
            except Refused:
                raise WrongSecret from None
    return _letter(path, _split(path, plain))


def _told(
    chunks: Iterable[bytes], size: int, progress: Callable[[int, int], None]
) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        done += len(chunk)
        progress(done, size)
        yield chunk


def _key(text: str, salt: bytes, parameters: Argon2Parameters, limits: Limits) -> Secret:
    with stretch(text, salt, parameters, limits=limits) as root:
        return expand(root, LABEL)


def _read_frame(
    path: Path, file: BinaryIO, limits: Limits
) -> tuple[bytes, Argon2Parameters, bytes]:
    prefix = file.read(_FRAME.size)
    if len(prefix) < _FRAME.size or not prefix.startswith(MAGIC):
        raise ImportRefused(path, "format")
    _magic, version, memory, passes, lanes, salt = _FRAME.unpack(prefix)
    if version > VERSION:
        raise VaultNewer(version, VERSION)
    parameters = Argon2Parameters(memory, passes, lanes)
    try:
        limits.check(parameters)
    except OutsideLimits:
        raise ImportRefused(path, "format") from None
    return prefix, parameters, salt


def _entries(letter: Letter) -> Iterator[bytes]:
    devices = [[peer.device, peer.public, peer.mark, peer.person] for peer in letter.peers]
    yield from _framed(encode([VERSION, letter.office, letter.writer, devices]))
    for batch in letter.batches:
        yield from _framed(batch.pack())


def _framed(data: bytes) -> Iterator[bytes]:
    yield _LENGTH.pack(len(data))
    yield data


def _split(path: Path, plain: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(plain):
        if at + _LENGTH.size > len(plain):
            raise ImportRefused(path, "format")
        (length,) = _LENGTH.unpack_from(plain, at)
        at += _LENGTH.size
        if at + length > len(plain):
            raise ImportRefused(path, "format")
        yield plain[at : at + length]
        at += length


def _letter(path: Path, entries: Iterable[bytes]) -> Letter:
    rest = iter(entries)
    try:
        version, office, writer, devices = decode(next(rest, b""))
        peers = tuple(_peer(device) for device in devices)
        sound = version == VERSION and len(office) == len(writer) == _ID_BYTES
        if not sound or len(peers) > MOST_PEERS:
            raise ImportRefused(path, "format")
    except (NotCanonical, TypeError, ValueError):
        raise ImportRefused(path, "format") from None
    return Letter(office, writer, peers, tuple(unpack(entry) for entry in rest))


def _peer(entry: object) -> Peer:
    if not isinstance(entry, list):
        raise TypeError
    device, public, mark, person = entry
    texts = isinstance(mark, str) and isinstance(person, str) and len(mark + person) <= _TEXT
    if not (texts and isinstance(public, bytes) and is_sound(public)):
        raise BatchRefused(reason="format")
    if device_id(public) != device:
        raise BatchRefused(reason="signature")
    return Peer(device, public, mark, person)
