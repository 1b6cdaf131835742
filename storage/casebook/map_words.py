"""The words that a printed network map is made of, in one language; they are handed in.

The law: clear language; what the lines mean is said in words, and what is left out is said too.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SAID = (
    *("title", "client", "written-on", "map", "everybody", "nobody", "to-be-filled"),
    *("who", "role", "kind", "strength", "conflict", "nearness", "since", "until", "anchoring"),
    *("yes", "lines", "not-drawn", "told", "for-client", "for-others", "for-own"),
)
"""The keys of ``MapWords.said``. ``not-drawn`` has the field ``{count}``."""


@dataclass(frozen=True, slots=True)
class MapWords:
    """``said``: sentences and headings by key; ``choice``: a closed list's word."""

    language: str
    said: Mapping[str, str]
    choice: Callable[[str, str], str]
    day: Callable[[dt.date], str]
    file_name: str
