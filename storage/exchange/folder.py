"""A folder that carries parcels: a stick, a network share, a folder kept by some sync program.

Names: parcels are 32 hex digits with ``.nvp``, attachments 32 hex digits with ``.nvb``; while one
is written it is called ``.<name>.part``. Nothing else is written here but one plain page that says
what these files are.

The law: the folder is a stranger's. A file is told by its first bytes, never by its name; a name
only says what need not be opened (unfinished files, copies that a sync program made of two). Only
heads are read, only so many files are looked at, no link is followed, no folder entered, and
nothing is removed that this vault did not write. A name, a size and a time tell nothing.
"""

import os
import re
import stat
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from storage.exchange import card, parcel
from storage.refusals import FolderRefused
from storage.vault.files import PART
from storage.vault.layout import Layout
from storage.vault.trouble import system_trouble

PARCEL_END, BLOB_END = ".nvp", ".nvb"
MOST_NAMED = 100_000  # names held in memory, of each sort
MOST_OTHERS = 2_000  # files with other endings whose head is read: a renamed parcel is found
_HEAD = 28  # magic 8 | version | suite | parcel id 16 | n 2
HEADER = _HEAD + 64 * (4 + 1168)  # bytes that hold the head and all wraps of a parcel
_VERSION, _ID = 8, slice(10, 26)  # where they stand in it
_CHANGES = b"NIVELCHG"  # how ``changes_file`` begins
_STEP = 200  # files between two calls of a progress
_COPIES = re.compile(
    r"\.sync-conflict-|conflicted copy|ristiriita|konflikt"
    r"| \(\d+\)\.|[ -]+(copy|kopio|kopia)\b|_conf\(",
    re.IGNORECASE,
)
Progress = Callable[[int, int], None]


class Sort(StrEnum):
    """What a file in the folder is, as far as its name and its first bytes tell."""

    PARCEL = "parcel"
    NEWER = "newer"
    BLOB = "blob"
    CARD = "card"
    CHANGES = "changes"
    PART = "unfinished"
    COPY = "sync-copy"
    BROKEN = "broken"
    LARGE = "large"
    FOREIGN = "foreign"


class Found(NamedTuple):
    """One file: its name, what it is, its length, and the parcel's id if it is one."""

    name: str
    sort: Sort
    size: int
    parcel: bytes = b""


class Listing(NamedTuple):
    """What lies in a folder; ``unlooked`` counts the files that were too many to look at."""

    found: tuple[Found, ...]
    unlooked: int

    def of(self, *sorts: Sort) -> tuple[Found, ...]:
        """Return the files of these sorts."""
        return tuple(one for one in self.found if one.sort in sorts)


def check_folder(folder: Path, vault: Path) -> None:
    """Raise FolderRefused (missing, no-folder, vault) unless parcels may lie here."""
    with system_trouble(folder):
        if not folder.exists():
            raise FolderRefused(folder, "missing")
        if not folder.is_dir():
            raise FolderRefused(folder, "no-folder")
        here, there = folder.resolve(), vault.resolve()
        if Layout(here).is_there() or here.is_relative_to(there):
            raise FolderRefused(folder, "vault")


def look(folder: Path, progress: Progress = lambda _done, _total: None) -> Listing:
    """Return what lies in the folder, heads read. Raises FolderRefused, MediumGone.

    ``progress`` counts files and may raise Stopped.
    """
    with system_trouble(folder):
        ours, others, left = _names(folder)
        total = len(ours) + len(others)
        found = []
        for number, name in enumerate([*ours, *others]):
            if number % _STEP == 0:
                progress(number, total)
            one = _look_at(folder, name)
            if one is not None:
                found.append(one)
    progress(total, total)
    return Listing(tuple(found), left)


def _names(folder: Path) -> tuple[list[str], list[str], int]:
    """Return names that end like ours, a bounded number of others, and how many were left out."""
    ours: list[str] = []
    others: list[str] = []
    left = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_file(follow_symlinks=False):
                continue
            is_ours = entry.name.endswith((PARCEL_END, BLOB_END, PART))
            held, most = (ours, MOST_NAMED) if is_ours else (others, MOST_OTHERS)
            if len(held) < most:
                held.append(entry.name)
            else:
                left += 1
    return sorted(ours), sorted(others), left


def _look_at(folder: Path, name: str) -> Found | None:
    """Say what a file is; None when it went away meanwhile or is no plain file any more."""
    if name.endswith(PART):
        return Found(name, Sort.PART, 0)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(folder / name, flags | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, PermissionError):
        return None
    with os.fdopen(handle, "rb", buffering=0) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return None
        head = file.read(_HEAD) or b""
    return _sorted(name, head, status.st_size)


def look_at(path: Path) -> Found | None:
    """Say what a single file is; None when it is no plain file. Raises MediumGone."""
    with system_trouble(path):
        return _look_at(path.parent, path.name)


def _sorted(name: str, head: bytes, size: int) -> Found:
    if parcel.is_parcel(head):
        return Found(name, _parcel_sort(name, head, size), size, head[_ID])
    if head.startswith(card.MAGIC):
        return Found(name, Sort.CARD, size)
    if head.startswith(_CHANGES):
        return Found(name, Sort.CHANGES, size)
    if name.endswith(BLOB_END):
        return Found(name, Sort.COPY if _COPIES.search(name) else Sort.BLOB, size)
    return Found(name, Sort.BROKEN if name.endswith(PARCEL_END) else Sort.FOREIGN, size)


def _parcel_sort(name: str, head: bytes, size: int) -> Sort:
    if _COPIES.search(name):
        return Sort.COPY
    if size > parcel.MOST_BYTES:
        return Sort.LARGE
    if len(head) < _HEAD:
        return Sort.BROKEN
    return Sort.NEWER if head[_VERSION] > parcel.VERSION else Sort.PARCEL


def parcel_id(data: bytes) -> bytes:
    """Return the id in the head of a parcel."""
    return data[_ID]
