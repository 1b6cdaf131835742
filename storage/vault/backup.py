"""``nivel backup``: the whole vault as one sealed file, opened by passphrase or sheet. Format 1.

    magic 8 "NIVELBAK" | version u8 = 1 | header length u32 | header | salt 32 | stream
    header   = as in ``header.py``
    stream   = Cobblestone-256 (``crypto/stream.py``) of the entries, to the end of the file
      key      = HKDF(data key, "nivel-backup-1", salt)
      context  = "nivel-backup-1" | SHA-256 of everything before the stream
    entries  = name length u8 | name, ASCII | size u64 | bytes, again and again; a zero byte ends
               them. ``vault.db`` (SQLCipher under the data key), then each ``blobs/<name>``.

The law: the copy is one consistent state while work goes on; what must not travel (the device's
key, period keys) is taken out by ``strip`` before sealing; the target is never overwritten and
never half there (``files.write_whole``); ``progress`` may raise ``Stopped``, which leaves nothing
behind.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import struct
from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from storage.crypto.kdf import expand
from storage.crypto.stream import pieces, sealed
from storage.errors import FileExists
from storage.vault import connection, keyslots
from storage.vault.files import PART, write_whole
from storage.vault.layout import SIDE_FILES, make_private
from storage.vault.opening import read_own_header
from storage.vault.pool import translated
from storage.vault.trouble import system_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.vault.engine import OpenVault

Progress = Callable[[int, int], None]
Strip = Callable[[Any], None]

MAGIC = b"NIVELBAK"
VERSION = 1
LABEL = "nivel-backup-1"
SALT_BYTES = 32
FRAME = struct.Struct(">8sBI")
SIZE = struct.Struct(">Q")
_STEP_PAGES = 2048


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


def write_backup(
    vault: OpenVault,
    target: Path,
    progress: Progress = no_progress,
    *,
    strip: Strip | None = None,
) -> int:
    """Write the open vault to the new file ``target``; return the file's length in bytes.

    ``progress`` gets bytes done and bytes in all. ``strip`` gets a raw connection to the copy and
    takes out rows. Raises ``FileExists``, ``DiskFull``, ``MediumGone``, ``FileRefused``, and what
    ``progress`` raises.
    """
    if os.path.lexists(target):  # before the work, and again when the name is taken
        raise FileExists(target)
    with _snapshot(vault, progress, strip) as snapshot:
        return write_whole(target, _sealed_file(vault, snapshot, progress))


@contextlib.contextmanager
def _snapshot(vault: OpenVault, progress: Progress, strip: Strip | None) -> Iterator[Path]:
    """Lend a keyed copy of the database, one consistent state; it goes with the block."""
    folder = vault.database.parent
    path = folder / f".{secrets.token_hex(8)}{PART}"
    make_private(path)
    try:
        with translated(vault.path, lambda: None):
            copy = connection.open_keyed(path, vault.header_key)
            try:
                copy.execute("PRAGMA synchronous=OFF")  # a copy to be read back, not to be kept
                with vault.beside() as source:
                    _copy_pages(source, copy, progress)
                copy.execute("PRAGMA journal_mode=MEMORY").fetchall()
                copy.execute("PRAGMA secure_delete=ON").fetchall()
                if strip is not None:
                    strip(copy)
            finally:
                copy.close()
        yield path
    finally:
        for side in ("", *SIDE_FILES):
            with contextlib.suppress(OSError):
                path.with_name(path.name + side).unlink()


def _copy_pages(source: Any, copy: Any, progress: Progress) -> None:  # noqa: ANN401 - untyped
    """Copy page by page within one read transaction, so that saves in between change nothing."""
    page_bytes = int(source.execute("PRAGMA page_size").fetchone()[0])  # SQLCipher says it as text

    def report(_status: int, left: int, total: int) -> None:
        progress((total - left) * page_bytes, 2 * total * page_bytes)

    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copy, pages=_STEP_PAGES, progress=report)
    finally:
        source.rollback()


def _sealed_file(vault: OpenVault, snapshot: Path, progress: Progress) -> Iterator[bytes]:
    """Yield the backup file's bytes."""
    header = read_own_header(vault.layout, vault.header_key)
    whole = keyslots.settled(header, vault.header_key).encode()
    salt = secrets.token_bytes(SALT_BYTES)
    prefix = FRAME.pack(MAGIC, VERSION, len(whole)) + whole + salt
    yield prefix
    with expand(vault.header_key, LABEL, salt=salt) as key:
        context = LABEL.encode() + sha256(prefix).digest()
        yield from sealed(_entries(vault, snapshot, progress), key, context)


def _entries(vault: OpenVault, snapshot: Path, progress: Progress) -> Iterator[bytes]:
    """Yield every entry, then the zero byte."""
    blobs = sorted(path for path in vault.layout.blobs.glob("*") if path.is_file())
    files = [("vault.db", snapshot), *((f"blobs/{path.name}", path) for path in blobs)]
    sizes = [path.stat().st_size for _, path in files]
    done = total = sum(sizes)  # the copying was the first half
    for (name, path), size in zip(files, sizes, strict=True):
        yield bytes([len(name)]) + name.encode("ascii") + SIZE.pack(size)
        with system_trouble(path), path.open("rb") as file:
            for piece in pieces(file):
                yield piece
                done += len(piece)
                progress(done, 2 * total)
    yield b"\0"
