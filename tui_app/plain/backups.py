"""The plain twin of Exchange, Backup: the daily backups on this disk."""

from collections.abc import Iterable, Iterator

from storage.lines.upkeep import BackupLine
from tui_app.i18n.catalogue import _, language
from tui_app.i18n.formats import long_date
from tui_app.plain.words import counted, joined

_MEGA = 1_000_000


def size_words(size: int) -> str:
    """Return a length as people read it: ``340 kB``, ``12.4 MB`` (``12,4 Mt`` in Finnish)."""
    if size < _MEGA:
        return _("{count} kB").format(count=-(-size // 1000))
    count = f"{size / _MEGA:.1f}"
    return _("{count} MB").format(count=count if language() == "en" else count.replace(".", ","))


def backups_text(lines: Iterable[BackupLine]) -> Iterator[str]:
    """Yield the daily backups, the newest first."""
    found = tuple(lines)
    yield counted(_("Daily backups kept"), len(found))
    for line in found:
        yield joined((long_date(line.day), size_words(line.size), line.path))
