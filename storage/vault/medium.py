"""On what kind of medium a folder lies: it decides how the database is opened.

The law: in doubt the careful answer. WAL maps ``-shm`` into memory, so a pulled stick or a lost
network drive would kill the process (SIGBUS): what hangs on USB, an SD slot, the network or an
unknown user-space file system gets the rollback journal. A medium that takes no writing is opened
from a copy. Linux: the mount table (``/proc/self/mountinfo``, proc(5)) and ``/sys/dev/block``;
Windows: the drive type; macOS: ``/Volumes``.
"""

from __future__ import annotations

import os
import re
import sys
from enum import StrEnum
from pathlib import Path

_PROC = Path("/proc/self/mountinfo")
_SYS = Path("/sys/dev/block")
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|coda|ncpfs|glusterfs|lustre|davfs|fuse(\..*)?|virtiofs"
)
_ESCAPE = re.compile(r"\\(\d{3})")
_DEPTH = 4  # a crypt on a logical volume on a partition


class Medium(StrEnum):
    """How the vault's files can be used."""

    LOCAL = "local"
    REMOVABLE = "removable"
    NETWORK = "network"
    READ_ONLY = "read-only"


def detect_medium(folder: Path, *, mounts: Path = _PROC, blocks: Path = _SYS) -> Medium:
    """Return the medium of an existing ``folder``; a test hands over its own tables."""
    if not takes_writing(folder):
        return Medium.READ_ONLY
    if sys.platform == "win32":
        return _of_drive(folder)
    if sys.platform == "darwin":
        return Medium.REMOVABLE if folder.resolve().is_relative_to("/Volumes") else Medium.LOCAL
    try:
        device, kind = _mount_of(folder.resolve(), mounts.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Medium.LOCAL
    if _NETWORK.fullmatch(kind):
        return Medium.NETWORK
    return Medium.REMOVABLE if _is_removable(blocks / device, _DEPTH) else Medium.LOCAL


def takes_writing(folder: Path) -> bool:
    """Say whether the folder and the database in it can be written."""
    database = folder / "vault.db"
    return os.access(folder, os.W_OK) and (not database.exists() or os.access(database, os.W_OK))


def _mount_of(folder: Path, table: str) -> tuple[str, str]:
    """Return ``major:minor`` and the file system of the innermost mount that holds ``folder``."""
    found, longest = ("", ""), -1
    for line in table.splitlines():
        left, _, right = line.partition(" - ")
        device, _root, point = left.split()[2:5]
        place = Path(_ESCAPE.sub(lambda code: chr(int(code[1], 8)), point))
        if folder.is_relative_to(place) and len(place.parts) >= longest:
            found, longest = (device, right.split()[0]), len(place.parts)
    return found


def _is_removable(block: Path, depth: int) -> bool:
    """Say whether a block device hangs on USB, sits in an SD slot, or says it is removable."""
    if not depth or not block.exists():
        return False
    real = block.resolve()
    if any(part.startswith("usb") for part in real.parts):
        return True
    for disk in (real, real.parent):  # a partition lies in its disk's folder
        if _word(disk / "removable") == "1" or _word(disk / "device" / "type") == "SD":
            return True
    below = real / "slaves"
    return below.is_dir() and any(_is_removable(part, depth - 1) for part in below.iterdir())


def _word(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


if sys.platform == "win32":

    def _of_drive(folder: Path) -> Medium:
        import ctypes

        kinds = {2: Medium.REMOVABLE, 4: Medium.NETWORK, 5: Medium.READ_ONLY}
        drive = ctypes.windll.kernel32.GetDriveTypeW(folder.resolve().anchor)
        return kinds.get(drive, Medium.LOCAL)
