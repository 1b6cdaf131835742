"""The name under which something from outside may be saved: a plain name in the chosen folder.

The law: of what the sender wrote only the last part counts, whatever its system calls a separator;
what drives a terminal, hides, means a device or a setting on any system (CON, NUL, ``autorun.inf``,
a leading dot or dash) is taken away. The file is made new (``O_EXCL``, no link followed) in the
folder that was opened at the beginning, even if somebody puts a link in the folder's place
meanwhile (T23).
"""

import os
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from storage.errors import FileExists, FileRefused, Invalid, MediumGone
from storage.rules.clean import clean_line
from storage.vault.trouble import system_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

Made = TypeVar("Made")
NAMELESS = "file"
MOST_BYTES = 180  # of 255, so that a number and a part's name still find room
MOST_NUMBERS = 99
_MOST_ENDING = 20
_MOST_READ = 5_000
_MOST_STEPS = 20
_SEPARATORS = re.compile(r"[/\\\u2044\u2215\u29f5\ufe68\uff0f\uff3c]")
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\.|\Z)|"
    r"(?:autorun\.inf|desktop\.ini|thumbs\.db)\Z",
    re.IGNORECASE,
)
_OPENED = Path("/proc/self/fd")


def clean_file_name(name: str) -> str:
    """Return a name that names one file in one folder, on every system; never empty."""
    line = _SEPARATORS.split(name[-_MOST_READ:])[-1]
    for _step in range(_MOST_STEPS):  # what is taken away can lay bare what must go too
        before, line = line, _stepped(line)
        if line == before:
            return line
    return NAMELESS


def save_as(folder: Path, name: str, write: Callable[[Path], Made]) -> tuple[Path, Made]:
    """Let ``write`` make a file in ``folder`` under the clean form of ``name``, numbered if taken.

    Returns the file's path and what ``write`` returned. Raises FileRefused (folder) if ``folder``
    is none, FileExists when all numbers are taken, and what ``write`` raises.
    """
    cleaned = clean_file_name(name)
    with _pinned(folder) as place:
        for candidate in _numbered(cleaned):
            try:
                return folder / candidate, write(place / candidate)
            except FileExists:
                continue
            except (FileRefused, MediumGone) as error:
                error.path = folder / candidate if error.path.parent == place else error.path
                raise
    raise FileExists(folder / cleaned)


def _stepped(text: str) -> str:
    try:
        line = clean_line(text, _MOST_READ)
    except Invalid:
        return NAMELESS
    line = _FORBIDDEN.sub("_", line)
    line = _shortened(line.strip(" .~").lstrip("-")).strip(" .~")
    return "_" + line if _DEVICE.match(line.replace(" ", "")) else line or NAMELESS


def _numbered(name: str) -> "Iterator[str]":
    yield name
    stem, ending = _split(name)
    for number in range(2, MOST_NUMBERS + 1):
        yield f"{stem} ({number}){ending}"


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and len(ending) < _MOST_ENDING else (name, "")


def _shortened(name: str) -> str:
    """Cut the stem until the name fits, at a whole letter."""
    stem, ending = _split(name)
    while stem and len((stem + ending).encode("utf-8", "replace")) > MOST_BYTES:
        stem = stem[:-1]
    return stem + ending


def _pinned(folder: Path) -> AbstractContextManager[Path]:
    """Lend a path that stays this very folder, whatever takes its name; where the system can."""
    if not folder.is_dir():
        raise FileRefused(folder, "folder")
    return _held(folder) if _OPENED.is_dir() else nullcontext(folder)


@contextmanager
def _held(folder: Path) -> "Iterator[Path]":
    with system_trouble(folder):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield _OPENED / str(handle)
    finally:
        os.close(handle)
