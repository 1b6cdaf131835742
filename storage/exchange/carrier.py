"""Files of ours in a folder that carries parcels: written whole, read back, removed in time.

The law: nothing counts as written before it was synced and read back from the medium; only what
this vault wrote is removed; a name is random, and the file may be read by others: it is sealed.
"""

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from storage.exchange.folder import PARCEL_END
from storage.vault.files import PART, write_whole
from storage.vault.trouble import system_trouble

_MODE = 0o644  # a shared folder is of use only when others may read


def read_head(path: Path, size: int) -> bytes:
    """Return the first ``size`` bytes of a file; empty when it went away."""
    with system_trouble(path), contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        return file.read(size)
    return b""


def read_file(path: Path, most: int) -> bytes | None:
    """Return a file's bytes; None when it went away, or is longer than ``most``."""
    with system_trouble(path), contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        data = file.read(most + 1)
        return data if len(data) <= most else None
    return None


def new_name() -> str:
    """Return a fresh name for a parcel."""
    return secrets.token_hex(16) + PARCEL_END


def part_of(path: Path) -> Path:
    """Return the name a file has while it is being written."""
    return path.with_name(f".{path.name}{PART}")


def write_file(path: Path, content: bytes | Iterable[bytes]) -> int:
    """Write a whole file, synced and read back; returns its length.

    Raises FileExists, DiskFull, MediumGone, FileRefused: then nothing of it is there.
    """
    length = write_whole(path, content, part=part_of(path))
    with contextlib.suppress(OSError):  # FAT knows no modes; what is sealed may be read by all
        path.chmod(_MODE)
    return length


def is_whole(path: Path, size: int, digest: bytes) -> bool:
    """Say whether a file lies there with this length and SHA-256; reads it all."""
    try:
        with path.open("rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size != size:
                return False
            if hasattr(os, "posix_fadvise"):  # read from the medium, not from the page cache
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            return hashlib.file_digest(file, "sha256").digest() == digest
    except OSError:
        return False


def chunks_of(path: Path, size: int = 1 << 20) -> Iterator[bytes]:
    """Yield a file's bytes. Raises MediumGone, FileRefused."""
    with system_trouble(path), path.open("rb") as file:
        while chunk := file.read(size):
            yield chunk


def remove_own(folder: Path, names: Iterable[str]) -> int:
    """Remove files that this vault wrote, and their unfinished forms; returns how many went."""
    gone = 0
    for name in names:
        for path in (folder / name, part_of(folder / name)):
            with contextlib.suppress(OSError):  # what cannot be removed now is removed next time
                path.unlink()
                gone += 1
    return gone


def remove_part(path: Path) -> None:
    """Remove the unfinished form of a file that this vault wrote."""
    with contextlib.suppress(OSError):
        part_of(path).unlink()


def free_bytes(folder: Path) -> tuple[int, int]:
    """Return the bytes free and in all on the folder's medium; zeros when it does not say."""
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return 0, 0
    return usage.free, usage.total


def takes_writing(folder: Path) -> bool:
    """Say whether the folder takes writing, as far as the system tells beforehand."""
    return os.access(folder, os.W_OK)
