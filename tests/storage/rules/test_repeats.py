"""Repeats: against dateutil's own rules over 2000-2100, months' ends, holidays, every end."""

import datetime as dt
from itertools import pairwise

import holidays
import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule
from hypothesis import given
from hypothesis import strategies as st

from storage.records.repeats import read_repeat
from storage.rules.repeats import anchored, next_due, proposed

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
days = st.dates(FIRST, LAST)
FREQUENCY = {"days": DAILY, "weeks": WEEKLY}


def chain(due: dt.date, repeat: str, until: dt.date) -> list[dt.date]:
    """Return the days that follow one another until the repeat ends."""
    found = [due]
    while (after := next_due(found[-1], repeat, until)) is not None:
        found.append(after)
    return found


@given(days, st.sampled_from(("days", "weeks")), st.integers(1, 400), st.integers(1, 12))
def test_days_and_weeks_are_those_of_dateutil(
    due: dt.date, unit: str, count: int, most: int
) -> None:
    """The chain of next days is the recurrence rule, over a hundred years."""
    start = dt.datetime.combine(due, dt.time())
    rule = rrule(FREQUENCY[unit], interval=count, dtstart=start, count=most + 1)
    wanted = [moment.date() for moment in rule]
    assert chain(due, f"{unit}:{count}", wanted[-1]) == wanted


@given(days, st.integers(1, 60), st.integers(1, 31))
def test_months_keep_the_day_asked_for(due: dt.date, count: int, day: int) -> None:
    """Where the month has the day, it is dateutil's; where it is shorter, its last day."""
    found = next_due(due, f"months:{count}:{day}")
    assert found is not None
    first = dt.datetime.combine(due.replace(day=1), dt.time())
    month = list(rrule(MONTHLY, interval=count, dtstart=first, count=2))[1].date()
    assert (found.year, found.month) == (month.year, month.month)
    exact = list(rrule(MONTHLY, bymonthday=day, dtstart=month, until=_end_of(month)))
    assert found == (exact[0].date() if exact else _end_of(month))


def test_the_31st_comes_back_after_february() -> None:
    """31.1., 28.2., 31.3., 30.4.: the month's end does not wear the day down."""
    assert chain(dt.date(2027, 1, 31), "months:1:31", dt.date(2027, 5, 1)) == [
        dt.date(2027, 1, 31), dt.date(2027, 2, 28), dt.date(2027, 3, 31), dt.date(2027, 4, 30),
    ]  # fmt: skip


@given(days, st.sampled_from(("days:3", "weeks:2", "months:1:31", "months:5:1")), days)
def test_a_missed_day_is_not_caught_up_with(due: dt.date, repeat: str, since: dt.date) -> None:
    """The next day is after the last one, not before ``since``, and on the same grid."""
    found = next_due(due, repeat, since=since)
    assert found is not None
    assert found > due
    assert found >= since
    grid = chain(due, repeat, found)
    assert grid[-1] == found
    assert all(earlier < since for earlier in grid[1:-1])
    assert all(earlier < later for earlier, later in pairwise(grid))


@given(days)
def test_a_closed_day_is_proposed_moved_to_the_next_open_one(day: dt.date) -> None:
    """Against the ``holidays`` package: the proposal is the first day that is no day off."""
    off = holidays.country_holidays("FI", years=(day.year, day.year + 1))

    def closed(one: dt.date) -> bool:
        return one.weekday() >= 5 or one in off

    found = proposed(day)
    if not closed(day):
        assert found is None
        return
    wanted = day
    while closed(wanted):
        wanted += dt.timedelta(days=1)
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    ["", "days:0", "days:-1", "weeks:", "months:1:0", "months:1:32", "years:1", "days:99999", "x"],
)
def test_what_is_no_repeat_ends(text: str) -> None:
    """A text of another build, or of nobody, makes no next day and raises nothing."""
    assert read_repeat(text) is None
    assert next_due(dt.date(2026, 11, 24), text) is None


@pytest.mark.parametrize("repeat", ["days:1", "weeks:1", "months:1:31", "months:999", "days:9999"])
def test_a_repeat_that_never_ends_ends_with_the_calendar(repeat: str) -> None:
    """Beyond 9999 there is no day: the repeat is over, nothing raises, nothing loops."""
    assert next_due(dt.date.max, repeat) is None
    assert next_due(dt.date(9999, 12, 31), repeat, since=dt.date.max) is None
    assert proposed(dt.date.max) is None


def test_the_last_day_counts() -> None:
    """``until`` is the last day on which it may fall."""
    due = dt.date(2026, 11, 24)
    assert next_due(due, "weeks:1", dt.date(2026, 12, 1)) == dt.date(2026, 12, 1)
    assert next_due(due, "weeks:1", dt.date(2026, 11, 30)) is None


def test_the_day_of_the_month_is_written_down_once() -> None:
    """A monthly repeat takes the day it began on; one that has a day keeps it."""
    assert anchored("months:1", dt.date(2026, 8, 31)) == "months:1:31"
    assert anchored("months:1:31", dt.date(2026, 9, 30)) == "months:1:31"
    assert anchored("weeks:1", dt.date(2026, 9, 30)) == "weeks:1"
    assert anchored("", None) == ""


def _end_of(month: dt.date) -> dt.date:
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
