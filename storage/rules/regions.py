"""Counties and municipalities: which county a municipality lies in, and what a county is called.

The law: facts of a year (2021), kept as data and not as code (``counties.csv``,
``municipalities.csv``; public names, municipalities from the open map data of Yle): some have
merged since, and an office that knows better writes the county itself. A county is known by its
letters (``PS``), so that a record reads alike in every language.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources

from storage.rules.fold import fold

LANGUAGES = ("fi", "sv", "en")
_LEAST = 4  # letters that may stand for the beginning of a name


@cache
def counties() -> dict[str, dict[str, str]]:
    """Return the names of each county by its letters and the language (fi, sv, en)."""
    return {
        row["county"]: {language: row[f"name_{language}"] for language in LANGUAGES}
        for row in _rows("counties.csv")
    }


def county_name(letters: str, language: str) -> str:
    """Return what a county is called; letters that nobody knows are returned as they are."""
    names = counties().get(letters)
    return letters if names is None else names.get(language, names["en"])


def county_of(municipality: str) -> str:
    """Return the letters of the county of a municipality, by either name; "" when unknown."""
    return _municipalities().get(fold(municipality.strip()), "")


def find_county(text: str) -> str:
    """Return the letters of the county that ``text`` names; "" when none, or more than one.

    Letters, a whole name, or the beginning of one (``Pohjois-Savo``), in any of the languages.
    """
    wanted = fold(text.strip())
    found = {
        letters
        for letters, names in counties().items()
        if wanted == fold(letters) or any(_is_named(fold(name), wanted) for name in names.values())
    }
    return found.pop() if len(found) == 1 else ""


def _is_named(name: str, wanted: str) -> bool:
    return name == wanted or (len(wanted) >= _LEAST and name.startswith(wanted))


@cache
def _municipalities() -> dict[str, str]:
    return {
        fold(row[name]): row["county"]
        for row in _rows("municipalities.csv")
        for name in ("name_sv", "name_fi")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("storage.rules").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
