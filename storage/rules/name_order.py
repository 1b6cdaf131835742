"""The order of names in lists: that of a Finnish or Swedish telephone book.

The law: å ä ö come after z in this order, æ with ä, ø with ö, ü with y; case and all other marks
count for nothing. The vault lends this to SQL as ``name_order(...)`` (``vault.connection``): lists
are ordered and paged in one statement, and nothing of it is kept in any table.
"""

import unicodedata

from storage.rules.fold import fold

BETWEEN = "\t"
"""Stands between two parts of a name, and before every sign that a name may have."""
# The three signs after z in ASCII: a key is compared byte by byte.
_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})


def name_order(*parts: str | None) -> str:
    """Return what a name is ordered by; ``parts``: the family name first, empty ones left out."""
    return BETWEEN.join(_key(part) for part in parts if part)


def _key(part: str) -> str:
    if part.isascii():
        return part.lower()
    return fold(unicodedata.normalize("NFKC", part).casefold().translate(_AFTER_Z))
