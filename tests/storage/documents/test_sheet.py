"""CSV that we write: a spreadsheet opens every cell as text (threat T19)."""

import csv
import datetime as dt
import io

import pytest

from storage.documents import sheet as sheets
from storage.documents.sheet import Cell, guarded, is_formula_like, sheet

# What starts a formula or is skipped before one, in any width; written out, not asked of the code.
STARTERS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
ALL_FIRST = [chr(code) for code in range(0x10000)]


def read_back(data: bytes) -> list[list[str]]:
    """Read a CSV file as a spreadsheet would."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def dangerous_cells(data: bytes) -> list[str]:
    """Return the cells that start with what starts a formula."""
    return [cell for row in read_back(data) for cell in row if cell[:1] in STARTERS and cell]


def test_no_first_character_starts_a_formula() -> None:
    """For every first character of the basic plane, no cell starts a formula, none gets lost."""
    data = sheet(["heading"], [[f"{first}1+1"] for first in ALL_FIRST])
    assert dangerous_cells(data) == []
    assert len(read_back(data)) == len(ALL_FIRST) + 1


def test_no_skipped_character_hides_a_formula() -> None:
    """White space and unseen characters in front of a formula do not get it through."""
    for first in ALL_FIRST:
        if first.isspace() or not first.isprintable():
            assert guarded(f"{first}=1+1").startswith("'"), ascii(first)


def test_without_the_guard_formulas_get_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the apostrophe taken out, the check above sees every starter."""
    monkeypatch.setattr(sheets, "guarded", lambda text: text)
    cells = dangerous_cells(sheet(["heading"], [[f"{first}1+1"] for first in ALL_FIRST]))
    assert {cell[0] for cell in cells} == set(STARTERS) - {"\0"}


@pytest.mark.parametrize("text", ["", "Testi", "1+1", "a=b", "'quoted", "äiti", "(050) 1", "#1"])
def test_plain_text_stays(text: str) -> None:
    """What starts no formula is written as it is."""
    assert guarded(text) == text
    assert not is_formula_like(text)


@pytest.mark.parametrize(
    "text", ["\u2212 1", "\ufe62 1", "\u207a1", " =1", "\u200b@SUM(1)", "\x0b="]
)
def test_look_alikes_are_guarded(text: str) -> None:
    """Minus signs, small and raised forms, and hidden starts are guarded too."""
    assert is_formula_like(text)


def test_typed_cells() -> None:
    """Numbers, days and nothing are written plain; a negative number is no formula."""
    rows: list[list[Cell]] = [[-5, dt.date(2026, 11, 24), None, "x"]]
    assert sheet(["a", "b", "c", "d"], rows, separator=",", has_mark=False) == (
        b'"a","b","c","d"\r\n"-5","2026-11-24","","x"\r\n'
    )


def test_form_for_finnish_excel() -> None:
    """By default the file has a byte order mark, semicolons, quotes everywhere, CRLF."""
    data = sheet(["Nimi"], [['Ä;"Ö"\nÅ']])
    assert data == '\ufeff"Nimi"\r\n"Ä;""Ö""\nÅ"\r\n'.encode()


def test_headings_are_guarded_too() -> None:
    """A heading that came from a person is guarded like any cell."""
    assert read_back(sheet(["=cmd"], [])) == [["'=cmd"]]
