"""Query variants for Finnish: ``velka`` finds velan, ``velan`` finds velka.

Stemmers cut endings but keep consonant gradation (k p t change inside the stem), so they miss half
of a Finnish text. Here the typed word, in any common form, becomes two to six stems to look for as
parts of words; each word form holds at least one of them.

The law: one of the stems is always a part of the typed word, so variants find more than the word
itself and never less; no stem is shorter than three letters. All are folded as in ``fold``: ä is a,
so vowel harmony needs no rule. Over-finding is fine where it is rare (who searches reads five hits,
not one); stems that would hit every third word are left out (laki → lain, aika → ajan).
Source of the rules: the inflection tables of any Finnish grammar, in their common part.
"""

import re
from enum import Enum

from storage.rules.fold import fold
from storage.rules.gradation import strengthened, weakened

MOST = 6
_SHORTEST = 3
_PLAIN = 4  # a stem of four letters stands without its last vowel, and so covers plurals


class Grade(Enum):
    """The grade that an ending leaves in the stem before it."""

    STRONG = "strong"
    WEAK = "weak"


_NAMED = {  # by the word's end, the longer first
    "maaraaika": ("maaraaika", "maaraaiko", "maaraaja"),
    "maaraaja": ("maaraaika", "maaraaiko", "maaraaja"),
    "-aika": ("-aika", "-aiko", "-aja"),
    "-aja": ("-aika", "-aiko", "-aja"),
    "aika": ("aika", "aiko"),
    "laki": ("laki", "lake"),
    "poika": ("poika", "poiki", "poja"),
    "poja": ("poika", "poiki", "poja"),
    "mies": ("mies", "mieh"),
    "miehe": ("mies", "mieh"),
    "veli": ("veli", "velje"),
    "velje": ("veli", "velje"),
    "tytar": ("tytar", "tyttar"),
    "tyttare": ("tytar", "tyttar"),
    "sydan": ("sydan", "sydam"),
    "sydame": ("sydan", "sydam"),
}

# Words and stems whose last syllable changes by itself: what stands before, and what may follow.
_SHAPES = tuple(
    (re.compile(shape), tails)
    for shape, tails in (
        ("(.{2,})nen", ("nen", "s")),  # Virtanen, Virtasen
        ("(.{2,}[aeiouy])se", ("nen", "s")),
        ("(.{2,}[aeou][uy])(?:s|de|te|tta|kse|ksi|ste)", ("s", "ks", "de", "tt")),  # vapaus
        ("(.{2,}[uyo])(?:s|kse|ksi|ste)", ("s", "ks")),  # hakemus, hakemuksen
        ("(.{2,}[aeiouy])(?:ttoma|ttomi)", ("to", "tto")),  # asunnoton, asunnottoman
        ("(.{2,}[aeiouy])ton", ("to", "tto")),
        ("(.{3,}[aeiouy]|.{2,}[nlr])ime", ("i",)),  # puhelin, puhelimen
        ("(.*(?:vuo|kau)|ka|ve|uu|to|vii|tay)(?:si|de|te|tta)", ("si", "de", "te", "tt")),  # vuosi
    )
)

_CASES = "ssa|sta|lla|lta|lle|ksi|kse|na"
_OWNED = re.compile(f"(.{{2,}}(?:{_CASES}))(?:ni|si|nsa|mme|nne|an|en)")
# Endings in the order they are tried: pattern (group 1 is the stem), the grade before it.
_ENDINGS = tuple(
    (re.compile(pattern), grade)
    for pattern, grade in (
        ("(.{2,}[aeiouy])(?:h[aeiouy]n|seen)", Grade.STRONG),  # työhön, huoneeseen
        ("(.{2,}[oeu])(?:ja|jen)", Grade.STRONG),  # velkoja, velkojen
        ("(.{2,}[aeouy])(?:ita|iden|itten)", Grade.STRONG),  # asiakkaita
        ("(.{2,}i)en", Grade.STRONG),  # pankkien
        ("(.{2,}[aeiouy])(?:vat|nut|neet)", Grade.STRONG),  # sopivat
        ("(.{2,}[aeiouy])(?:nnut|nneet|taan|ttu|ttiin)", Grade.WEAK),  # sovittu
        ("(.{2,}[aeiouy])(?:ssa|sta|lla|lta|lle|ksi|tta|mme|tte)", Grade.WEAK),
        ("(.{2,}[aeiouy])[nt]", Grade.WEAK),  # velan, velat
        ("(.{2,}[aei])s", Grade.WEAK),  # asiakas
        ("(.{3,}[aeiouy])na", Grade.STRONG),  # vankina
        ("([^aeiouy]*[aeiouy]{2})ta", Grade.STRONG),  # työtä
        ("(.{2,}[^aeiouy][aeiouy])ta", Grade.WEAK),  # tavata
        ("(.{2,}[^aeiouy][aei])si", Grade.STRONG),  # tapasi
        ("(.{2,}[^aeiouy][oi])i", Grade.STRONG),  # kertoi, sopii
        ("(.{3,}[aeiouy])a", Grade.STRONG),  # velkaa, sopia
        ("(.{2,}e)", Grade.WEAK),  # osoite
    )
)
_PLURAL = re.compile(".*(?:ssa|sta|lla|lta|lle|ksi|ita|iden|itten|ja|jen|ien|ia)")
_PASSIVE = re.compile(".*(?:taan|ttu|ttiin)")

_PARTS = re.compile("(.*?)([^aeiouy]*)([aeiouy]+)")
_TWIN = re.compile(r".([^aeiouy])\1")  # ott: three letters that are rare enough


def variants(word: str) -> tuple[str, ...]:
    """Return at most six folded stems to look for as parts of words; never an empty tuple.

    ``word`` is one word as typed. A word under four letters, or with anything but letters and
    hyphens in it (a case number, a date), is returned folded, alone.
    """
    folded = fold(word)
    if len(folded) <= _SHORTEST or not folded.replace("-", "").isalpha():
        return (folded,)
    found = [stem for stem in _stems(folded) if len(stem) >= _SHORTEST]
    if not any(stem in folded for stem in found):
        found.insert(0, folded)
    kept: list[str] = []
    for stem in sorted(dict.fromkeys(found), key=len):  # what a shorter one covers is not needed
        if not any(shorter in stem for shorter in kept):
            kept.append(stem)
    return tuple(sorted(kept, key=found.index)[:MOST])


def _stems(word: str) -> list[str]:
    stem, grade = _ending(word)
    for named, forms in _NAMED.items():
        for candidate in (word, stem, word[:-1]):
            if candidate.endswith(named):
                return [candidate.removesuffix(named) + form for form in forms]
    for candidate in (word, stem):
        for shape, tails in _SHAPES:
            if match := shape.fullmatch(candidate):
                return [match[1] + tail for tail in tails]
    return _graded(stem, grade, _last_vowels(word, stem))


def _ending(word: str) -> tuple[str, Grade]:
    """Take the ending off: the stem with its last vowel, and the grade the ending left in it."""
    if owned := _OWNED.fullmatch(word):
        word = owned[1].removesuffix("kse") + ("ksi" if owned[1].endswith("kse") else "")
    for pattern, grade in _ENDINGS:
        match = pattern.fullmatch(word)
        if match is None:
            continue
        stem = match[1]
        if stem.endswith("ele") and len(stem) > MOST:  # ajattelen: the grade is a syllable earlier
            return stem[:-2], Grade.STRONG
        if stem[-1] == stem[-2] and len(stem) > _PLAIN:  # velkaan, osoitteessa: a doubled vowel
            return stem[:-1], Grade.STRONG
        if (
            _PLURAL.fullmatch(word)
            and stem[-1] == "i"
            and stem[-2] in "aeou"
            and len(stem) > _PLAIN
        ):
            return stem[:-1], grade
        return stem, grade
    return word, Grade.STRONG


def _last_vowels(word: str, stem: str) -> str:
    """Say which last vowels the stem shows in other forms, its own first."""
    last = stem[-1]
    plural = _PLURAL.fullmatch(word) is not None
    if last == "a":
        if word.endswith("aa"):  # antaa, annettu, antoi; velkaa, veloissa
            return "aei" if word[0] in "ou" else "aeo"
        first = next((letter for letter in stem if letter in "aeiouy"), "")
        return "ai" if first in "ouy" else "ao"
    if last == "o":
        return "oa" if plural or word.endswith("oi") else "o"
    if last == "i":
        return "ia" if plural else "ie"
    if last == "e":
        return "ea" if _PASSIVE.fullmatch(word) else "ei"
    return last


def _graded(stem: str, grade: Grade, vowels: str) -> list[str]:
    """Return the stem and its other grade, without the last vowel where they are long enough."""
    parts = _PARTS.fullmatch(stem)
    if parts is None:
        return [stem]
    head, cluster, tail = parts.groups()
    change = weakened if grade is Grade.STRONG else strengthened
    stems: list[str] = []
    other = change(head, cluster, tail)
    for mine, theirs in (((head, cluster, tail), other), (other, (head, cluster, tail))):
        if mine is None:
            continue
        body = mine[0] + mine[1]
        covers = theirs is not None and (theirs[0] + theirs[1]).startswith(body)
        if (
            (len(body) >= _PLAIN or _TWIN.fullmatch(body))
            and mine[1]
            and not covers
            and len(mine[2]) == 1
        ):
            stems.append(body)
        else:
            stems += [body + mine[2][:-1] + vowel for vowel in vowels]
    return stems
