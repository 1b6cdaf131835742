"""Read dates written in figures: ``3.12.``, ``3.12.2026``, ``2026-12-03``, ``3/12``, ``15.``.

The law: a dot after the month makes a date, ``9.10`` without it may be a time and is asked about
(``31.12`` cannot be one). The day comes before the month, except that English asks about ``3/12``.
"""

import re
from calendar import monthrange

from tui_app.i18n.date_readings import (
    MONTHS,
    Choice,
    DateRead,
    NotADate,
    Reading,
    Unclear,
    View,
    checked,
    either,
    full_year,
    nearest,
    read,
)
from tui_app.i18n.date_vocabulary import Unit

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})(\d{2})(\d{2})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.( ?)(\d{1,2})(?:(\.) ?(\d{4}|\d{2})?)?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})(\.?)", re.ASCII)
HOURS, MINUTES = 24, 60


def read_figures(view: View, typed: str) -> Reading | None:
    """Return the reading of ``typed`` (folded), or nothing when it is not all figures."""
    if match := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in match.groups() if part)
        return checked(day, month, year)
    if match := _DOTTED.fullmatch(typed):
        return _dotted(view, match)
    if match := _SLASHED.fullmatch(typed):
        return _slashed(view, int(match[1]), int(match[2]), full_year(match[3]))
    if match := _DAY.fullmatch(typed):
        return _day_of_month(view, int(match[1])) if match[2] else _number(view, int(match[1]))
    return None


def read_day(view: View, day: int, month: int, year: int | None) -> Reading:
    """Return the date of a day and month, in that year or in the nearest one."""
    return nearest(view, day, month) if year is None else checked(day, month, year)


def _dotted(view: View, match: re.Match[str]) -> Reading:
    day, month = int(match[1]), int(match[3])
    found = read_day(view, day, month, full_year(match[5]))
    may_be_time = day < HOURS and month < MINUTES and not match[2] and not match[4]
    if may_be_time and isinstance(found, DateRead):
        return Unclear((Choice(found.date, "day-month"),))
    return found


def _slashed(view: View, first: int, second: int, year: int | None) -> Reading:
    day_first = read_day(view, first, second, year)
    if view.language != "en":
        return day_first
    month_first = read_day(view, second, first, year)
    if not isinstance(month_first, DateRead):
        return day_first
    if not isinstance(day_first, DateRead):
        return month_first
    return either(Choice(day_first.date, "day-month"), Choice(month_first.date, "month-day"))


def _number(view: View, number: int) -> Reading:
    """Read a bare 3: in three days, or the third of the month."""
    step = view.shifted(-number if view.past else number, Unit.DAY)
    that_day = _day_of_month(view, number)
    if not isinstance(that_day, DateRead):
        return read(step)
    return either(Choice(step, "days"), Choice(that_day.date, "day-of-month"))


def _day_of_month(view: View, day: int) -> Reading:
    """Find the nearest month that has such a day on the view's side."""
    for step in range(MONTHS):
        month = view.shifted(-step if view.past else step, Unit.MONTH)
        if 1 <= day <= monthrange(month.year, month.month)[1]:
            found = month.replace(day=day)
            if view.allows(found):
                return read(found)
    return NotADate("no-such-day")
