"""Follow-up contacts over 2000-2100, against the holidays package, and the lost-contact order."""

import datetime as dt
from dataclasses import dataclass

import holidays as package
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from storage.rules.follow_ups import DEFAULTS, Interval, is_missed, planned
from storage.rules.lost_contact import is_begun, next_step

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 6, 1))
TEMPLATE = tuple(
    Interval(bytes([place]), "", first, last, unit, "phone")
    for place, (first, last, unit) in enumerate(DEFAULTS)
)
CLOSED = package.country_holidays("FI", years=range(2000, 2102))
SATURDAY = 5
FAR = {"days": 400, "weeks": 60, "months": 14}


def is_closed(day: dt.date) -> bool:
    """Say by the package and the weekday alone whether services are closed."""
    return day.weekday() >= SATURDAY or day in CLOSED


@given(DAYS)
def test_each_contact_is_on_an_open_day_and_no_open_day_is_passed_over(release: dt.date) -> None:
    """The day asked for stays; the one proposed is it, or the first open day after it."""
    for one in planned(release, TEMPLATE):
        between = [one.asked + dt.timedelta(days=n) for n in range((one.due - one.asked).days)]
        assert release < one.asked
        assert not is_closed(one.due)
        assert all(map(is_closed, between))
        assert one.is_moved == is_closed(one.asked)


@given(DAYS, st.integers(0, 12), st.integers(0, 12), st.sampled_from(("days", "weeks", "months")))
def test_an_interval_is_counted_as_dateutil_counts(
    release: dt.date, first: int, more: int, unit: str
) -> None:
    """Days, weeks and months as dateutil's, months' ends too; late says: after the interval."""
    one = Interval(b"x", "", first, first + more, unit, "phone")
    (found,) = planned(release, [one])
    assert found.asked == release + relativedelta(**{unit: first})
    assert found.is_late == (found.due > release + relativedelta(**{unit: first + more}))


@given(DAYS)
def test_the_template_stands_in_the_order_of_its_days(release: dt.date) -> None:
    """All five, the earliest first, however the template stands."""
    found = planned(release, reversed(TEMPLATE))
    assert len(found) == len(TEMPLATE)
    assert [one.asked for one in found] == sorted(one.asked for one in found)


def test_a_rule_that_moves_nothing_is_caught() -> None:
    """Negative control: with every day open, contacts lie on closed days and none is moved."""
    release = dt.date(2026, 12, 23)
    silent = planned(release, TEMPLATE, lambda _day: True)
    assert is_closed(silent[0].due)
    assert not any(one.is_moved for one in silent)
    first = planned(release, TEMPLATE)[0]
    assert (first.asked, first.due) == (dt.date(2026, 12, 24), dt.date(2026, 12, 28))
    assert first.is_late  # three days and more after the release: said, not hidden


def test_the_end_of_the_calendar_is_no_crash() -> None:
    """What lies beyond the year 9999 is not planned."""
    assert planned(dt.date(9999, 12, 31), TEMPLATE) == ()


@pytest.mark.parametrize(
    ("state", "days", "missed"),
    [("planned", -1, True), ("planned", 0, False), ("done", -9, False), ("missed", 3, True),
     ("dropped", -9, False)],
)  # fmt: skip
def test_what_is_missed(state: str, days: int, *, missed: bool) -> None:
    """A planned contact whose day has gone by, and one that was let be."""
    today = dt.date(2026, 11, 24)
    assert is_missed(state, today + dt.timedelta(days=days), today) is missed


@dataclass(frozen=True)
class Step:
    """A step of a plan."""

    id: bytes
    outcome: str


@given(st.lists(st.sampled_from(("open", "reached", "no-answer", "sent", "passed-over"))))
def test_the_next_step_is_the_first_open_one_until_somebody_is_reached(
    outcomes: list[str],
) -> None:
    """Never one behind an open one, none after the client was reached, none when all are tried."""
    steps = [Step(bytes([place % 256]), outcome) for place, outcome in enumerate(outcomes)]
    found = next_step(steps)
    if "reached" in outcomes or "open" not in outcomes:
        assert found is None
    else:
        assert found == steps[outcomes.index("open")].id
    assert is_begun(steps) == any(outcome != "open" for outcome in outcomes)
