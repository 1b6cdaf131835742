"""The high-water mark: how far this vault has come, kept on this machine outside of it.

A file for each device, ``<device id in hex>.mark``, one line of text::

    nivel-mark-1 <the greatest clock of the vault's journal>

The law (safety.md, T24): the mark is raised before anything leaves, and never lowered. A vault
whose clock stands below it was put back from an older copy: nothing is sent until a person has
decided. The file says nothing but that number; whoever removes it only removes the warning.
"""

import re
from pathlib import Path

from storage.errors import StorageError
from storage.vault.files import replace_whole
from storage.vault.layout import make_folder

_LINE = re.compile(r"nivel-mark-1 (\d{1,19})\n")
_MOST = 64


def read_mark(folder: Path, device: bytes) -> int:
    """Return the greatest clock this machine has seen of ``device``; 0 when it has seen none."""
    try:
        with _path(folder, device).open("rb") as file:
            text = file.read(_MOST).decode("ascii", "replace")
    except OSError:
        return 0
    found = _LINE.fullmatch(text)
    return int(found[1]) if found else 0


def raise_mark(folder: Path, device: bytes, clock: int) -> None:
    """Write that ``device`` has come to ``clock``; a smaller one changes nothing.

    A place that cannot be written to costs the warning, never the work.
    """
    if clock <= read_mark(folder, device):
        return
    try:
        make_folder(folder)
        replace_whole(_path(folder, device), f"nivel-mark-1 {clock}\n".encode())
    except StorageError:
        return


def _path(folder: Path, device: bytes) -> Path:
    return folder / f"{device.hex()}.mark"
