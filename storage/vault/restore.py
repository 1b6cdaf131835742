"""``nivel restore``: a backup file becomes a vault in a new folder.

The law: nothing is overwritten; the folder appears whole, under its name, only after the last byte
of the stream has been proved and the database answers to its key. The mark ``restored`` in the
folder says that this vault is a **new device**: it must never sign as the one it was copied from.
The casebook asks ``needs_new_device``, makes a new device key and calls ``device_made``.
"""

from __future__ import annotations

import re
import secrets
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from storage.crypto.aead import Refused
from storage.crypto.kdf import LIMITS, Limits, expand
from storage.crypto.stream import opened, pieces
from storage.errors import FileExists, NotABackup, VaultDamaged, VaultExists, VaultNewer
from storage.vault import backup, keyslots
from storage.vault.attempts import start_counting
from storage.vault.files import PART, sync_folder, write_whole
from storage.vault.header import decode, write_header
from storage.vault.layout import Layout
from storage.vault.opening import answers_to
from storage.vault.trouble import system_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.crypto.secret import Secret
    from storage.vault.header import Header, SlotKind

MARK = "restored"
_MOST_HEADER_BYTES = 64 * 1024
_NAME = re.compile(r"vault\.db|blobs/[0-9A-Za-z_-][0-9A-Za-z._-]{0,99}")


def restore_backup(
    source: Path,
    target: Path,
    secret_text: str,
    kind: SlotKind,
    progress: backup.Progress = backup.no_progress,
    *,
    limits: Limits = LIMITS,
) -> None:
    """Restore the backup file ``source`` as the vault in the new folder ``target``.

    Raises ``VaultExists`` (a vault or anything else is there), ``NotABackup``, ``VaultNewer``,
    ``WrongSecret``, ``SheetLineWrong``, ``VaultDamaged`` (part ``backup``), ``DiskFull``,
    ``MediumGone``.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise VaultExists(target)
    with system_trouble(source), source.open("rb") as file:
        header, prefix = _read_prefix(source, file, limits)
        with keyslots.unlock_header(header, secret_text, kind, limits=limits) as data_key:
            chunks = _told(pieces(file), source.stat().st_size - len(prefix), progress)
            _restore(chunks, prefix, header, data_key, target)


def needs_new_device(layout: Layout) -> bool:
    """Say whether this vault was restored and still has to become a new device."""
    return (layout.folder / MARK).exists()


def device_made(layout: Layout) -> None:
    """Take the mark away once the new device's key is saved."""
    with system_trouble(layout.folder):
        (layout.folder / MARK).unlink(missing_ok=True)
        sync_folder(layout.folder)


def _read_prefix(path: Path, file: BinaryIO, limits: Limits) -> tuple[Header, bytes]:
    """Return the header and everything before the stream."""
    frame = file.read(backup.FRAME.size)
    if len(frame) < backup.FRAME.size or frame[: len(backup.MAGIC)] != backup.MAGIC:
        raise NotABackup(path)
    _magic, version, length = backup.FRAME.unpack(frame)
    if version > backup.VERSION:
        raise VaultNewer(found=version, known=backup.VERSION)
    if length > _MOST_HEADER_BYTES:
        raise VaultDamaged(part="backup", detail="header")
    whole, salt = file.read(length), file.read(backup.SALT_BYTES)
    try:
        return decode(whole, limits=limits), frame + whole + salt
    except VaultDamaged:
        raise VaultDamaged(part="backup", detail="header") from None


def _restore(
    chunks: Iterator[bytes], prefix: bytes, header: Header, data_key: Secret, target: Path
) -> None:
    """Unpack beside the target, prove, and only then take the name."""
    layout = Layout(target.with_name(f".{secrets.token_hex(8)}{PART}"))
    layout.make()
    try:
        salt = prefix[-backup.SALT_BYTES :]
        context = backup.LABEL.encode() + sha256(prefix).digest()
        with expand(data_key, backup.LABEL, salt=salt) as key:
            _unpack(_Tape(opened(chunks, key, context)), layout)
        if not answers_to(layout.database, data_key):
            raise VaultDamaged(part="backup", detail="database")
        write_header(layout.header, header)
        start_counting(layout.attempts)
        write_whole(layout.folder / MARK, b"")
        with system_trouble(target):
            if target.exists():
                target.rmdir()  # an empty folder gives way; anything else refuses
            layout.folder.rename(target)
            sync_folder(target.parent)
    except (Refused, FileExists):
        raise VaultDamaged(part="backup", detail="stream") from None
    finally:
        shutil.rmtree(layout.folder, ignore_errors=True)


def _unpack(tape: _Tape, layout: Layout) -> None:
    """Write every entry to its place; the stream's end proves them all."""
    while length := tape.take(1)[0]:
        name = tape.take(length).decode("ascii", "replace")
        (size,) = backup.SIZE.unpack(tape.take(backup.SIZE.size))
        if not _NAME.fullmatch(name):
            raise Refused
        write_whole(layout.folder / name, tape.portions(size))
    tape.end()


def _told(chunks: Iterator[bytes], total: int, progress: backup.Progress) -> Iterator[bytes]:
    """Report the sealed bytes read."""
    done = 0
    for chunk in chunks:
        yield chunk
        done += len(chunk)
        progress(min(done, total), total)


class _Tape:
    """Reads a stream of chunks by length."""

    __slots__ = ("_chunks", "_held")

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = memoryview(b"")

    def take(self, length: int) -> bytes:
        """Return exactly ``length`` bytes, or raise ``Refused``."""
        return b"".join(self.portions(length))

    def portions(self, length: int) -> Iterator[bytes]:
        """Yield exactly ``length`` bytes in portions, or raise ``Refused``."""
        while length:
            if not self._held:
                try:
                    self._held = memoryview(next(self._chunks))
                except StopIteration:
                    raise Refused from None
                continue
            portion = self._held[:length]
            self._held = self._held[len(portion) :]
            length -= len(portion)
            yield bytes(portion)

    def end(self) -> None:
        """Read to the end, where the stream is proved; anything more is refused."""
        if self._held or any(self._chunks):
            raise Refused
