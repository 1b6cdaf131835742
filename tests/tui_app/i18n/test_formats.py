"""Dates, spans, names and cells in three languages (house, "Languages")."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_app.i18n import formats
from tui_app.i18n.catalogue import in_context, ngettext, set_language
from tui_app.i18n.cells import both_ends, cut, fit, width
from tui_app.i18n.po import PoFault, read_po

TUESDAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("spoken", "long", "short"),
    [
        ("fi", "tiistai 24.11.2026", "ti 24.11."),
        ("sv", "tisdag 24.11.2026", "ti 24.11."),
        ("en", "Tuesday 24.11.2026", "Tu 24.11."),
    ],
)
def test_dates_are_said_in_each_language(spoken: str, long: str, short: str) -> None:
    """Weekday and date, the year only where it is another one."""
    set_language(spoken)
    assert formats.long_date(TUESDAY) == long
    assert formats.short_date(TUESDAY) == short
    assert formats.short_date(TUESDAY, dt.date(2025, 1, 1)).endswith("24.11.2026")
    assert formats.date_and_time(dt.datetime(2026, 11, 24, 9, 30)).endswith("24.11. 09:30")  # noqa: DTZ001 - a wall time


def test_weeks_begin_on_monday() -> None:
    """24.11.2026 is in week 48, Sunday belongs to the week before."""
    assert formats.week_number(TUESDAY) == 48
    assert formats.week_number(dt.date(2026, 11, 29)) == 48
    assert formats.week_number(dt.date(2026, 11, 30)) == 49


def test_spans_seldom_change() -> None:
    """Seconds go by fives after ten, then minutes, then hours."""
    set_language("en")
    said = [formats.span_words(seconds) for seconds in (-1, 3, 14, 59, 61, 3599, 7300)]
    assert said == ["0 s", "3 s", "10 s", "55 s", "1 min", "59 min", "2 h"]


def test_counting_and_contexts() -> None:
    """One and many differ; a word with a context is another word."""
    set_language("fi")
    assert ngettext("{count} minute", "{count} minutes", 1) == "{count} minuutti"
    assert ngettext("{count} minute", "{count} minutes", 5) == "{count} minuuttia"
    assert in_context("weekday", "Su") == "su"
    set_language("sv")
    assert in_context("weekday", "Su") == "sö"


def test_an_unknown_language_is_english() -> None:
    """A wrong word in the settings never leaves the screen empty."""
    set_language("xx")
    assert formats.weekday(TUESDAY) == "Tuesday"


@given(st.text(alphabet="aå漢e\u0301🙂 -", max_size=30), st.integers(0, 30))
def test_cutting_never_overflows(text: str, cells: int) -> None:
    """A cut text is at most as wide as asked, a fitted one exactly so."""
    assert width(cut(text, cells)) <= cells
    assert width(fit(text, cells)) == cells
    assert width(fit(text, cells, right=True)) == cells


def test_both_ends_keep_the_right_one() -> None:
    """Where the row is too short the left text is cut and says so."""
    assert both_ends("left", "right", 12) == "left   right"
    assert both_ends("a long left text", "right", 12) == "a lon~ right"
    assert width(both_ends("a long left text", "", 10)) == 10


def test_a_broken_catalogue_is_named_by_its_line(tmp_path: object) -> None:
    """A line that is no string is refused with the file and its number."""
    from pathlib import Path

    path = Path(str(tmp_path)) / "x.po"
    path.write_text('msgid "a"\nmsgstr b\n', encoding="utf-8")
    with pytest.raises(PoFault, match=r"x\.po:2"):
        read_po(path)


def test_fuzzy_and_untranslated_entries_are_left_out(tmp_path: object) -> None:
    """A doubtful or empty translation is not shown; escapes and long strings are read."""
    from pathlib import Path

    path = Path(str(tmp_path)) / "x.po"
    path.write_text(
        '#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n\n'
        'msgid "d"\n"e"\nmsgstr "x\\ny \\"z\\" \\\\"\n',
        encoding="utf-8",
    )
    found = read_po(path)
    assert list(found) == ["de"]
    assert found["de"].forms == ('x\ny "z" \\',)
