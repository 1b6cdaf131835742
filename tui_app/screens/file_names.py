"""Whether a file may be read, or made: said in a sentence before anything else is asked.

The law: these only look. The casebook judges again when it reads or writes, since a file may have
come or gone meanwhile; a new file never takes the place of another.
"""

import datetime as dt
import os
from pathlib import Path

from storage.errors import FileExists, FileRefused
from tui_app.i18n.catalogue import _
from tui_app.i18n.sentences import sentence
from tui_app.widgets.path_field import is_folder


def may_read(path: Path) -> str:
    """Return "" for a file that is there, else what is the matter; blocks."""
    return _missing(path) if not os.path.lexists(path) else _folder(path)


def may_make(path: Path) -> str:
    """Return "" for the name of a new file in a folder that is there; blocks."""
    if is_folder(path):
        return _folder(path)
    if os.path.lexists(path):
        return sentence(FileExists(path))
    return "" if is_folder(path.parent) else _missing(path.parent)


def may_hold(path: Path) -> str:
    """Return "" for a folder that is there, else what is the matter; blocks."""
    return "" if is_folder(path) else _("Choose a folder that is there.")


def _missing(path: Path) -> str:
    return sentence(FileRefused(path, "missing"))


def _folder(path: Path) -> str:
    return sentence(FileRefused(path, "folder")) if is_folder(path) else ""


def dated(stem: str, day: dt.date, suffix: str) -> str:
    """Return a proposed name: ``nivel-2026-11-24.nivelbackup``."""
    return f"{stem}-{day.isoformat()}{suffix}"
