"""What makes a passphrase good enough, and a generator for those who want one.

The law: at least 15 characters, or at least 5 words; not made of what everybody uses
(``common.txt``: about 3,000 common passwords, names, keyboard walks, and words of this work, one a
line, lower case, in English, Finnish and Swedish), not one thing repeated, not the person's own
name. Estimators overrate Finnish words, so nothing is estimated: a passphrase is refused when
hardly anything is left of it after the listed words are taken out.
"""

from __future__ import annotations

import math
import re
import secrets
from functools import cache, lru_cache
from importlib import resources

from storage.errors import WeakPassphrase

FEWEST_CHARACTERS = 15
FEWEST_WORDS = 5
_LEAST_WORD = 3
_FEWEST_DISTINCT = 6
_LEAST_REST = 6
_MOST_LOOKED_AT = 500  # a pasted megabyte must not keep anybody waiting
_BITS = 75.0
_LANGUAGES = {"fi": "fin-kotus", "sv": "swe-short", "en": "eff-long"}
_WORD = re.compile(r"[a-zåäö]{4,9}")
_LEET = str.maketrans("013457@$!", "oieastasi")


def check_passphrase(text: str, person: str = "") -> None:
    """Raise ``WeakPassphrase`` (short, repeated, listed, personal) unless ``text`` will do."""
    plain = text.casefold().strip()
    words = {word for word in re.split(r"[\s\-_.,;:+/]+", plain) if len(word) >= _LEAST_WORD}
    if len(plain) < FEWEST_CHARACTERS and len(words) < FEWEST_WORDS:
        raise WeakPassphrase(reason="short")
    bare = re.sub(r"[\W_]+", "", plain)
    if len(set(bare)) < _FEWEST_DISTINCT or _is_repeated(bare):
        raise WeakPassphrase(reason="repeated")
    names = {part for part in re.split(r"\W+", person.casefold()) if len(part) >= _LEAST_WORD}
    if names and _is_spent(bare, frozenset(names)) and any(name in bare for name in names):
        raise WeakPassphrase(reason="personal")
    if _is_spent(bare, common_words()) or _is_spent(bare.translate(_LEET), common_words()):
        raise WeakPassphrase(reason="listed")


def generate_passphrase(language: str = "fi") -> str:
    """Return words drawn evenly from a list of ``language`` (fi, sv, en): 75 bits or more."""
    words = word_list(language)
    count = max(FEWEST_WORDS, math.ceil(_BITS / math.log2(len(words))))
    while True:
        text = " ".join(secrets.choice(words) for _ in range(count))
        try:
            check_passphrase(text)
        except WeakPassphrase:  # once in ages: all drawn words happen to be common ones
            continue
        return text


@cache
def word_list(language: str) -> tuple[str, ...]:
    """Return the words to draw from: 4 to 9 letters, easy to type on a Nordic keyboard."""
    name = _LANGUAGES.get(language, _LANGUAGES["en"])
    source = resources.files("xkcdpass").joinpath("static", name)
    lines = source.read_text(encoding="utf-8").split()
    return tuple(sorted({word for word in lines if _WORD.fullmatch(word)}))


@cache
def common_words() -> frozenset[str]:
    """Return the block list."""
    source = resources.files("storage.vault").joinpath("common.txt")
    return frozenset(source.read_text(encoding="utf-8").split())


def _is_repeated(bare: str) -> bool:
    """Say whether the text is one short piece over and over: ``kissakissakissa``."""
    return bare in (bare + bare)[1:-1]


def _is_spent(bare: str, listed: frozenset[str]) -> bool:
    """Say whether hardly any letter stays when as much as can be is covered by listed words.

    Digits count for nothing: they are what people append.
    """
    joined, longest = _joined(listed)
    if bare in joined:
        return True
    bare = bare[:_MOST_LOOKED_AT]
    least = [0] * (len(bare) + 1)  # least[n]: the fewest letters left of what follows place n
    for at in range(len(bare) - 1, -1, -1):
        least[at] = least[at + 1] + (not bare[at].isdigit())
        for end in range(at + 1, min(at + longest, len(bare)) + 1):
            if least[end] < least[at] and bare[at:end] in listed:
                least[at] = least[end]
    return least[0] < _LEAST_REST


@lru_cache(maxsize=8)
def _joined(listed: frozenset[str]) -> tuple[str, int]:
    """Return the words one a line, and the length of the longest."""
    return "\n".join(listed), max(map(len, listed), default=0)
