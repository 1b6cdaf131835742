"""Fold a text for search and comparison: one spelling for what a searcher would call the same.

The law: ``fold`` is idempotent, and is used on both sides, on what is kept in the search index and
on what is typed. Case, width and the marks of Latin, Greek and Cyrillic letters go, so that
"makela" finds Mäkelä. A folded text is never shown and never stored as anyone's name. Marks of
other scripts are vowels, and stay.
"""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# Letters with a stroke or of their own, which no decomposition opens.
_OPENED = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ı": "i",  # noqa: RUF001 the Turkish letter is meant
        "æ": "ae",
        "œ": "oe",
    }
)


def fold(text: str) -> str:
    """Return ``text`` without case and marks, in compatibility form (NFKC).

    The length may change: never use a position in the folded text as one in the text.
    """
    if text.isascii():
        return text.lower()
    opened = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKC", _MARKS.sub("", opened).translate(_OPENED))
