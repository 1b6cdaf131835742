"""What a making that was cut off left beside the vaults: never listed, and swept after an hour.

The law: a vault is made under a hidden name and takes its own at the very end, so whatever has such
a name is no vault. One that is an hour old is nobody's: making takes a minute.
"""

import re
import shutil
import time
from contextlib import suppress
from pathlib import Path

from storage.vault.files import PART

_NAME = re.compile(r"\.[0-9a-f]{16}" + re.escape(PART))
SECONDS = 3600.0


def is_part(folder: Path) -> bool:
    """Say whether a vault is being made there, or was when the plug was pulled."""
    return folder.name.startswith(".") and folder.name.endswith(PART)


def sweep(home: Path, now: float | None = None) -> None:
    """Remove what is left in ``home`` for an hour; ``now`` in Unix seconds."""
    moment = time.time() if now is None else now
    for part in home.glob(f".*{PART}"):
        if _NAME.fullmatch(part.name) and part.is_dir() and _touched(part) + SECONDS < moment:
            shutil.rmtree(part, ignore_errors=True)


def _touched(part: Path) -> float:
    """Return when anything in it was last written."""
    latest = 0.0
    for each in (part, *part.rglob("*")):
        with suppress(OSError):
            latest = max(latest, each.lstat().st_mtime)
    return latest
