"""Daily backups in the vault's own folder: one a day, kept 14 days.

The law: a new backup is written before an old one goes. One made under an older data key (before a
key slot was removed) goes with the next new one, since the removed passphrase would still open it.
Names are ``YYYY-MM-DD.nivelbackup``; anything else in the folder is left alone.
"""

from __future__ import annotations

import contextlib
import re
import struct
from datetime import date, timedelta
from typing import TYPE_CHECKING

from storage.errors import StorageError
from storage.vault import backup
from storage.vault.files import PART, sync_folder
from storage.vault.header import decode
from storage.vault.layout import make_folder
from storage.vault.medium import Medium
from storage.vault.opening import ANY_COST, read_own_header

if TYPE_CHECKING:
    from pathlib import Path

    from storage.vault.engine import OpenVault

KEPT_DAYS = 14
SUFFIX = ".nivelbackup"
_NAME = re.compile(rf"(\d{{4}}-\d\d-\d\d){re.escape(SUFFIX)}")


def rotate(
    vault: OpenVault,
    today: date,
    progress: backup.Progress = backup.no_progress,
    *,
    strip: backup.Strip | None = None,
) -> Path | None:
    """Write today's backup if there is none yet, then let the old ones go; return the new file.

    Raises what ``write_backup`` raises; old backups stay then.
    """
    if vault.medium is Medium.READ_ONLY:
        return None
    make_folder(vault.layout.backups)
    generation = read_own_header(vault.layout, vault.header_key).generation
    target = vault.layout.backups / f"{today.isoformat()}{SUFFIX}"
    made = None
    if not target.exists() or _generation(target) < generation:
        made = target
        fresh = target.with_name(f".{target.stem}{PART}") if target.exists() else target
        backup.write_backup(vault, fresh, progress, strip=strip)
        if fresh != target:  # today's, made under an older key, gives way to the new one
            fresh.replace(target)
            sync_folder(target.parent)
    for path, day in list_backups(vault.layout.backups):
        if day < today - timedelta(days=KEPT_DAYS) or _generation(path) < generation:
            with contextlib.suppress(OSError):
                path.unlink()
    return made


def list_backups(folder: Path) -> list[tuple[Path, date]]:
    """Return the daily backups and their days, the newest first."""
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        if match := _NAME.fullmatch(path.name):
            with contextlib.suppress(ValueError):
                found.append((path, date.fromisoformat(match[1])))
    return sorted(found, key=lambda pair: pair[1], reverse=True)


def _generation(path: Path) -> int:
    """Return the generation of the data key a backup was made under; 0 if it cannot be read."""
    try:
        with path.open("rb") as file:
            _magic, _version, length = backup.FRAME.unpack(file.read(backup.FRAME.size))
            return decode(file.read(min(length, 1 << 16)), limits=ANY_COST).generation
    except (OSError, StorageError, ValueError, struct.error):
        return 0
