"""The high-water mark: how far this vault has come, kept on this machine outside of it.

A file for each device, ``<device id in hex>.mark``, one line of text::

    nivel-mark-1 <row of the last batch> <SHA-256 of that batch, hex>

The law (safety.md, T24): the mark is raised before anything leaves, and never lowered. A vault that
does not hold that batch in that row was put back from an older copy, whatever it wrote since:
nothing is sent until a person has decided. The file says nothing of what is in the vault; whoever
removes it only removes the warning.
"""

import re
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from storage.errors import StorageError
from storage.journal.driver import driver
from storage.vault.files import replace_whole
from storage.vault.layout import make_folder

_LINE = re.compile(r"nivel-mark-1 (\d{1,18}) ([0-9a-f]{64})\n")
_MOST = 128
_LAST = "SELECT id, hash FROM batch ORDER BY id DESC LIMIT 1"
_AT = "SELECT hash FROM batch WHERE id = ?"


class Mark(NamedTuple):
    """A batch of the vault: its row, and its hash (32 bytes)."""

    row: int
    hash: bytes


def last_batch(connection: Connection) -> Mark | None:
    """Return the mark that the vault stands at now; None for one without a batch."""
    found = driver(connection).execute(_LAST).fetchone()
    return None if found is None else Mark(int(found[0]), bytes(found[1]))


def holds(connection: Connection, mark: Mark) -> bool:
    """Say whether the vault has come as far as the mark."""
    found = connection.exec_driver_sql(_AT, (mark.row,)).scalar()
    return found is not None and bytes(found) == mark.hash


def read_mark(folder: Path, device: bytes) -> Mark | None:
    """Return how far this machine has seen ``device`` come, or None."""
    try:
        with _path(folder, device).open("rb") as file:
            text = file.read(_MOST).decode("ascii", "replace")
    except OSError:
        return None
    found = _LINE.fullmatch(text)
    return Mark(int(found[1]), bytes.fromhex(found[2])) if found else None


def raise_mark(folder: Path, device: bytes, mark: Mark | None, *, anew: bool = False) -> None:
    """Write that ``device`` has come to ``mark``; an earlier one only ``anew``, when decided.

    A place that cannot be written to costs the warning, never the work.
    """
    held = read_mark(folder, device)
    if mark is None or (held is not None and held.row >= mark.row and not anew):
        return
    try:
        make_folder(folder)
        text = f"nivel-mark-1 {mark.row} {mark.hash.hex()}\n"
        replace_whole(_path(folder, device), text.encode())
    except StorageError:
        return


def _path(folder: Path, device: bytes) -> Path:
    return folder / f"{device.hex()}.mark"
