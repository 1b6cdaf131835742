"""The plain twin of the backups: a line each, sizes as people read them."""

import datetime as dt

from storage.lines.upkeep import BackupLine
from tui_app.i18n.catalogue import set_language
from tui_app.plain.backups import backups_text, size_words


def test_a_backup_is_one_line() -> None:
    """Its day, its size and where it lies; without any the count says so."""
    line = BackupLine(dt.date(2026, 11, 24), "/x/2026-11-24.nivelbackup", 334_001)
    assert list(backups_text([line])) == [
        "Daily backups kept: 1",
        "Tuesday 24.11.2026, 335 kB, /x/2026-11-24.nivelbackup",
    ]
    assert list(backups_text([])) == ["Daily backups kept: 0"]


def test_sizes_are_written_as_each_language_does() -> None:
    """Decimal comma and kt, Mt in Finnish."""
    assert size_words(12_400_000) == "12.4 MB"
    set_language("fi")
    assert (size_words(1), size_words(12_400_000)) == ("1 kt", "12,4 Mt")
