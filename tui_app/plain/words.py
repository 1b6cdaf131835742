"""The phrases that the plain twins, and screens, share: how late, how soon, who, what is closed.

The law: a number never stands alone, and nothing is told by a colour, a sign or a column. Names
are shown only where the caller says so; the masked form is made in ``storage.lines.names``.
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from storage.lines.names import initials
from storage.rules.holidays import Closing, Language, closings, eve_name, holiday_name
from tui_app.i18n.catalogue import _, language, ngettext
from tui_app.i18n.formats import full_date


@lru_cache(maxsize=8192)
def shown_name(name: str, *, names: bool) -> str:
    """Return the name, or its initials."""
    return name if names else initials(name)


def who(label: str, name: str, *, names: bool) -> str:
    """Return a case's number with its client: ``K-0142 M.A.``."""
    return joined((label, shown_name(name, names=names)), " ")


def joined(parts: Iterable[str], between: str = ", ") -> str:
    """Join what is not empty."""
    return between.join(filter(None, parts))


def flat(text: str) -> str:
    """Return a text of several lines as one."""
    return " ".join(text.split())


def fact(name: str, value: str) -> str:
    """Return one fact, ``Phase: in prison``; an empty value is said to be empty."""
    return f"{name}: {flat(value) or _('not written')}"


def days_words(day: dt.date, today: dt.date) -> str:
    """Return how far off a day is: ``today``, ``tomorrow``, ``in 9 d``, ``2 d ago``."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 0:
        return _("in {count} d").format(count=days)
    return _("{count} d ago").format(count=-days)


def due_words(due: dt.date | None, today: dt.date) -> str:
    """Return ``late 2 d``, ``due today``, ``due tomorrow``, ``due 27.11.2026``, ``no due day``."""
    if due is None:
        return _("no due day")
    days = (due - today).days
    if days < 0:
        return _("late {count} d").format(count=-days)
    if days == 0:
        return _("due today")
    if days == 1:
        return _("due tomorrow")
    return _("due {date}").format(date=full_date(due))


def minutes_words(minutes: int) -> str:
    """Return ``10 min``."""
    return _("{count} min").format(count=minutes)


def yes_no(said: bool) -> str:  # noqa: FBT001 — the truth value is the thing said
    """Return yes or no."""
    return _("yes") if said else _("no")


def spoken_language() -> Language:
    """Return the language of the moment as the date words want it."""
    spoken = language()
    return "fi" if spoken == "fi" else "sv" if spoken == "sv" else "en"


def closing_words(day: dt.date) -> str:
    """Return why services may be closed on this day, or nothing."""
    spoken = spoken_language()
    for closing in closings(day):
        if closing is Closing.HOLIDAY:
            return _("services are closed: {holiday}").format(holiday=holiday_name(day, spoken))
        if closing is Closing.WEEKEND:
            return _("services are closed: weekend")
        if closing is Closing.EVE:
            return _("services close early: the eve of {holiday}").format(
                holiday=eve_name(day, spoken)
            )
    return _("Friday: what is left undone waits over the weekend") if closings(day) else ""


def counted(heading: str, count: int) -> str:
    """Return a heading with how many lines follow: ``Cases: 12``."""
    return f"{heading}: {count}"


def more_words(left: int) -> str:
    """Say that more is there than was shown."""
    return ngettext("and {count} more", "and {count} more", left).format(count=left)
