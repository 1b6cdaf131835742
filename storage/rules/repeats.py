"""Repeats of action items: ``days:N``, ``weeks:N``, ``months:N:D``.

The law: pure, and always finite work: a repeat makes the one next day and no list. Days lie on the
grid that the first one began; months keep the day asked for (the 31st, in a shorter month its
last day). A day that was missed is not caught up with: the next one is never before ``since``.
A closed day is proposed moved (``proposed``), never moved here. What ends it: ``until``, the end of
the calendar, or a text that is no repeat.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from storage.records.repeats import Repeat, read_repeat
from storage.rules.holidays import is_working_day, working_day_from

_MONTHS = 12


def anchored(text: str, due: date | None) -> str:
    """Return the repeat with the day of the month that it keeps; what names one already stays."""
    repeat = read_repeat(text)
    if repeat is None or repeat.unit != "months" or repeat.day is not None or due is None:
        return text
    return Repeat("months", repeat.count, due.day).text


def next_due(
    due: date, repeat: str, until: date | None = None, since: date | None = None
) -> date | None:
    """Return the first day of the repeat after ``due`` that is not before ``since``, or None."""
    told = read_repeat(repeat)
    if told is None:
        return None
    try:
        step = _step_of_months if told.unit == "months" else _step_of_days
        found = step(due, told, since or due)
    except (OverflowError, ValueError):  # beyond the year 9999
        return None
    return None if until is not None and found > until else found


def proposed(day: date) -> date | None:
    """Return the next working day where services are closed on ``day``, else None."""
    try:
        return None if is_working_day(day) else working_day_from(day)
    except OverflowError:  # the last day of the calendar
        return None


def _step_of_days(due: date, repeat: Repeat, since: date) -> date:
    length = repeat.count * (7 if repeat.unit == "weeks" else 1)
    steps = max(1, -((due - since).days // length))
    return due + timedelta(days=steps * length)


def _step_of_months(due: date, repeat: Repeat, since: date) -> date:
    between = (since.year - due.year) * _MONTHS + since.month - due.month
    steps = max(1, between // repeat.count)
    first = due.replace(day=1)

    def on(step: int) -> date:
        found: date = first + relativedelta(months=step * repeat.count, day=repeat.day or due.day)
        return found

    found = on(steps)
    return found if found >= since else on(steps + 1)
