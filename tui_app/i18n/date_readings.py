"""What reading a date can give, and the few sums on dates that reading needs.

The law: a reading is one date, or choices to ask about, or a stable reason; never a guess.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from tui_app.i18n.date_vocabulary import WORDS, Language, Unit, Words

FIRST_YEAR, LAST_YEAR = 1900, 2199
MONTHS = 12
DAYS = 7
_PIVOT = 69  # 68 is 2068, 69 is 1969: birth years


@dataclass(frozen=True, slots=True)
class DateRead:
    """The one likely reading."""

    date: date


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several readings. ``reading`` is a stable word that says how it came about.

    today, coming, gone, next-week, last-week, month, days, day-of-month, day-month, month-day,
    other-weekday.
    """

    date: date
    reading: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """One or more readings to choose from, the likeliest first."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NotADate:
    """No date. ``reason``: empty, unknown, no-such-day, no-such-month, no-such-week, far."""

    reason: str


Reading = DateRead | Unclear | NotADate


@dataclass(frozen=True, slots=True)
class View:
    """From where a date is read: the day, the language, and whether it looks back."""

    today: date
    language: Language
    past: bool

    @property
    def words(self) -> Words:
        """The language's words."""
        return WORDS[self.language]

    def allows(self, day: date) -> bool:
        """Tell whether ``day`` lies on the side this view looks to; today lies on both."""
        return day <= self.today if self.past else day >= self.today

    def next_weekday(self, weekday: int) -> date:
        """Return the first such weekday after today."""
        return self.today + timedelta(days=(weekday - self.today.weekday() - 1) % DAYS + 1)

    def last_weekday(self, weekday: int) -> date:
        """Return the last such weekday before today."""
        return self.today - timedelta(days=(self.today.weekday() - weekday - 1) % DAYS + 1)

    def monday(self, weeks: int = 0) -> date:
        """Return the Monday of this week, or of the week so many weeks on."""
        return self.today + timedelta(days=weeks * DAYS - self.today.weekday())

    def shifted(self, count: int, unit: Unit) -> date:
        """Return the day ``count`` units from today; a month's end stays a month's end.

        Raises OverflowError or ValueError beyond the calendar.
        """
        if unit is Unit.DAY:
            return self.today + timedelta(days=count)
        if unit is Unit.WEEK:
            return self.today + timedelta(days=count * DAYS)
        if unit is Unit.WORKING_DAY:
            return _working_days(self.today, count)
        months = count * (MONTHS if unit is Unit.YEAR else 1)
        year, month = divmod(self.today.year * MONTHS + self.today.month - 1 + months, MONTHS)
        day = min(self.today.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, day)


def read(day: date) -> Reading:
    """Return ``day`` as read, or say that its year is out of range."""
    return DateRead(day) if FIRST_YEAR <= day.year <= LAST_YEAR else NotADate("far")


def either(first: Choice, second: Choice) -> Reading:
    """Return the one reading when both agree, else both to choose from."""
    if first.date == second.date:
        return read(first.date)
    return Unclear((first, second))


def checked(day: int, month: int, year: int) -> Reading:
    """Return the date of these figures, or why there is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return NotADate("far")
    if not 1 <= month <= MONTHS:
        return NotADate("no-such-month")
    if not 1 <= day <= monthrange(year, month)[1]:
        return NotADate("no-such-day")
    return DateRead(date(year, month, day))


def nearest(view: View, day: int, month: int) -> Reading:
    """Return the next (or last) such day within a year; 29.2. only if that year has it."""
    here = checked(day, month, view.today.year)
    if isinstance(here, NotADate) and here.reason == "no-such-month":
        return here
    for year in (view.today.year, view.today.year + (-1 if view.past else 1)):
        found = checked(day, month, year)
        if isinstance(found, DateRead) and view.allows(found.date):
            return found
    return NotADate("no-such-day")


def full_year(figures: str | None) -> int | None:
    """Return 2026 for ``26`` and ``2026``, 1969 for ``69``."""
    if figures is None:
        return None
    year = int(figures)
    if len(figures) > len("26"):
        return year
    return year + (2000 if year < _PIVOT else 1900)


def _working_days(today: date, count: int) -> date:
    from storage.rules.holidays import add_working_days, is_working_day

    if count > 0:
        return add_working_days(today, count)
    for _ in range(-count):
        today -= timedelta(days=1)
        while not is_working_day(today):
            today -= timedelta(days=1)
    return today
