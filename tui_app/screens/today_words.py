"""How the rows of Today are worded: meetings, action items, follow-up contacts, releases.

The law: ``!`` never stands without words that say why (late, going on, services closed); initials
unless names are shown; what one reads aloud is the row from left to right.
"""

import datetime as dt

from storage.lines.actions import ActionLine
from storage.lines.cases import CaseLine
from storage.lines.follow_ups import FollowUpLine
from storage.lines.meetings import MeetingLine
from storage.lines.today import Prepared
from storage.rules.holidays import Closing, closings, eve_name, holiday_name
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.cells import width
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import (
    clock_time,
    date_and_time,
    long_date,
    short_date,
    week_number,
    weekday,
)
from tui_app.plain.follow_ups import tried_words, what_words
from tui_app.plain.words import joined, shown_name, spoken_language
from tui_app.screens.case_words import days_cell
from tui_app.widgets.list_rows import Column, Row

_WHEN, _NUMBER = Column(N_("When"), 15), Column(N_("No."), 8)
_NAME, _WHOLE_NAME, _REST = Column(N_("Name"), 8), Column(N_("Name"), 22), Column("", 0)
_DUE, _RELEASE = Column(N_("Due"), 15), Column(N_("Release"), 9)
_IN, _CERTAINTY = Column(N_("Days"), 8, right=True), Column(N_("Certainty"), 11)
_ROOM = 27  # what the other columns of a release leave of 80 cells
COLUMNS = {
    "meetings": (_WHEN, _NUMBER, _NAME, _REST),
    "due": (_DUE, _NUMBER, _NAME, _REST),
    "releases": (_RELEASE, _IN, _NUMBER, _NAME, _CERTAINTY, _REST),
    "following": (_DUE, _NUMBER, _NAME, _REST),
    "look": (_REST,),
}
"""The columns of each panel while names are masked."""


def day_title(day: dt.date) -> str:
    """Return ``Today Tuesday 24.11.2026 (week 48)``."""
    words = _("Today {day} (week {week})")
    return words.format(day=long_date(day), week=week_number(day))


def meeting_cells(line: MeetingLine, today: dt.date, *, names: bool) -> Row:
    """Draw a meeting: the clock today, the day before or after."""
    when = ""
    if line.starts is not None:
        is_today = line.starts.date() == today
        when = clock_time(line.starts) if is_today else date_and_time(line.starts)
    state = "" if line.state == "planned" else choice_word("meeting-state", line.state)
    what = joined((state, choice_word("meeting-kind", line.kind), line.title, line.place))
    name = shown_name(line.client, names=names)
    return Row(
        (when, line.case_label, name, what),
        sign="!" * (line.state == "live"),
        quiet=line.state == "held",
    )


def due_cells(line: ActionLine, today: dt.date, *, names: bool) -> Row:
    """Draw an action item: how late, whose, what."""
    late = line.due is not None and line.due <= today
    state = f"{choice_word('action-state', 'waiting')}: " if line.state == "waiting" else ""
    owner = shown_name(line.owner, names=names)
    return Row(
        (due_cell(line.due, today), line.case_label, owner, f"{state}{line.what}"),
        sign="!" * late,
    )


def follow_up_cells(line: FollowUpLine, today: dt.date, *, names: bool) -> Row:
    """Draw a follow-up contact: how late, whose, which, how, and what was tried."""
    channel = choice_word("channel", line.channel)
    what = joined((what_words(line), channel, tried_words(line)))
    cells = (due_cell(line.day, today), line.case_label, shown_name(line.client, names=names))
    return Row((*cells, what), sign="!" * (line.day <= today))


def due_cell(due: dt.date | None, today: dt.date) -> str:
    """Return how late or soon, in a column of 15 cells that stands under the word due."""
    if due is None:
        return ""
    if due < today:
        return _("late {count} d").format(count=(today - due).days)
    soon = (due - today).days <= 1
    return days_cell(due, today) if soon else short_date(due, today)


def columns_with_names(name: str) -> tuple[Column, ...]:
    """Return the columns of a panel with room for whole names."""
    return tuple(_WHOLE_NAME if column is _NAME else column for column in COLUMNS[name])


def closing_cell(day: dt.date) -> str:
    """Return in one or two words why services are closed or closing on ``day``."""
    spoken = spoken_language()
    for closing in closings(day):
        if closing is Closing.HOLIDAY:
            return holiday_name(day, spoken) or ""
        if closing is Closing.EVE:
            return eve_name(day, spoken) or ""
        return _("weekend") if closing is Closing.WEEKEND else weekday(day)
    return ""


def release_cells(
    line: CaseLine, today: dt.date, known: Prepared | None = None, *, names: bool
) -> Row:
    """Draw a release; why services are closed that day, then what is known of the preparation."""
    if line.release is None:
        return Row(("", "", line.label, shown_name(line.name, names=names), "", ""))
    closed = closing_cell(line.release) if line.release >= today else ""
    passed = line.release < today and line.phase == "in-prison"
    return Row(
        (
            short_date(line.release),
            days_cell(line.release, today),
            line.label,
            shown_name(line.name, names=names),
            choice_word("certainty", line.certainty),
            _("date has passed") if passed else _beside(closed, _known_words(known)),
        ),
        sign="!" * (passed or bool(closed)),
    )


def _beside(closed: str, known: str) -> str:
    """Return both; where they would be cut, a holiday's name gives way to the word holiday."""
    whole = joined((closed, known))
    return whole if width(whole) <= _ROOM else joined((_("holiday"), known))


def _known_words(known: Prepared | None) -> str:
    """Return in two or three words how far it is; a held meeting is a contact too."""
    if known is None:
        return ""
    if known.first_contact is None:
        return _("nobody met")
    if known.network_meeting is None:
        return _("no network yet")
    return _("network {day}").format(day=short_date(known.network_meeting))


def first_steps() -> str:
    """Say what to do first in an empty office."""
    return "\n\n".join(
        (
            _("Nobody is here yet. Three steps lead to the first meeting:"),
            _("1  Press n and write the client's name. That opens the case."),
            _("2  In the case press r, if somebody has told a release date."),
            _("3  Tab 2 is the network, tab 3 the meetings: n adds, Enter opens."),
            _("F1 shows every key. What you write saves itself; u takes it back."),
        )
    )
