"""A file of changes: everything a device holds, sealed under a passphrase, for another vault.

Format 1 (the parcels of ``exchange`` between named devices come beside it; this file needs no keys
to have been exchanged, only a passphrase told by another way), in the frame of ``passphrase_file``
with the magic "NIVELCHG" and the label "nivel-changes-1"::

    content = length u32 | canonical CBOR, again and again; the first is
      [1, office 16, writer 16, [[device 16, public 32, mark, person], ...]], each other one a batch
      as ``journal/batch.py`` packs it

The law: nothing that was read counts before the stream's end has been proved; what is held
meanwhile is bounded (``MOST_BYTES``), and nothing is written that nobody could read for that. The
batches are judged again one by one by the journal.
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from storage.crypto.kdf import LIMITS, Argon2Parameters, Limits
from storage.crypto.keypair import device_id, is_sound
from storage.errors import BatchRefused, ImportRefused
from storage.exchange.passphrase_file import Form, open_file, seal_file
from storage.exchange.shapes import ID_BYTES, is_bytes, need, parts_of, row_of
from storage.journal.batch import SealedBatch, unpack
from storage.journal.canonical import encode
from storage.journal.peers import Peer
from storage.refusals import ChangesTooLarge, ParcelRefused

VERSION = 1
MOST_BYTES = 64 << 20
MOST_PEERS = 1_000
_LENGTH = struct.Struct(">I")
_TEXT = 200


def _form() -> Form:
    """Return the form of the file: its magic, its label, the most bytes it may have."""
    return Form(b"NIVELCHG", "nivel-changes-1", MOST_BYTES)


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
    yield from _bounded(seal_file(_form(), _entries(letter), passphrase, parameters, limits=limits))


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


def open_changes(
    path: Path,
    passphrase: str,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    limits: Limits = LIMITS,
) -> Letter:
    """Return what the file says; holds at most ``MOST_BYTES`` of it in memory.

    ``progress`` gets bytes read and bytes in all; what it raises stops the reading.
    Raises what ``open_file`` does, ImportRefused (format) and BatchRefused.
    """
    plain = open_file(_form(), path, passphrase, progress, limits=limits)
    return _letter(path, _split(path, plain))


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
        _version, office, writer, devices = parts_of(next(rest, b""), 4, VERSION)
        need(is_bytes(office, ID_BYTES), is_bytes(writer, ID_BYTES))
        need(isinstance(devices, list) and len(devices) <= MOST_PEERS)
        peers = tuple(_peer(device) for device in devices)
    except ParcelRefused:
        raise ImportRefused(path, "format") from None
    return Letter(office, writer, peers, tuple(unpack(entry) for entry in rest))


def _peer(entry: object) -> Peer:
    device, public, mark, person = row_of(entry, 4)
    texts = isinstance(mark, str) and isinstance(person, str) and len(mark + person) <= _TEXT
    if not (texts and isinstance(public, bytes) and is_sound(public)):
        raise BatchRefused(reason="format")
    if device_id(public) != device:
        raise BatchRefused(reason="signature")
    return Peer(device, public, mark, person)
