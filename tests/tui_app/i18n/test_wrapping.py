"""Text broken into lines of so many cells."""

from hypothesis import given
from hypothesis import strategies as some

from tui_app.i18n.cells import width
from tui_app.i18n.wrapping import wrap

CELLS = some.integers(2, 60)


def test_between_words() -> None:
    """A word that fits stays whole; a line end stays one; a long word is broken."""
    assert wrap("yksi kaksi kolme", 10) == ["yksi kaksi", "kolme"]
    assert wrap("yksi\nkaksi", 10) == ["yksi", "kaksi"]
    assert wrap("aaaaaaaaaaaa b", 5) == ["aaaaa", "aaaaa", "aa b"]
    assert wrap("", 5) == [""]


@given(some.text(), CELLS)
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, cells: int) -> None:
    """Every letter but spaces and line ends is there, in order, within the width."""
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines if line.isprintable())
    kept = "".join(lines).replace(" ", "")
    assert kept == text.replace(" ", "").replace("\n", "")


@given(some.lists(some.text("abcåäö", min_size=1, max_size=9), max_size=12), some.integers(9, 60))
def test_words_that_fit_stay_whole(words: list[str], cells: int) -> None:
    """Joined again, the lines are the words."""
    assert " ".join(wrap(" ".join(words), cells)).split() == words
