"""The seed of the directory, as the package brings it: actors and services to be checked.

The law: facts of other people's organisations, kept as data (``directory.csv``, written by
``tests/house/seed_directory.py``); what is brought in says that nobody has checked it. One row is
one record: an organisation, a service or a practice card, with its name in each language.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from storage.rules.regions import LANGUAGES

ORGANISATION, SERVICE, PRACTICE_CARD = "organisation", "service", "practice-card"


@dataclass(frozen=True, slots=True)
class SeedRow:
    """One row. ``names`` go by language; ``organisation`` is the key of another row, or ""."""

    key: str
    record: str
    names: tuple[tuple[str, str], ...]
    sector: str
    kind: str
    county: str
    areas: str
    low_threshold: bool
    organisation: str

    def name(self, language: str) -> str:
        """Return the name in ``language``."""
        return dict(self.names)[language]


@cache
def seed() -> tuple[SeedRow, ...]:
    """Return the rows: organisations first, so that services find theirs."""
    text = resources.files("storage.documents").joinpath("directory.csv").read_text("utf-8")
    return tuple(
        SeedRow(
            key=row["key"],
            record=row["record"],
            names=tuple((language, row[f"name_{language}"]) for language in LANGUAGES),
            sector=row["sector"],
            kind=row["kind"],
            county=row["county"],
            areas=row["areas"],
            low_threshold=bool(row["low_threshold"]),
            organisation=row["organisation"],
        )
        for row in csv.DictReader(text.splitlines())
    )
