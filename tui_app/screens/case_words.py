"""How cases, release dates and the head of a case are worded on screens.

The law: initials unless names are shown; a number never stands alone; ``!`` always has words that
say why. Widths are cells of an 80-cell terminal in the widest of the three languages.
"""

import datetime as dt

from storage.lines.cases import CaseLine, CaseSummary, ReleaseLine
from tui_app.i18n.catalogue import N_, _, ngettext
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import date_and_time, full_date, long_date, short_date
from tui_app.plain.cases import release_words
from tui_app.plain.travel import out_words
from tui_app.plain.words import closing_words, joined, shown_name
from tui_app.widgets.list_rows import Column, Row

_NUMBER, _PHASE = Column(N_("No."), 8), Column(N_("Phase"), 11)
_RELEASE, _DAYS = Column(N_("Release"), 12), Column(N_("Days"), 8, right=True)
_TO_DO, _MEETING = Column(N_("To do"), 8, right=True), Column(N_("Meeting"), 15)
MASKED = (_NUMBER, Column(N_("Name"), 0), _PHASE, _RELEASE, _DAYS, _TO_DO, _MEETING)
NAMED = (_NUMBER, Column(N_("Name"), 0), _RELEASE, _DAYS)
_REST_OF_WIDE = (_PHASE, _RELEASE, _DAYS, _TO_DO, _MEETING, Column(N_("Prison"), 0))
WIDE = (_NUMBER, Column(N_("Name"), 8), *_REST_OF_WIDE)
WIDE_NAMED = (_NUMBER, Column(N_("Name"), 26), *_REST_OF_WIDE)
WIDE_FROM = 120
"""From so many cells on, the list of cases has room for everything."""
RELEASES = (
    Column(N_("Release"), 14),
    Column(N_("Days"), 8, right=True),
    Column(N_("Certainty"), 11),
    Column(N_("Told"), 0),
    Column("", 16),
)


def days_cell(day: dt.date, today: dt.date) -> str:
    """Return how far off a day is, for a column of 8 cells: ``9 d``, ``today``, ``-2 d``."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return _("{count} d").format(count=days)


def wants_a_look(line: CaseLine, today: dt.date) -> bool:
    """Tell whether a release date falls when services close, or has passed unnoticed."""
    if line.release is None or line.phase == "closed":
        return False
    passed = line.release < today and line.phase == "in-prison"
    return passed or (line.release >= today and bool(closing_words(line.release)))


def case_columns(cells: int, *, names: bool) -> tuple[Column, ...]:
    """Return the columns that fit into a terminal of ``cells`` cells."""
    if cells >= WIDE_FROM:
        return WIDE_NAMED if names else WIDE
    return NAMED if names else MASKED


def case_cells(line: CaseLine, today: dt.date, columns: tuple[Column, ...], *, names: bool) -> Row:
    """Draw a case for one of the sets of columns."""
    told = {
        "No.": line.label,
        "Name": shown_name(line.name, names=names),
        "Phase": choice_word("phase-short", line.phase),
        "Release": short_date(line.release, today) if line.release else _("not told"),
        "Days": days_cell(line.release, today) if line.release else "",
        "To do": str(line.open_actions) if line.open_actions else "",
        "Meeting": date_and_time(line.next_meeting) if line.next_meeting else "",
        "Prison": line.prison,
    }
    return Row(
        tuple(told[column.label] for column in columns),
        sign="!" * wants_a_look(line, today),
        quiet=line.phase == "closed",
    )


def case_preview(line: CaseLine | None, today: dt.date, *, names: bool) -> str:
    """Say in words what the row under the cursor cannot show; two lines at most."""
    if line is None:
        return ""
    owner = (
        "" if line.is_own else _("owner {name}").format(name=shown_name(line.owner, names=names))
    )
    first = joined((choice_word("phase", line.phase), line.prison, owner))
    closed = closing_words(line.release) if line.release and line.release >= today else ""
    passed = ""
    if line.release and line.release < today and line.phase == "in-prison":
        passed = _("the date has passed: is the phase still right?")
    return f"{first}\n{joined((release_words(line, today), closed, passed), '; ')}"


def release_cells(line: ReleaseLine, today: dt.date) -> Row:
    """Draw a release date that was told."""
    told_on = short_date(line.told_on, today) if line.told_on else ""
    return Row(
        (
            short_date(line.day) + str(line.day.year),
            days_cell(line.day, today),
            choice_word("certainty", line.certainty),
            joined((told_on, line.told_by, line.source)),
            _("planning date") if line.is_planning else "",
        ),
        sign="!" * (line.day >= today and bool(closing_words(line.day))),
        quiet=line.certainty == "withdrawn",
    )


def release_preview(line: ReleaseLine | None) -> str:
    """Say in words who told the date under the cursor, and what services do on it."""
    if line is None:
        return ""
    told = joined(
        (
            _("told {date}").format(date=full_date(line.told_on)) if line.told_on else "",
            _("told by {name}").format(name=line.told_by) if line.told_by else "",
            _("source {source}").format(source=line.source) if line.source else "",
        )
    )
    return joined((joined((full_date(line.day), told), ": "), closing_words(line.day)), "\n")


def summary_facts(sheet: CaseSummary, *, names: bool) -> str:
    """Say what else is known of a case, in a few lines."""
    case = sheet.case
    opened = full_date(sheet.opened_on) if sheet.opened_on else ""
    first = joined(
        (
            _("Key worker {name}").format(name=shown_name(case.owner, names=names)),
            _("opened {date}").format(date=opened) if opened else "",
            _("network {count}").format(count=sheet.ties),
            _("meetings {count}").format(count=sheet.meetings),
            _("open actions {count}").format(count=case.open_actions),
        )
    )
    conflicts = ngettext(
        "! {count} edit conflict: decide it in Exchange (7)",
        "! {count} edit conflicts: decide them in Exchange (7)",
        sheet.conflicts,
    ).format(count=sheet.conflicts)
    closed = ""
    if sheet.closed_on is not None:
        words = _("closed {date}: {reason}")
        closed = words.format(date=full_date(sheet.closed_on), reason=sheet.closing_reason)
    packs = [out_words(line, names=names) for line in sheet.packs]
    return joined((first, closed, conflicts if sheet.conflicts else "", *packs), "\n")


def services_words(day: dt.date) -> str:
    """Return a day in words, and what services do on it."""
    return joined((long_date(day), closing_words(day)), "; ")
