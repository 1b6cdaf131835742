"""The plain file that says a vault holds nothing but made-up people, and tells its passphrase.

``nivel demo`` leaves it in the vault it throws away afterwards, so that the lock screen can say how
to come back in. File ``made-up``, UTF-8, 0600: ``nivel-made-up 1``, then the passphrase, a line
each.

The law: no other vault ever gets one; anything but drawn words is not believed, so that nobody can
put a sentence on another's lock screen; a new passphrase or a removed slot takes it away.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from storage.vault.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

NAME = "made-up"
_HEAD = "nivel-made-up 1"
_MOST_BYTES = 400
_WORDS = re.compile(r"[a-zåäö]{4,9}( [a-zåäö]{4,9}){4,9}")


def tell_made_up(folder: Path, passphrase: str) -> None:
    """Write into the vault in ``folder`` that it is made up and what opens it."""
    write_whole(folder / NAME, f"{_HEAD}\n{passphrase}\n".encode())


def read_made_up(folder: Path) -> str:
    """Return the passphrase of a made-up vault, "" for every other one; no error."""
    try:
        with (folder / NAME).open("rb") as file:
            lines = file.read(_MOST_BYTES).decode().splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    if len(lines) != len((_HEAD, "words")) or lines[0] != _HEAD:
        return ""
    return lines[1] if _WORDS.fullmatch(lines[1]) else ""


def forget_made_up(folder: Path) -> None:
    """Take the file away where it is: what it tells opens the vault no more."""
    with contextlib.suppress(OSError):
        (folder / NAME).unlink()
