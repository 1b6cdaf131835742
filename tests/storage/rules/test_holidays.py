"""Finnish holidays, working days and eves, against the calendar and the package."""

import subprocess
import sys
from datetime import date, timedelta

import holidays as package
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules import holidays
from storage.rules.holidays import (
    Closing,
    Language,
    add_working_days,
    closings,
    eve_name,
    holiday_name,
    holidays_between,
    is_working_day,
    working_day_from,
)

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 1))


@pytest.mark.parametrize(("language", "theirs"), [("fi", "fi"), ("sv", "sv_FI"), ("en", "en_US")])
def test_every_day_of_a_century_as_the_package_has_it(language: Language, theirs: str) -> None:
    """From 2000 to 2100 each day has the package's name in each language."""
    years = range(2000, 2101)
    expected = package.country_holidays("FI", years=years, language=theirs)
    assert dict(holidays_between(date(2000, 1, 1), date(2100, 12, 31), language)) == dict(expected)


@pytest.mark.parametrize(
    ("day", "fi", "sv", "en"),
    [
        (date(2026, 12, 6), "Itsenäisyyspäivä", "Självständighetsdagen", "Independence Day"),
        (date(2026, 1, 6), "Loppiainen", "Trettondag", "Epiphany"),
        (date(2027, 3, 26), "Pitkäperjantai", "Långfredagen", "Good Friday"),
        (date(2026, 6, 19), "Juhannusaatto", "Midsommarafton", "Midsummer Eve"),
        (date(2026, 10, 31), "Pyhäinpäivä", "Alla helgons dag", "All Saints' Day"),
    ],
)
def test_names_in_three_languages(day: date, fi: str, sv: str, en: str) -> None:
    """A holiday is called by its own name in each language."""
    assert [holiday_name(day, "fi"), holiday_name(day, "sv"), holiday_name(day, "en")] == [
        fi,
        sv,
        en,
    ]


@given(DAYS)
def test_working_days(day: date) -> None:
    """A working day is no weekend and no holiday; the next one is at most five days away."""
    assert is_working_day(day) is (day.weekday() < 5 and holiday_name(day) is None)
    assert timedelta() <= working_day_from(day) - day <= timedelta(days=5)


@given(DAYS, st.integers(min_value=1, max_value=30))
def test_counting_working_days(day: date, count: int) -> None:
    """Between a day and the n-th working day after it lie exactly n working days."""
    end = add_working_days(day, count)
    between = (day + timedelta(days=n) for n in range(1, (end - day).days + 1))
    assert sum(is_working_day(each) for each in between) == count


def test_seven_working_days_over_christmas() -> None:
    """The seventh working day from 21.12.2026 is 4.1.2027: Christmas and New Year are left out."""
    assert add_working_days(date(2026, 12, 21), 7) == date(2027, 1, 4)
    assert add_working_days(date(2026, 12, 24), 0) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (date(2026, 12, 6), (Closing.HOLIDAY, Closing.WEEKEND)),
        (date(2026, 12, 5), (Closing.WEEKEND, Closing.EVE)),
        (date(2026, 4, 30), (Closing.EVE,)),
        (date(2026, 12, 23), (Closing.EVE,)),
        (date(2026, 12, 25), (Closing.HOLIDAY, Closing.FRIDAY)),
        (date(2026, 11, 27), (Closing.FRIDAY,)),
        (date(2026, 11, 24), ()),
    ],
)
def test_why_services_close(day: date, reasons: tuple[Closing, ...]) -> None:
    """Holidays, weekends, eves and Fridays are named, a plain Tuesday has no reason."""
    assert closings(day) == reasons


def test_holidays_of_a_few_weeks() -> None:
    """Between two days only the holidays between them are named, both days counted."""
    found = holidays_between(date(2026, 12, 6), date(2027, 1, 1), "en")
    assert [f"{day:%d.%m.}" for day, _ in found] == [
        "06.12.",
        "24.12.",
        "25.12.",
        "26.12.",
        "01.01.",
    ]


def test_the_eve_names_its_holiday() -> None:
    """The day before May Day is its eve, in the asked language; a holiday is no eve."""
    assert eve_name(date(2026, 4, 30), "sv") == "Första maj"
    assert eve_name(date(2026, 12, 25)) is None
    assert eve_name(date.max) is None


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 25), date(2101, 12, 25), date.max])
def test_a_mistyped_year_has_no_holidays(day: date) -> None:
    """Far years are answered without a crash."""
    assert holiday_name(day) is None
    assert eve_name(day) is None


def test_importing_the_rules_does_not_load_the_package() -> None:
    """The 150 ms of the package are paid at the first question, not at the lock screen."""
    code = f"import sys, {holidays.__name__}; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
