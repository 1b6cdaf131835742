"""Writing whole files: after a crash, a full disk or a pulled stick the file is whole or not there.

The law: bytes go into a new ``.part`` file beside the target (``O_EXCL``, no link followed, 0600),
are synced, read back and compared, and only then take the target's name; the folder is synced last.
``write_whole`` never overwrites (a hard link refuses an existing name, even a race); where the
medium knows no hard links it looks, then renames. ``replace_whole`` swaps a file of our own at
once.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from storage.crypto.beside import HashBeside
from storage.errors import FileExists, MediumGone
from storage.vault.layout import FILE_MODE
from storage.vault.trouble import system_trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

PART = ".part"
_READ_BYTES = 1 << 20
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES}


class Written(NamedTuple):
    """What was written and read back: bytes and their SHA-256."""

    length: int
    digest: bytes


class Sink:
    """Takes what goes into the new file; counts and hashes it."""

    def __init__(self, file: BinaryIO, digest: HashBeside) -> None:
        self._file, self._digest, self._length = file, digest, 0

    def write(self, data: bytes | memoryview) -> int:
        """Write all of ``data``, which never changes again; return its length."""
        rest = memoryview(data)
        self._digest.update(rest)
        self._length += len(rest)
        while rest:
            rest = rest[self._file.write(rest) :]
        return len(data)

    def flush(self) -> None:
        """Do nothing: each write goes to the system at once."""

    def written(self) -> Written:
        """Return what went in so far."""
        return Written(self._length, self._digest.digest())


def write_whole(path: Path, content: bytes | Iterable[bytes], *, part: Path | None = None) -> int:
    """Write ``content`` to the new file ``path``; return its length in bytes.

    ``part``: the name it has meanwhile, for a caller who must know it again after a crash.
    Raises ``FileExists`` if something has that name, ``DiskFull``, ``MediumGone``, ``FileRefused``,
    and whatever the iterator raises; in each case nothing is left behind.
    """
    fill = _all_of([content] if isinstance(content, bytes) else content)
    return write_through(path, fill, part=part).length


def write_through(
    path: Path, fill: Callable[[Sink], object], *, part: Path | None = None
) -> Written:
    """Write what ``fill`` puts into the sink to the new file ``path``; see ``write_whole``."""
    with system_trouble(path):
        if os.path.lexists(path):
            raise FileExists(path)
        with _part(path, part) as held:
            written = _fill(held, fill)
            _take_name(held, path)
            _keep_name(path)
        return written


def replace_whole(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of ``path`` at once: a reader sees the old bytes or the new."""
    with system_trouble(path), _part(path) as part:
        _fill(part, _all_of([content]))
        part.replace(path)
        sync_folder(path.parent)


def _keep_name(path: Path) -> None:
    """Make the name just taken last; one that might not is given up again: refused is not there."""
    try:
        sync_folder(path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Make names that were made, changed or removed in ``folder`` last through a power loss."""
    if os.name != "posix":
        return  # Windows syncs names with the file
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network drives cannot
            raise
    finally:
        os.close(handle)


def sweep_parts(folder: Path) -> None:
    """Remove what an interrupted write left in ``folder``; only under the vault's lock."""
    with contextlib.suppress(OSError):  # what cannot be looked through is swept another time
        for part in folder.glob(f".*{PART}*"):
            with contextlib.suppress(OSError):
                part.unlink()


@contextlib.contextmanager
def _part(path: Path, name: Path | None = None) -> Iterator[Path]:
    """Lend a fresh name beside ``path``; whatever still has it at the end is removed."""
    part = name or path.with_name(f".{secrets.token_hex(8)}{PART}")
    try:
        yield part
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _all_of(content: Iterable[bytes]) -> Callable[[Sink], object]:
    def fill(sink: Sink) -> None:
        for chunk in content:
            sink.write(chunk)

    return fill


def _fill(part: Path, fill: Callable[[Sink], object]) -> Written:
    """Write, sync and read back."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with HashBeside() as digest:
        with os.fdopen(os.open(part, flags, FILE_MODE), "wb", buffering=0) as file:
            sink = Sink(file, digest)
            fill(sink)
            os.fsync(file.fileno())
            if hasattr(os, "posix_fadvise"):  # read from the medium, not from the page cache
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        written = sink.written()
    if _digest_of(part) != written.digest:
        raise MediumGone(part.parent)
    return written


def _digest_of(path: Path) -> bytes:
    one, other = memoryview(bytearray(_READ_BYTES)), memoryview(bytearray(_READ_BYTES))
    with path.open("rb", buffering=0) as file, HashBeside() as digest:
        while count := file.readinto(one):
            digest.update(one[:count])
            one, other = other, one  # the first is read into again when the second was taken
        return digest.digest()


def _take_name(part: Path, path: Path) -> None:
    """Give the finished file its name, never taking it from another file."""
    try:
        os.link(part, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExists(path) from None
        part.rename(path)
