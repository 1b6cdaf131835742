"""Attachments: one sealed file each, beside the parcel that names it, of any length.

Format 1, suite 1::

    magic 8 "NIVELBLB" | version u8 = 1 | suite u8 = 1 | blob id 16 | stream
    stream  = Cobblestone-256 (``crypto/stream.py``) of: content | 0x80 | zeros
      zeros up to ``padding.padded_length``, so that the content ends in one place only
      key     = 32 random bytes, in the ``BlobRef``, which travels in a parcel or lies in a vault
      context = "nivel-blob-1" | SHA-256 of everything before the stream

The file's name is ``<blob id in hex>.nvb``; the name its owner gave it travels with the
``BlobRef``. It is never compressed: a picture gains nothing, and an archive could be a bomb.

The law: streamed in constant memory both ways. Nothing is published before the stream's end is
proved, the length is the promised one and the file's hash is the promised one.
"""

import os
import secrets
import struct
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from storage.crypto.aead import Refused
from storage.crypto.beside import HashBeside
from storage.crypto.secret import Secret
from storage.crypto.stream import opened, pieces, sealed
from storage.errors import FileRefused
from storage.exchange.file_names import save_as
from storage.exchange.padding import padded_length
from storage.refusals import ParcelRefused
from storage.vault.files import Sink, write_through
from storage.vault.trouble import system_trouble

Progress = Callable[[int, int], None]

MAGIC = b"NIVELBLB"
VERSION = 1
SUITE = 1
SUFFIX = ".nvb"
MOST_BYTES = 2_000_000_000
_ID_BYTES = 16
_KEY_BYTES = 32
_PREFIX = struct.Struct(f">8sBB{_ID_BYTES}s")
_END = b"\x80"
_ZEROS = bytes(1 << 20)


class BlobRef(NamedTuple):
    """What opens a blob: id 16, key 32, bytes of the content, SHA-256 of the sealed file."""

    blob_id: bytes
    key: bytes
    size: int
    sha256: bytes

    @property
    def name(self) -> str:
        """Return the name of the sealed file."""
        return self.blob_id.hex() + SUFFIX


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


def is_blob(first_bytes: bytes) -> bool:
    """Say whether a file that begins so is a blob of any version."""
    return first_bytes.startswith(MAGIC)


def seal_blob(source: Path, folder: Path, progress: Progress = no_progress) -> BlobRef:
    """Seal the file ``source`` into a new file of ``folder``; both are streamed.

    Raises FileRefused (missing, folder, denied, large), DiskFull, MediumGone, and what ``progress``
    raises; then nothing is left in ``folder``.
    """
    blob_id, counted = secrets.token_bytes(_ID_BYTES), _Counted()
    prefix = _PREFIX.pack(MAGIC, VERSION, SUITE, blob_id)
    with system_trouble(source), _open(source) as file, Secret.random(_KEY_BYTES) as key:
        total = os.fstat(file.fileno()).st_size

        def fill(sink: Sink) -> None:
            sink.write(prefix)
            for chunk in sealed(counted.padded(source, file), key, _context(prefix)):
                sink.write(chunk)
                progress(counted.length, max(total, counted.length))

        written = write_through(folder / (blob_id.hex() + SUFFIX), fill)
        with key.view() as view:
            return BlobRef(blob_id, bytes(view), counted.length, written.digest)


def open_blob(file: Path, ref: BlobRef, target: Path, progress: Progress = no_progress) -> None:
    """Open the sealed ``file`` into the new file ``target``, which is whole or not there.

    Raises ParcelRefused (format and newer: what anybody can see; large; not-for-us: damaged, or not
    the file that ``ref`` means), FileExists, FileRefused, DiskFull, MediumGone, and what
    ``progress`` raises.
    """
    if not 0 <= ref.size <= MOST_BYTES:
        raise ParcelRefused(reason="large")
    with system_trouble(file), _open(file) as sealed_file:
        prefix = _read_prefix(sealed_file, ref)
        if os.fstat(sealed_file.fileno()).st_size != sealed_length(ref.size):
            raise ParcelRefused(reason="not-for-us")

        def fill(sink: Sink) -> None:
            done = 0
            with HashBeside() as digest:
                for piece in _content(sealed_file, prefix, ref, digest):
                    done += sink.write(piece)
                    progress(done, ref.size)

        write_through(target, fill)


def save_blob(
    file: Path, ref: BlobRef, folder: Path, name: str, progress: Progress = no_progress
) -> Path:
    """Open a blob into ``folder`` under the clean form of its owner's ``name``; return the path.

    Raises as ``open_blob`` and ``file_names.save_as``.
    """
    return save_as(folder, name, lambda target: open_blob(file, ref, target, progress))[0]


def sealed_length(size: int) -> int:
    """Return the length of the sealed file of ``size`` bytes."""
    padded = padded_length(size + 1)
    return _PREFIX.size + padded + 72 + padded // 16_384 * 16  # Cobblestone's header and tags


class _Counted:
    """The content on its way into the stream, counted; then the zeros."""

    def __init__(self) -> None:
        self.length = 0

    def padded(self, source: Path, file: BinaryIO) -> Iterator[bytes]:
        for piece in pieces(file):
            self.length += len(piece)
            if self.length > MOST_BYTES:
                raise FileRefused(source, "large")
            yield piece
        yield _END
        left = padded_length(self.length + 1) - self.length - 1
        while left:
            yield _ZEROS[: min(left, len(_ZEROS))]
            left -= min(left, len(_ZEROS))


def _open(path: Path) -> BinaryIO:
    """Open a plain file; a pipe would wait for ever."""
    if not path.is_file():
        raise FileRefused(path, "folder" if path.is_dir() else "missing")
    return path.open("rb", buffering=0)  # it is read in large pieces


def _context(prefix: bytes) -> bytes:
    return b"nivel-blob-1" + sha256(prefix).digest()


def _read_prefix(file: BinaryIO, ref: BlobRef) -> bytes:
    prefix = file.read(_PREFIX.size)
    if len(prefix) < _PREFIX.size or not is_blob(prefix):
        raise ParcelRefused(reason="format")
    _magic, version, suite, blob_id = _PREFIX.unpack(prefix)
    if version > VERSION or (version == VERSION and suite > SUITE):
        raise ParcelRefused(reason="newer")
    if version != VERSION or suite != SUITE:
        raise ParcelRefused(reason="format")
    if blob_id != ref.blob_id:
        raise ParcelRefused(reason="not-for-us")
    return prefix


def _content(
    file: BinaryIO, prefix: bytes, ref: BlobRef, digest: HashBeside
) -> Iterator[bytes | memoryview]:
    """Yield the content, unproven until the generator ends; ``digest`` takes the sealed file."""
    left, end = ref.size, _END

    def read() -> Iterator[bytes]:
        digest.update(prefix)
        for piece in pieces(file):
            digest.update(piece)
            yield piece

    try:
        with Secret(ref.key) as key:
            for piece in opened(read(), key, _context(prefix)):
                kept, behind = piece[:left], piece[left:]
                left -= len(kept)
                if behind:
                    _check_end(behind, end)
                    end = b""
                yield kept
    except Refused:
        raise ParcelRefused(reason="not-for-us") from None
    if left or end or digest.digest() != ref.sha256:
        raise ParcelRefused(reason="not-for-us")


def _check_end(behind: bytes, end: bytes) -> None:
    """Hold what stands behind the content to its one form: ``end``, then zeros."""
    if not behind.startswith(end) or behind.count(0, len(end)) != len(behind) - len(end):
        raise ParcelRefused(reason="format")
