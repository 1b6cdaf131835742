"""Wrapping counts cells, keeps letters whole and loses nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.documents.wrapping import graphemes, width_of, wrapped
from tests.storage.documents.samples import HOSTILE


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("äe\u0301", ["ä", "e\u0301"]),
        ("👨\u200d👩\u200d👧a", ["👨\u200d👩\u200d👧", "a"]),
        ("🇫🇮🇸🇪", ["🇫🇮", "🇸🇪"]),
        ("👍🏽!", ["👍🏽", "!"]),
        ("❤\ufe0f", ["❤\ufe0f"]),
    ],
)
def test_letters_stay_whole(text: str, letters: list[str]) -> None:
    """Marks, joined emoji, flags and skin tones belong to their letter."""
    assert list(graphemes(text)) == letters


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("äiti", 4),
        ("中文", 4),
        ("e\u0301", 1),
        ("👨\u200d👩\u200d👧", 2),
        ("🇫🇮", 2),
        ("❤\ufe0f", 2),
    ],
)
def test_cells(text: str, cells: int) -> None:
    """A wide letter takes two cells, marks none, a joined emoji two."""
    assert width_of(text) == cells


@pytest.mark.parametrize(
    "text", ["Testi Testinen", "äö – Привет", "中文ｆｕｌｌ", "한국어", "שלום"]
)
def test_cells_agree_with_the_terminal(text: str) -> None:
    """Where no joining is at work, our count is the one the screens use."""
    assert width_of(text) == cell_len(text)


def test_wraps_at_words_with_indents() -> None:
    """Words move whole, a longer one is cut, lines and empty lines stay, indents count."""
    text = "yksi kaksi kolme\n\nneljäviisikuusi 7"
    assert wrapped(text, 10, first="- ", rest="  ") == [
        "- yksi",
        "  kaksi",
        "  kolme",
        "",
        "  neljävii",
        "  sikuusi",
        "  7",
    ]


@settings(deadline=None)
@given(HOSTILE, st.integers(6, 20))
def test_never_wider_and_nothing_lost(text: str, width: int) -> None:
    """Every line fits, and the letters other than white space are all there, in order."""
    lines = wrapped(text, width, first="- ", rest="  ")
    assert all(width_of(line) <= width for line in lines)
    joined = "".join("".join(line[2:] if line else "" for line in lines).split())
    assert joined == "".join(text.split())
