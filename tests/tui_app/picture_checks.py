"""What holds for every picture in every language, whatever is on it.

Each check takes the rows and returns the sentences of what is wrong; "" rows are allowed.
"""

import re
from collections.abc import Iterator
from functools import cache

from tests.house.tree import ROOT
from tui_app.i18n.cells import MORE, width
from tui_app.i18n.po import read_po

LOCALES = ROOT / "tui_app" / "i18n" / "locales"
LEAST_LETTERS = 4
OFFICE = "demo.po"  # the words of made-up people
WORDS = re.compile(r"[^\W\d_]+")
PATH = re.compile(r"\S*/\S+")  # a folder's name is in no language
# The question for the language is asked in all three.
IN_EVERY_LANGUAGE = frozenset({"Language", "English"})


def faults(text: str, language: str, columns: int) -> list[str]:
    """Return what is wrong with a picture of ``columns`` columns in ``language``."""
    rows = text.splitlines()
    return [*_too_wide(rows, columns), *_cut_frame(rows), *_at_the_edge(rows, columns, language),
            *_english(rows, language)]  # fmt: skip


def _too_wide(rows: list[str], columns: int) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        if width(row) > columns:
            yield f"row {number} is {width(row)} cells wide: {row}"


def _cut_frame(rows: list[str]) -> Iterator[str]:
    """Rows 1, 2 and the last are ours alone: no word of them is cut; F1 is always there."""
    for number in (0, 1, -1):
        if MORE in rows[number]:
            yield f"the frame is cut: {rows[number]}"


def _at_the_edge(rows: list[str], columns: int, language: str) -> Iterator[str]:
    """Find half a word in the last column; a heading that ends there is whole."""
    for number, row in enumerate(rows, 1):
        last = WORDS.findall(row)[-1:]
        if width(row) == columns and WORDS.match(row[-1]) and not words_of(language) >= {*last}:
            yield f"row {number} runs into the edge: {row}"


def _english(rows: list[str], language: str) -> Iterator[str]:
    foreign = only_english(language)
    for number, row in enumerate(rows, 1):
        for word in WORDS.findall(PATH.sub(" ", row)):
            if word in foreign:
                yield f"row {number} has the English word {word}: {row}"


def only_english(language: str) -> frozenset[str]:
    """Return the English words that no text of ``language`` has; people here write Finnish."""
    if language == "en":
        return frozenset()
    long = {word for word in words_of("en") if len(word) >= LEAST_LETTERS}
    return frozenset(long - words_of(language) - words_of("fi") - IN_EVERY_LANGUAGE)


@cache
def words_of(language: str) -> frozenset[str]:
    """Return every word of the catalogue; English stands in the other languages' msgids."""
    found: set[str] = set()
    for path in (LOCALES / ("fi" if language == "en" else language)).glob("*.po"):
        if path.name == OFFICE:
            continue
        for key, entry in read_po(path).items():
            texts = (key.rpartition("\x04")[2],) if language == "en" else entry.forms
            found.update(word for text in texts for word in WORDS.findall(text))
    return frozenset(found)
