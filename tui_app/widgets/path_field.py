"""Where the name of a file is typed: Tab completes it, ``~`` is the home folder.

The law: completing reads one folder, in a thread (``completions`` blocks), shows names and opens
nothing; a folder that cannot be read has no completions.
"""

import os
from pathlib import Path

from storage.errors import Invalid
from storage.rules.clean import clean_line
from tui_app.widgets.text_field import TextField

LIMIT = 1000
_LOOKED_AT = 5000


class PathField(TextField):
    """A field for a path; a path may hold more than a line of text."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, limit=LIMIT, id=id)


def typed_path(text: str) -> Path | None:
    """Return the path that was typed, None for nothing or what can be no path."""
    try:
        name = clean_line(text, LIMIT).strip()
        if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
            name = name[1:-1]  # pasted with its quotation marks
        return Path(name).expanduser().absolute() if name else None
    except (Invalid, RuntimeError):  # too long; a user with no home
        return None


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there; a name that is too long or closed to us is none."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for such names


def completions(text: str) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` as far as it is certain, and the names that may follow; folders end in /."""
    folder, begun = os.path.split(text)
    place = typed_path(folder or ".")
    if place is None:
        return text, ()
    try:
        with os.scandir(place) as entries:
            names = sorted(
                entry.name + ("/" if _is_folder(entry) else "")
                for entry, _number in zip(entries, range(_LOOKED_AT), strict=False)
                if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
            )
    except OSError:
        return text, ()
    certain = os.path.commonprefix(names) if names else begun  # noqa: RUF071 - letters are meant
    return (os.path.join(folder, certain) if folder else certain), tuple(names)  # noqa: PTH118


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
