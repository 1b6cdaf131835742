"""When two names look the same: the one way, for address books, cards and every picker of people.

The law: idempotent; case, accents, punctuation and the order of the words say nothing, so that
``Mäkelä, Aino`` is ``aino makela``.
"""

import unicodedata


def folded_name(name: str) -> str:
    """Return the words of ``name`` without case, accents and marks, in alphabetical order."""
    # Taking letters apart can bring up capitals, and folding those more marks.
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in bare if not _is_mark(sign))
    return " ".join(sorted(letters.split()))


def _is_mark(sign: str) -> bool:
    return unicodedata.combining(sign) > 0
