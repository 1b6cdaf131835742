"""Finnish public holidays, working days and the eves on which services close.

The law: what a working day is follows the Act on the Calculation of Statutory Time Limits
(150/1930, § 5): Saturdays, Sundays, church holidays, Independence Day, May Day and the eves of
Christmas and Midsummer are none. The days themselves come from the ``holidays`` package, which
takes 150 ms to import: it is loaded at the first question, so ask the first one in a thread.
Years outside 1900-2100 hold no holidays here: nobody has decided them, and a mistyped year must
not crash a date field.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal

Language = Literal["fi", "sv", "en"]

_LANGUAGES = {"fi": "fi", "sv": "sv_FI", "en": "en_US"}
_KNOWN_YEARS = range(1900, 2101)
_DAY = timedelta(days=1)
_FRIDAY, _SATURDAY = 4, 5


class Closing(StrEnum):
    """Why services may be closed, or close early, on a day."""

    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    EVE = "eve"
    FRIDAY = "friday"  # what is left undone waits over the weekend


def holiday_name(day: date, language: Language = "fi") -> str | None:
    """Return the name of the public holiday that ``day`` is, or nothing."""
    return _year(day.year, language).get(day)


def eve_name(day: date, language: Language = "fi") -> str | None:
    """Return the name of the holiday that begins after ``day``, or nothing.

    A holiday is nobody's eve: on Christmas Day the services have closed already.
    """
    if day == date.max or holiday_name(day, language):
        return None
    return holiday_name(day + _DAY, language)


def is_working_day(day: date) -> bool:
    """Tell whether a statutory time limit may end on ``day``."""
    return day.weekday() < _SATURDAY and holiday_name(day) is None


def working_day_from(day: date) -> date:
    """Return ``day`` if it is a working day, else the next one: where a time limit ends."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """Return the ``count``-th working day after ``day``, which is not counted itself.

    ``count`` is 0 or more; 0 gives ``day`` or the working day after it.
    """
    for _ in range(count):
        day = working_day_from(day + _DAY)
    return working_day_from(day)


def closings(day: date) -> tuple[Closing, ...]:
    """Say why services may be closed on ``day``, the plainest reason first; often nothing."""
    found: list[Closing] = []
    if holiday_name(day):
        found.append(Closing.HOLIDAY)
    if day.weekday() >= _SATURDAY:
        found.append(Closing.WEEKEND)
    if eve_name(day):
        found.append(Closing.EVE)
    if day.weekday() == _FRIDAY:
        found.append(Closing.FRIDAY)
    return tuple(found)


def holidays_between(
    first: date, last: date, language: Language = "fi"
) -> Iterator[tuple[date, str]]:
    """Yield each holiday from ``first`` to ``last``, both counted, with its name, in order."""
    for year in range(first.year, last.year + 1):
        for day, name in sorted(_year(year, language).items()):
            if first <= day <= last:
                yield day, name


@lru_cache(maxsize=64)
def _year(year: int, language: Language) -> Mapping[date, str]:
    """Return one year's holidays. A finished dictionary: threads may ask at the same time."""
    if year not in _KNOWN_YEARS:
        return {}
    from holidays import country_holidays

    found = country_holidays("FI", years=year, language=_LANGUAGES[language], expand=False)
    return dict(found.items())
