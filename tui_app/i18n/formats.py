"""Dates, times, weeks and spans, by our own small tables.

The law: the same in all three languages where Finland writes alike: ``24.11.2026``, weeks from
Monday and numbered by ISO 8601. Weekdays are two letters.
"""

import datetime as dt

from tui_app.i18n.catalogue import N_, _, in_context

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
_SHORT = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def weekday(day: dt.date) -> str:
    """Return ``Tuesday``, in the language of the moment."""
    return _(WEEKDAYS[day.weekday()])


def weekday_short(day: dt.date) -> str:
    """Return ``Tu``, in the language of the moment."""
    return in_context("weekday", _SHORT[day.weekday()])


def full_date(day: dt.date) -> str:
    """Return ``24.11.2026``."""
    return f"{day.day}.{day.month}.{day.year}"


def long_date(day: dt.date) -> str:
    """Return ``Tuesday 24.11.2026``."""
    return f"{weekday(day)} {full_date(day)}"


def short_date(day: dt.date, today: dt.date | None = None) -> str:
    """Return ``Tu 24.11.``; with ``today`` the year is added when it is another one."""
    year = str(day.year) if today is not None and day.year != today.year else ""
    return f"{weekday_short(day)} {day.day}.{day.month}.{year}"


def clock_time(moment: dt.datetime | dt.time) -> str:
    """Return ``09:30``."""
    return f"{moment:%H:%M}"


def date_and_time(moment: dt.datetime) -> str:
    """Return ``Tu 24.11. 09:30``."""
    return f"{short_date(moment.date())} {clock_time(moment)}"


def week_number(day: dt.date) -> int:
    """Return the ISO week, 1 to 53."""
    return day.isocalendar().week


def span_words(seconds: float) -> str:
    """Return a length of time in few letters: ``8 s``, ``40 s``, ``4 min``, ``2 h``.

    Rounded so that it seldom changes: a slow line pays for every change of the screen.
    """
    whole = max(0, int(seconds))
    if whole < 60:  # noqa: PLR2004 - seconds
        steps = 5 if whole >= 10 else 1  # noqa: PLR2004
        return f"{whole - whole % steps} s"
    if whole < 3600:  # noqa: PLR2004
        return _("{count} min").format(count=whole // 60)
    return _("{count} h").format(count=whole // 3600)
