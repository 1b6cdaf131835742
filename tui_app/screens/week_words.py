"""How the rows of a week are worded: a heading for each day, then what stands on it.

The law: a day says its holiday, and that services are closed or closing; ``!`` never stands without
words that say why; initials unless names are shown.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storage.lines.actions import ActionLine
from storage.lines.cases import CaseLine
from storage.lines.follow_ups import FollowUpLine
from storage.lines.meetings import MeetingLine
from storage.lines.week import WeekDay
from storage.rules.holidays import eve_name, holiday_name
from tui_app.i18n.catalogue import N_, _, in_context
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, full_date, long_date, week_number
from tui_app.plain.words import closing_words, joined, more_words, shown_name, spoken_language
from tui_app.screens.today_words import due_cell, follow_up_cells
from tui_app.widgets.list_rows import Column, Row

MASKED = (
    Column(N_("When"), 15), Column(N_("No."), 8), Column(N_("Name"), 8), Column(N_("What"), 0),
)  # fmt: skip
NAMED = (*MASKED[:2], Column(N_("Name"), 22), MASKED[3])
_SATURDAY = 5
AnyLine = MeetingLine | ActionLine | CaseLine | FollowUpLine


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A row: a day's heading (``kind`` "day"), what stands on it, how much is not listed."""

    id: bytes
    kind: str
    day: dt.date
    line: AnyLine | None = None
    more: int = 0

    @property
    def case_id(self) -> bytes | None:
        """Return whose it is."""
        if isinstance(self.line, CaseLine):
            return self.line.id
        return None if self.line is None else self.line.case_id


def week_title(day: dt.date) -> str:
    """Return ``Week 48, 23.11.2026 – 29.11.2026``."""
    monday = day - day.weekday() * dt.timedelta(days=1)
    return _("Week {week}, {first} – {last}").format(
        week=week_number(monday),
        first=full_date(monday),
        last=full_date(monday + dt.timedelta(days=6)),
    )


def week_rows(days: Sequence[WeekDay]) -> Iterator[WeekRow]:
    """Yield the rows of a week, Monday first: each day's heading, then its hours and its items."""
    for one in days:
        yield WeekRow(b"day" + one.day.isoformat().encode(), "day", one.day)
        yield from (WeekRow(line.id, "case", one.day, line) for line in one.releases)
        yield from (WeekRow(line.id, "meeting", one.day, line) for line in one.meetings)
        yield from (WeekRow(line.id, "follow-up", one.day, line) for line in one.follow_ups)
        yield from (WeekRow(line.id, "action", one.day, line) for line in one.due)
        if one.more:
            yield WeekRow(b"more" + one.day.isoformat().encode(), "more", one.day, more=one.more)


def row_cells(row: WeekRow, today: dt.date, *, names: bool) -> Row:
    """Draw a row of the week."""
    line = row.line
    if isinstance(line, MeetingLine):
        return _meeting(line, names=names)
    if isinstance(line, ActionLine):
        return _action(line, today, names=names)
    if isinstance(line, FollowUpLine):
        cells = follow_up_cells(line, today, names=names)
        late = line.day < today
        when = cells.cells[0] if late else _("follow-up")
        return replace(cells, cells=(when, *cells.cells[1:]), sign="!" * late)
    if isinstance(line, CaseLine):
        what = choice_word("certainty", line.certainty)
        return Row((_("is released"), line.label, shown_name(line.name, names=names), what))
    if row.more:
        return Row((), full=more_words(row.more), quiet=True)
    return _heading(row.day, today)


def _heading(day: dt.date, today: dt.date) -> Row:
    here = _("today") if day == today else ""
    words = joined((long_date(day), here, _closed(day)))
    return Row((), full=f"- {words} -", quiet=day < today)


def _closed(day: dt.date) -> str:
    """Return the holiday, or that services close early before one; weekends go without saying."""
    spoken = spoken_language()
    name = holiday_name(day, spoken)
    if name is not None or day.weekday() >= _SATURDAY or eve_name(day, spoken) is None:
        return name or ""
    return closing_words(day)


def _meeting(line: MeetingLine, *, names: bool) -> Row:
    when = clock_time(line.starts) if line.starts else ""
    state = "" if line.state == "planned" else choice_word("meeting-state", line.state)
    what = joined((state, choice_word("meeting-kind", line.kind), line.title, line.place))
    cells = (when, line.case_label, shown_name(line.client, names=names), what)
    return Row(cells, sign="!" * (line.state == "live"), quiet=line.state == "held")


def _action(line: ActionLine, today: dt.date, *, names: bool) -> Row:
    late = line.due is not None and line.due < today
    when = due_cell(line.due, today) if late else in_context("record", "action item")
    state = choice_word("action-state", "waiting") if line.state == "waiting" else ""
    what = joined((state, line.what), ": ")
    cells = (when, line.case_label, shown_name(line.owner, names=names), what)
    return Row(cells, sign="!" * late)
