"""The words that the papers of a visit are made of, in one language; they are handed in.

The law: clear language: short sentences, no abbreviations, no codes.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SAID = (
    *("title", "cell-title", "agenda", "agreed", "before", "questions", "own-questions", "form"),
    *("steps", "next-time", "what", "who", "due", "nothing", "no-time", "footer", "cell-footer"),
    *("read-aloud", "read-by", "language"),
)
"""The keys of ``VisitWords.said``."""


@dataclass(frozen=True, slots=True)
class VisitWords:
    """``span`` writes a wall time; ``files``: the stem of each paper's file."""

    language: str
    said: Mapping[str, str]
    day: Callable[[dt.date], str]
    span: Callable[[dt.datetime, dt.datetime | None], str]
    files: Mapping[str, str]
