r"""Where this machine may write memory out in the clear (T12): swap that is on and not encrypted.

Linux: ``/proc/swaps`` (proc_swaps(5)): a heading, then ``path type size used priority`` a line, a
space in the path as ``\040``. Other systems have no such table, and nothing is said of them.

The law: a path of the device mapper (``/dev/dm-``, ``/dev/mapper/``) may be encrypted and zram is
memory: neither is judged plain, nor is a file on a mapped disk. Everything else is. A table that
cannot be read is no table: the warning helps, it keeps nobody out.
"""

from __future__ import annotations

import re
from pathlib import Path

_SWAPS = Path("/proc/swaps")
_MOUNTS = Path("/proc/self/mountinfo")
_NOT_JUDGED = re.compile(r"/dev/(dm-|mapper/|zram)")
_ESCAPE = re.compile(r"\\(\d{3})")
_MOST = 5  # names; more help nobody


def plain_swaps(swaps: Path = _SWAPS, mounts: Path = _MOUNTS) -> tuple[str, ...]:
    """Return the paths of swap that is on and seems unencrypted; a test hands over its tables."""
    found = []
    for line in _lines(swaps)[1:]:
        name, kind, *_sizes = [*line.split(), ""]
        path = _spelled(name)
        if not _NOT_JUDGED.match(path) and not (kind == "file" and _is_mapped(path, mounts)):
            found.append(path)
    return tuple(found[:_MOST])


def _is_mapped(path: str, mounts: Path) -> bool:
    """Say whether a swap file lies on a file system whose source is a mapped disk."""
    source, longest = "", -1
    for line in _lines(mounts):
        left, _, right = line.partition(" - ")
        place = Path(_spelled(left.split()[4]))
        if Path(path).is_relative_to(place) and len(place.parts) >= longest:
            source, longest = right.split()[1], len(place.parts)
    return bool(_NOT_JUDGED.match(source))


def _spelled(name: str) -> str:
    return _ESCAPE.sub(lambda code: chr(int(code[1], 8)), name)


def _lines(table: Path) -> list[str]:
    try:
        return [line for line in table.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError):
        return []
