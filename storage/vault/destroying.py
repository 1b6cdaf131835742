"""Destroying a vault for good: its keys first, then what is left of it.

The law: once every wrap of the key is overwritten (the header, and the heads of the daily backups)
nothing that is left can be opened, also where deleting is cut short. Only a vault's own files go:
what somebody else put into the folder stays. No medium is promised to forget (a flash chip keeps
old pages); the end of the keys is why that matters little.
"""

import contextlib
import os
import shutil
from pathlib import Path

from storage.vault.layout import SIDE_FILES, Layout

_HEAD_BYTES = 64 << 10  # more than the key slots at the head of a header or a backup take


def forget_keys(folder: Path) -> bool:
    """Overwrite every wrap of the key; says whether that was done on the medium.

    The vault may still be open, so that nobody else opens it meanwhile.
    """
    layout = Layout(folder)
    done = [_overwrite(path) for path in (layout.header, *_inside(layout.backups))]
    return all(done)  # each was tried, also after one that failed


def destroy(folder: Path) -> bool:
    """Overwrite the keys and remove the vault's files; says whether none of them is left."""
    layout = Layout(folder)
    forget_keys(folder)
    for inside in (layout.blobs, layout.backups):
        shutil.rmtree(inside, ignore_errors=True)
    for path in _own_files(layout):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()  # stays where something else lies in it
    return not any(path.exists() for path in (*_own_files(layout), layout.blobs, layout.backups))


def _own_files(layout: Layout) -> list[Path]:
    database = layout.database
    sides = [database.with_name(database.name + side) for side in SIDE_FILES]
    return [layout.header, database, *sides, layout.lock, layout.attempts, layout.reserve]


def _inside(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [path for path in folder.iterdir() if path.is_file() and not path.is_symlink()]
    return []


def _overwrite(path: Path) -> bool:
    flags = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        file = os.open(path, flags)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        os.write(file, bytes(min(os.fstat(file).st_size, _HEAD_BYTES)))
        os.fsync(file)
    except OSError:
        return False
    finally:
        os.close(file)
    return True
