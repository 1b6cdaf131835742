"""Read a date or a time as a person types it: ``huomenna``, ``pe``, ``+3``, ``2 vk``, ``klo 9``.

The law: the language of the screen decides what a word means, nothing is guessed where two
readings are likely (the field then asks), and the field echoes weekday and full date of what was
read. A date without a year is the next such day within a year; with ``past=True`` (when was it
told?) it is the last such day. Pure functions: the same text, day and language give the same
answer, and no text raises.
"""

import re
from dataclasses import dataclass
from datetime import date, time

from storage.rules.fold import fold
from tui_app.i18n.date_figures import HOURS, MINUTES, read_figures
from tui_app.i18n.date_phrases import on_weekday, read_phrase
from tui_app.i18n.date_readings import Choice, DateRead, NotADate, Reading, Unclear, View
from tui_app.i18n.date_vocabulary import Language

__all__ = [
    "Choice",
    "DateRead",
    "Language",
    "NotADate",
    "NotATime",
    "Reading",
    "TimeRead",
    "Unclear",
    "read_date",
    "read_time",
]

_LONGEST = 60  # characters; a longer text is no date
_LED = re.compile(r"([^\W\d_]+)[.,]? +(\d.*)")
_TIME = re.compile(
    r"(?:klo|kello|kl|klockan|at)?\.? ?(\d{1,2})(?:[.:]?(\d{2}))?(?: ?(am|pm|a\.m\.|p\.m\.))?",
    re.ASCII,
)
_NOON = 12


@dataclass(frozen=True, slots=True)
class TimeRead:
    """The time of day, without a zone."""

    time: time


@dataclass(frozen=True, slots=True)
class NotATime:
    """No time of day. ``reason``: empty, unknown, no-such-time."""

    reason: str


def read_date(text: str, today: date, language: Language, *, past: bool = False) -> Reading:
    """Read ``text`` as a date seen from ``today``.

    ``past=True`` is for days that have been: without a year or a sign it looks back.
    """
    typed = _typed(text)
    if not typed:
        return NotADate("empty")
    if len(typed) > _LONGEST:
        return NotADate("unknown")
    view = View(today, language, past)
    try:
        return _read(view, typed)
    except (OverflowError, ValueError):  # beyond the calendar's ends
        return NotADate("far")


def read_time(text: str) -> TimeRead | NotATime:
    """Read ``9.30``, ``klo 9``, ``0930``, ``kl. 14:15``, ``2 pm`` as a time of day."""
    typed = _typed(text)
    if not typed:
        return NotATime("empty")
    match = _TIME.fullmatch(typed)
    if match is None:
        return NotATime("unknown")
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= _NOON:
            return NotATime("no-such-time")
        hour = hour % _NOON + (_NOON if match[3].startswith("p") else 0)
    if hour >= HOURS or minute >= MINUTES:
        return NotATime("no-such-time")
    return TimeRead(time(hour, minute))


def _read(view: View, typed: str) -> Reading:
    if found := read_figures(view, typed):
        return found
    if match := _LED.fullmatch(typed):  # to 3.12.
        weekday = view.words.weekdays.get(match[1])
        if weekday is not None and (found := read_figures(view, match[2])):
            return on_weekday(found, weekday)
    return read_phrase(view, typed)


def _typed(text: str) -> str:
    """Fold the text, with a plain minus and single spaces."""
    return " ".join(fold(text).replace("\u2212", "-").replace("\u2013", "-").split())
