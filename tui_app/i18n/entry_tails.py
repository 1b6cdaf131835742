"""Read one typed line as an action item or a contact: the day at its end, the case's number in it.

The law: what reads as a day at the end of the line is taken off and said back before anything is
saved; where two days are likely, it is asked. The longest run of last words that reads counts, and
words stay before it. A bare number is no day, nor is a time after ``klo``. Pure: no text raises.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from storage.rules.fold import fold
from tui_app.i18n.date_vocabulary import Language
from tui_app.i18n.date_words import (
    DateRead,
    NotADate,
    Reading,
    TimeRead,
    Unclear,
    read_date,
    read_time,
)

_MOST_WORDS = 5
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"[+-]?\d{1,4}", re.ASCII)
_LABEL = re.compile(r"(?<![\w-])[^\W\d_]{1,3}-\d{1,6}(?![\w-])")
_LED = re.compile(
    r"(?:^|[\s,;])(?:viimeistään|viim\.?|senast|due|by|mennessä|asti)[:,]?$", re.IGNORECASE
)
_BY_THEN = re.compile(r"\s+mennessä\.?$", re.IGNORECASE)
_HOUR_WORDS = frozenset({"klo", "kello", "kl", "kl.", "klockan", "at"})
_HOUR = re.compile(
    r"(?:^|[\s,])(?:(?:klo|kello|kl\.?|klockan|at)\s*(\d{1,2}(?:[.:]\d{2})?)|(\d{1,2}:\d{2}))$",
    re.IGNORECASE,
)
_FILLED = re.compile(r"\d{1,2}\.\d{1,2}\.?(\d{2,4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """``text`` without the day and the number; ``whole`` with the words of the day.

    ``reading`` is None where the line ends in no day; ``trouble``: a reason of ``NotADate`` for
    what looks like a day and is none.
    """

    text: str
    whole: str
    reading: Reading | None = None
    label: str = ""
    trouble: str = ""

    @property
    def due(self) -> date | None:
        """Return the one day that was read."""
        return self.reading.date if isinstance(self.reading, DateRead) else None


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of a contact: ``at`` with its zone, None for now; ``day_only``: no hour.

    ``asked``: the days to choose from where it is not clear. A day or an hour that is still to
    come is what was talked about, not when: it stays in the text.
    """

    text: str
    at: datetime | None = None
    day_only: bool = False
    asked: tuple[date, ...] = ()


def read_entry(typed: str, today: date, language: Language) -> Entry:
    """Return the line's text, its day and the number of its case."""
    line, label = _without_label(typed)
    left, reading = _peeled(line, today, language, past=False)
    if reading is None or not left:
        return Entry(line, line, None, label, _trouble(line, today, language))
    return Entry(left, line, reading, label)


def read_told(typed: str, now: datetime, language: Language) -> Told:
    """Return a contact's words and when it was; ``now`` is aware."""
    line = " ".join(typed.split())
    text, hour = _without_hour(line)
    left, reading = _peeled(text, now.date(), language, past=True)
    if isinstance(reading, Unclear):
        return Told(line, asked=tuple(choice.date for choice in reading.choices))
    day = reading.date if isinstance(reading, DateRead) else now.date()
    if (reading is None and hour is None) or day > now.date():
        return Told(line)
    if hour is None:
        noon = datetime.combine(day, time(12), tzinfo=now.tzinfo)
        return Told(left) if day == now.date() else Told(left, noon, day_only=True)
    at = datetime.combine(day, hour, tzinfo=now.tzinfo)
    return Told(line) if at > now else Told(text if reading is None else left, at)


def _without_hour(line: str) -> tuple[str, time | None]:
    match = _HOUR.search(line)
    read = read_time(match[1] or match[2]) if match else None
    if match is None or not isinstance(read, TimeRead):
        return line, None
    return line[: match.start()].rstrip(" ,"), read.time


def _without_label(typed: str) -> tuple[str, str]:
    line = " ".join(typed.split())
    found = {match[0].upper() for match in _LABEL.finditer(line)}
    if len(found) != 1:
        return line, ""
    bare = " ".join(_LABEL.sub(" ", line).split())
    return re.sub(r"\s+([,;:.])", r"\1", bare).strip(" ,;:"), found.pop()


def _peeled(
    line: str, today: date, language: Language, *, past: bool
) -> tuple[str, Reading | None]:
    """Return the line without its day, and the day; the longest run that reads counts."""
    line = _BY_THEN.sub("", line) if language == "fi" else line
    starts = [match.start() for match in _WORD.finditer(line)]
    for start in starts[-_MOST_WORDS:]:
        tail, before = line[start:].strip(" ,;"), line[:start].rstrip(" ,;")
        if _is_bare(tail, before):
            continue
        reading = read_date(tail, today, language, past=past)
        if not isinstance(reading, NotADate):
            return _LED.sub("", before).rstrip(" ,;"), reading
    return line, None


def _is_bare(tail: str, before: str) -> bool:
    """Tell a number from a day: 3 alone, and what stands after the word for a clock."""
    led = fold(before.rpartition(" ")[2]) in _HOUR_WORDS
    return led or (_NUMBER.fullmatch(tail) is not None and tail[0] not in "+-")


def _trouble(line: str, today: date, language: Language) -> str:
    """Say why what looks like a day at the end is none: ``31.2.``."""
    last = line.rpartition(" ")[2]
    reading = read_date(last, today, language) if _FILLED.fullmatch(last) else None
    if isinstance(reading, NotADate) and reading.reason.startswith("no-such"):
        return reading.reason
    return ""
