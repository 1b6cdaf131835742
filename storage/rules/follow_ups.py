"""When follow-up contacts are due after a release, and when one was missed.

The law: pure. A day on which services are closed is proposed moved, to the next open one, and the
day asked for stays beside it, so that the move shows and can be declined: nothing moves by itself.
Months keep the day of the release, in a shorter month its last day.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from storage.rules.holidays import is_working_day

_DAY = dt.timedelta(days=1)


class Interval(NamedTuple):
    """One row of a template: ``first`` to ``last`` units (days, weeks, months) after."""

    id: bytes
    label: str
    first: int
    last: int
    unit: str
    channel: str


DEFAULTS = ((1, 3, "days"), (1, 1, "weeks"), (1, 1, "months"), (3, 3, "months"), (6, 6, "months"))
"""The template of an office that has changed nothing (domain page, "The release path")."""


class Proposal(NamedTuple):
    """One contact proposed. ``asked``: the interval's own day; ``due``: where services are open.

    ``is_late``: there is no open day within the interval, so ``due`` lies after it.
    """

    interval: Interval
    asked: dt.date
    due: dt.date
    is_late: bool

    @property
    def is_moved(self) -> bool:
        """Say whether the day asked for is one on which services are closed."""
        return self.asked != self.due


def planned(
    release: dt.date,
    template: Iterable[Interval],
    is_open: Callable[[dt.date], bool] = is_working_day,
) -> tuple[Proposal, ...]:
    """Return the contacts after ``release``, the earliest first; none beyond the calendar."""
    found = (_proposal(release, interval, is_open) for interval in template)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.asked))


def day_after(release: dt.date, count: int, unit: str) -> dt.date:
    """Return the day ``count`` units after ``release``. Raises OverflowError beyond year 9999."""
    if unit == "months":
        try:
            found: dt.date = release + relativedelta(months=count)
        except ValueError as error:  # the year 10000, as dateutil says it
            raise OverflowError from error
        return found
    return release + count * (7 if unit == "weeks" else 1) * _DAY


def is_missed(state: str, day: dt.date, today: dt.date) -> bool:
    """Say whether a contact whose turn was on ``day`` has gone by, or was let be unmade."""
    return state == "missed" or (state == "planned" and day < today)


def _proposal(
    release: dt.date, interval: Interval, is_open: Callable[[dt.date], bool]
) -> Proposal | None:
    try:
        asked = due = day_after(release, interval.first, interval.unit)
        last = day_after(release, interval.last, interval.unit)
        while not is_open(due):
            due += _DAY
    except OverflowError:
        return None
    return Proposal(interval, asked, due, is_late=due > last)
