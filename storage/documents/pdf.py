"""A handout as PDF/UA-1: tagged, with its language, for screen readers and for print.

The law: the same handout gives the same bytes. Nothing but its texts gets in: no name of a user or
machine, no time, no font of the computer it was made on. typst's own fonts hold Latin, Greek and
Cyrillic; PDF/UA forbids a letter without a shape, so a letter that no font holds (an emoji,
Chinese) is replaced by U+25A1 and counted: the caller says so, nothing is lost in silence.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from storage.documents.handout import Handout
from storage.documents.pdf_page import TEMPLATE, page_data
from storage.documents.wrapping import graphemes

if TYPE_CHECKING:
    import typst

MISSING = "\u25a1"
# What typst's fonts surely hold: a test sets every one of these.
SURE = re.compile(
    "[ -~\n\xa0-\xac\xae-\u017f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u2010-\u2026]*"
)
_PROBE = "#set document(title: [p])\n#sys.inputs.probe"


@dataclass(frozen=True, slots=True)
class PdfFile:
    """The file's bytes, and how many letters of it could not be shown."""

    data: bytes
    replaced: int


def as_pdf(handout: Handout, *, is_large: bool = False) -> PdfFile:
    """Set ``handout`` as PDF/UA-1 on A4, in 11 points or, ``is_large``, in 18."""
    page = page_data(handout, is_large=is_large)
    unsure = _unsure(page)
    for missing in (frozenset(_missing(sorted(unsure))), unsure):
        shown = _Shown(missing)
        data = _set(TEMPLATE, "handout", json.dumps(_mapped(page, shown), ensure_ascii=False))
        if data is not None:
            return PdfFile(data, shown.replaced)
    message = "typst refuses a page of plain letters"
    raise AssertionError(message)


class _Shown:
    """Replaces the letters of ``missing`` and counts them."""

    def __init__(self, missing: frozenset[str]) -> None:
        self.missing = missing
        self.replaced = 0

    def __call__(self, text: str) -> str:
        if not self.missing or SURE.fullmatch(text):
            return text
        letters = list(graphemes(text))
        self.replaced += sum(letter in self.missing for letter in letters)
        return "".join(MISSING if letter in self.missing else letter for letter in letters)


def _mapped(data: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 — JSON
    """Return a copy of ``data`` with every text in it changed."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, list):
        return [_mapped(one, change) for one in data]
    return (
        {key: _mapped(one, change) for key, one in data.items()} if isinstance(data, dict) else data
    )


def _unsure(page: dict[str, Any]) -> frozenset[str]:
    """Return the letters of the page that no font may hold."""
    found: set[str] = set()

    def look(text: str) -> str:
        if not SURE.fullmatch(text):
            found.update(letter for letter in graphemes(text) if not SURE.fullmatch(letter))
        return text

    _mapped(page, look)
    return frozenset(found)


def _missing(letters: list[str]) -> list[str]:
    """Return those of ``letters`` that typst cannot show, by trying ever smaller groups."""
    if not letters or _set(_PROBE, "probe", " ".join(letters)) is not None:
        return []
    if len(letters) == 1:
        return letters
    middle = len(letters) // 2
    return _missing(letters[:middle]) + _missing(letters[middle:])


def _set(source: str, name: str, value: str) -> bytes | None:
    """Return the PDF, or ``None``: typst's own message would quote the text it could not show."""
    import typst

    try:
        return typst.compile(
            source.encode(),
            format="pdf",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={name: value},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return None


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False)
