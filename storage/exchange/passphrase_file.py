"""A file sealed under a passphrase told by another way: what changes files and invitations share.

Format 1, for each kind of file a magic of 8 bytes and a label::

    magic 8 | version u8 = 1 | memory KiB u32 | passes u32 | lanes u32 | salt 16 | stream
    stream  = Cobblestone-256 (``crypto/stream.py``) of the content
      key     = HKDF(Argon2id(passphrase, salt), label)
      context = label | SHA-256 of everything before the stream

The law: nothing that was read counts before the stream's end has been proved; what is held
meanwhile is bounded. The cost of the key is held against the limits before memory is taken.
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
from storage.crypto.secret import Secret
from storage.crypto.stream import opened, pieces, sealed
from storage.errors import ImportRefused, VaultNewer, WrongSecret
from storage.vault.trouble import system_trouble

VERSION = 1
_FRAME = struct.Struct(f">8sBIII{SALT_BYTES}s")
Progress = Callable[[int, int], None]


class Form(NamedTuple):
    """One kind of such file: its magic, its label, and how many bytes it may have."""

    magic: bytes
    label: str
    most_bytes: int


def seal_file(
    form: Form,
    content: Iterable[bytes],
    passphrase: str,
    parameters: Argon2Parameters,
    *,
    limits: Limits = LIMITS,
) -> Iterator[bytes]:
    """Yield the file's bytes."""
    salt = secrets.token_bytes(SALT_BYTES)
    cost = (parameters.memory_kib, parameters.passes, parameters.lanes)
    prefix = _FRAME.pack(form.magic, VERSION, *cost, salt)
    yield prefix
    with _key(form, passphrase, salt, parameters, limits) as key:
        yield from sealed(content, key, form.label.encode() + sha256(prefix).digest())


def open_file(
    form: Form,
    path: Path,
    passphrase: str,
    progress: Progress = lambda _done, _total: None,
    *,
    limits: Limits = LIMITS,
) -> bytes:
    """Return the content; ``progress`` gets bytes read and bytes in all, what it raises stops it.

    Raises ImportRefused (format, large), VaultNewer, WrongSecret (also for a file that was
    changed on its way: the two cannot be told apart), FileRefused and MediumGone.
    """
    with system_trouble(path), path.open("rb") as file:
        if (size := path.stat().st_size) > form.most_bytes:
            raise ImportRefused(path, "large")
        prefix, parameters, salt = _read_frame(form, path, file, limits)
        with _key(form, passphrase, salt, parameters, limits) as key:
            context = form.label.encode() + sha256(prefix).digest()
            try:
                return b"".join(opened(_told(pieces(file), size, progress), key, context))
            except Refused:
                raise WrongSecret from None


def _told(chunks: Iterable[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        done += len(chunk)
        progress(done, size)
        yield chunk


def _key(
    form: Form, text: str, salt: bytes, parameters: Argon2Parameters, limits: Limits
) -> Secret:
    with stretch(text, salt, parameters, limits=limits) as root:
        return expand(root, form.label)


def _read_frame(
    form: Form, path: Path, file: BinaryIO, limits: Limits
) -> tuple[bytes, Argon2Parameters, bytes]:
    prefix = file.read(_FRAME.size)
    if len(prefix) < _FRAME.size or not prefix.startswith(form.magic):
        raise ImportRefused(path, "format")
    _magic, version, memory, passes, lanes, salt = _FRAME.unpack(prefix)
    if version > VERSION:
        raise VaultNewer(version, VERSION)
    if version != VERSION:
        raise ImportRefused(path, "format")
    parameters = Argon2Parameters(memory, passes, lanes)
    try:
        limits.check(parameters)
    except OutsideLimits:
        raise ImportRefused(path, "format") from None
    return prefix, parameters, salt
