"""Read dates written in words: ``huomenna``, ``pe``, ``+2 kk``, ``ensi viikolla``, ``fredag v 48``.

The law: each phrase has one rule below; what no rule knows is unknown, never half understood.
Where people differ ("ensi pe" on a Tuesday: this week or next?) both readings are offered.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from tui_app.i18n.date_figures import read_day
from tui_app.i18n.date_readings import (
    LAST_YEAR,
    Choice,
    NotADate,
    Reading,
    Unclear,
    View,
    either,
    full_year,
    read,
)
from tui_app.i18n.date_vocabulary import Unit

Tokens = tuple[str, ...]

_SAID = re.compile(r"(?:[+-] ?)?\d+|[^\W\d_]+", re.ASCII)
_WORKDAY = re.compile(r"\b(?:working|business) day")
# 3rd, 3:e, "3." and "to." are 3 and to
_TAILS = re.compile(r"(?<=\d)(?:st|nd|rd|th|:s|:e|:a)\b|\.(?= |$)|,")
_LAST_WEEK = 53
_BIGGEST = 5  # figures of an amount: 99999 days are out of range, more need not be counted


def read_phrase(view: View, typed: str) -> Reading:
    """Return the reading of ``typed`` (folded, single spaces)."""
    plain = _TAILS.sub("", _WORKDAY.sub("workday", typed)).strip()
    if plain in view.words.near:
        return read(view.shifted(view.words.near[plain], Unit.DAY))
    said = tuple(_SAID.findall(plain))
    if "".join(said).replace(" ", "") != plain.replace(" ", ""):
        return NotADate("unknown")
    numbers = view.words.numbers
    tokens = tuple(str(numbers.get(word, word)) for word in said if word not in view.words.fillers)
    for rule in _RULES:
        if found := rule(view, tokens):
            return found
    return NotADate("unknown")


def _weekday(view: View, tokens: Tokens) -> Reading | None:
    words = view.words
    match tokens:
        case [word] if word in words.past_weekdays:
            return read(view.last_weekday(words.past_weekdays[word]))
        case [word] if word in words.weekdays:
            return _bare_weekday(view, word)
        case [which, word] if word in words.weekdays and which in words.this:
            return read(view.monday() + timedelta(days=words.weekdays[word]))
        case [which, word] if word in words.weekdays and which in words.coming:
            day = words.weekdays[word]
            later = view.monday(1) + timedelta(days=day)
            return either(Choice(view.next_weekday(day), "coming"), Choice(later, "next-week"))
        case [which, word] if word in words.weekdays and which in words.gone:
            day = words.weekdays[word]
            earlier = view.monday(-1) + timedelta(days=day)
            return either(Choice(view.last_weekday(day), "gone"), Choice(earlier, "last-week"))
    return None


def _bare_weekday(view: View, word: str) -> Reading:
    """Read ``pe``: the nearest Friday; on a Friday, ask; where it is a month too, ask."""
    day = view.words.weekdays[word]
    found = view.last_weekday(day) if view.past else view.next_weekday(day)
    way = "gone" if view.past else "coming"
    choices = [Choice(found, way)]
    if view.today.weekday() == day:
        choices.insert(0, Choice(view.today, "today"))
    if view.words.units.get(word) is Unit.MONTH:
        choices.append(Choice(view.shifted(-1 if view.past else 1, Unit.MONTH), "month"))
    return Unclear(tuple(choices)) if len(choices) > 1 else read(found)


def _amount(view: View, tokens: Tokens) -> Reading | None:
    """Read ``+3``, ``2 vk``, ``2 vk sitten``, ``kk``."""
    units, ago = view.words.units, False
    if tokens and tokens[-1] in view.words.ago:
        tokens, ago = tokens[:-1], True
    match tokens:
        case [amount] if amount[0] in "+-":
            unit = Unit.DAY
        case [amount, word] if _is_amount(amount) and word in units:
            unit = units[word]
        case [word] if word in units:
            amount, unit = "1", units[word]
        case _:
            return None
    amount = amount.replace(" ", "")
    if len(amount) > _BIGGEST:
        return NotADate("far")
    back = ago or (view.past and amount[0] not in "+-")
    return read(view.shifted(-abs(int(amount)) if back else int(amount), unit))


def _is_amount(token: str) -> bool:
    return token[-1].isdigit()


def _period(view: View, tokens: Tokens) -> Reading | None:
    """Read ``ensi viikolla`` (its Monday), ``ensi viikon pe``, ``fredag nästa vecka``."""
    tokens, weekday = _without_weekday(view, tokens)
    units = {**view.words.units, **view.words.during}
    match tokens:
        case [which, word] if which in view.words.coming and word in units:
            step = 1
        case [which, word] if which in view.words.gone and word in units:
            step = -1
        case _:
            return None
    unit = units[word]
    if unit is Unit.WEEK:
        return read(view.monday(step) + timedelta(days=weekday or 0))
    if weekday is not None:
        return None
    start = view.shifted(step, unit)
    if unit is Unit.MONTH:
        start = start.replace(day=1)
    elif unit is Unit.YEAR:
        start = start.replace(month=1, day=1)
    return read(start)


def _week(view: View, tokens: Tokens) -> Reading | None:
    """Read ``vk 48`` (its Monday), ``pe vk 48``, ``v 2 2027``."""
    tokens, weekday = _without_weekday(view, tokens)
    match tokens:
        case [word, number] if number.isdecimal():
            years = [view.today.year - 1, view.today.year, view.today.year + 1]
        case [word, number, year] if number.isdecimal() and year.isdecimal():
            years = [full_year(year) or 0]
        case _:
            return None
    if {**view.words.units, **view.words.during}.get(word) is not Unit.WEEK:
        return None
    found = [
        monday + timedelta(days=weekday or 0)
        for monday in (_monday_of(year, number) for year in years)
        if monday is not None
    ]
    if len(years) > 1:
        found = [day for day in found if _week_lies_right(view, day)]
        found.sort(reverse=view.past)
    return read(found[0]) if found else NotADate("no-such-week")


def _week_lies_right(view: View, day: date) -> bool:
    """Count this week as coming and as gone."""
    return day >= view.monday() if not view.past else day < view.monday(1)


def _monday_of(year: int, week: str) -> date | None:
    if len(week) > len("53") or not 1 <= int(week) <= _LAST_WEEK or not 1 < year <= LAST_YEAR:
        return None
    try:
        return date.fromisocalendar(year, int(week), 1)
    except ValueError:
        return None


def _without_weekday(view: View, tokens: Tokens) -> tuple[Tokens, int | None]:
    """Take a weekday off either end."""
    days = view.words.weekdays
    if len(tokens) > 1 and tokens[0] in days:
        return tokens[1:], days[tokens[0]]
    if len(tokens) > 1 and tokens[-1] in days:
        return tokens[:-1], days[tokens[-1]]
    return tokens, None


def _month_name(view: View, tokens: Tokens) -> Reading | None:
    """Read ``3 joulukuuta``, ``joulukuun 3``, ``3 dec 2026``, ``to 3 joulukuuta``."""
    tokens, weekday = _without_weekday(view, tokens)
    months = view.words.months
    match tokens:
        case [day, name] if name in months and day.isdecimal():
            year = None
        case [name, day] if name in months and day.isdecimal():
            year = None
        case [day, name, figures] if name in months and day.isdecimal() and figures.isdecimal():
            year = figures
        case [name, day, figures] if name in months and day.isdecimal() and figures.isdecimal():
            year = figures
        case _:
            return None
    if len(day) > len("31") or len(year or "") > len("2026"):
        return NotADate("no-such-day")
    return on_weekday(read_day(view, int(day), months[name], full_year(year)), weekday)


def on_weekday(found: Reading, weekday: int | None) -> Reading:
    """Ask when a weekday was typed with a date that falls on another one."""
    if weekday is None or isinstance(found, NotADate):
        return found
    if isinstance(found, Unclear):
        fitting = tuple(each for each in found.choices if each.date.weekday() == weekday)
        return read(fitting[0].date) if len(fitting) == 1 else found
    if found.date.weekday() == weekday:
        return found
    return Unclear((Choice(found.date, "other-weekday"),))


_RULES: tuple[Callable[[View, Tokens], Reading | None], ...] = (
    _weekday,
    _amount,
    _period,
    _week,
    _month_name,
)
