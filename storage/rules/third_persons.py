"""Leave other people out of a text that goes to somebody whose data it is.

The law: a sentence that names one of the given people goes whole and is counted; what is left is
as it was written. A name counts in any of its forms (Finnish inflects names), where the word has a
capital letter: ``Ainon`` names Aino, ``ainoa`` does not.
"""

import re
from collections.abc import Callable, Iterable

from storage.rules.fold import fold

SHORTEST = 3
"""A part of a name with fewer letters says nothing."""
_SENTENCE = re.compile(r"(?<=[.!?…])[ \t]+|\n+")
_WORD = re.compile(r"[^\W\d_]+")
_DOUBLED = re.compile(r"(?<=\w)\.\.(?!\.)")


def name_stems(names: Iterable[str]) -> frozenset[str]:
    """Return the folded parts of people's names by which they are known in a text."""
    parts = (fold(part) for name in names for part in _WORD.findall(name))
    return frozenset(part for part in parts if len(part) >= SHORTEST)


def without_people(text: str, stems: frozenset[str]) -> tuple[str, int]:
    """Return the text without the sentences that name them, and how many went."""
    return without_sentences(text, lambda sentence: _names_any(sentence, stems))


def without_sentences(text: str, goes: Callable[[str], bool]) -> tuple[str, int]:
    """Return the text without the sentences of which ``goes`` is true, and how many went."""
    if not goes(text):
        return text, 0
    kept, gone, place = [], 0, 0
    for mark in [*_SENTENCE.finditer(text), None]:
        end = len(text) if mark is None else mark.end()
        sentence = text[place:end]
        if goes(sentence):
            gone += 1
        else:
            kept.append(sentence)
        place = end
    return "".join(kept).strip(), gone


def masked_people(text: str, stems: frozenset[str]) -> str:
    """Return the text with each word that names them cut to its first letter: ``A. soittaa``."""

    def cut(match: re.Match[str]) -> str:
        word = match[0]
        return f"{word[0]}." if _is_name(word, stems) else word

    return _DOUBLED.sub(".", _WORD.sub(cut, text)) if stems else text


def _names_any(text: str, stems: frozenset[str]) -> bool:
    return bool(stems) and any(_is_name(word, stems) for word in _WORD.findall(text))


def _is_name(written: str, stems: frozenset[str]) -> bool:
    if not written[0].isupper():
        return False
    word = fold(written)
    return any(word.startswith(stem) or _softened(word, stem) for stem in stems)


def _softened(word: str, stem: str) -> bool:
    """Say whether the word may be the name with its last letters changed (Heikki: Heikin)."""
    root = stem[:-2]
    return len(root) >= SHORTEST and word.startswith(root) and abs(len(word) - len(stem)) <= 2  # noqa: PLR2004 — Heikki, Heikin; Virtanen, Virtasen
