"""The plain twins of Cases and of Case, Summary."""

import datetime as dt
from collections.abc import Iterable, Iterator

from storage.lines.cases import CaseLine, CaseSummary, ReleaseLine
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import date_and_time, full_date
from tui_app.plain.travel import out_words
from tui_app.plain.words import closing_words, counted, days_words, fact, joined, shown_name, who


def release_words(line: CaseLine, today: dt.date) -> str:
    """Return ``release 3.12.2026, in 9 d, confirmed``, or that no date was told."""
    if line.release is None:
        return _("no release date told")
    day = _("release {date}").format(date=full_date(line.release))
    return joined((day, days_words(line.release, today), choice_word("certainty", line.certainty)))


def case_row(line: CaseLine, today: dt.date, *, names: bool) -> str:
    """Return one case as one line."""
    next_meeting = line.next_meeting
    return joined(
        (
            who(line.label, line.name, names=names),
            choice_word("phase", line.phase),
            release_words(line, today),
            _("open action items: {count}").format(count=line.open_actions),
            _("next meeting {when}").format(when=date_and_time(next_meeting))
            if next_meeting
            else "",
            ""
            if line.is_own
            else _("owner {name}").format(name=shown_name(line.owner, names=names)),
        )
    )


def cases_text(
    lines: Iterable[CaseLine], count: int, today: dt.date, *, names: bool
) -> Iterator[str]:
    """Yield the list of cases; ``count`` is how many there are."""
    yield counted(_("Cases"), count)
    for line in lines:
        yield case_row(line, today, names=names)


def _release_row(release: ReleaseLine, today: dt.date) -> str:
    told_on = _("told {date}").format(date=full_date(release.told_on)) if release.told_on else ""
    told_by = _("told by {name}").format(name=release.told_by) if release.told_by else ""
    source = _("source {source}").format(source=release.source) if release.source else ""
    return joined(
        (
            f"{full_date(release.day)} {days_words(release.day, today)}",
            choice_word("certainty", release.certainty),
            told_on,
            told_by,
            source,
            _("planning date") if release.is_planning else "",
        )
    )


def case_text(
    summary: CaseSummary, today: dt.date, *, names: bool, alone: bool = True
) -> Iterator[str]:
    """Yield one case, Summary: one fact per line, the client's wishes before our own text.

    Where it does not stand ``alone`` its lists follow, and they say how many there are.
    """
    line = summary.case
    yield _("Case {label}").format(label=line.label)
    yield fact(_("Client"), shown_name(line.name, names=names))
    yield fact(_("Phase"), choice_word("phase", line.phase))
    yield fact(_("Prison"), line.prison)
    yield fact(_("Home municipality"), summary.home_municipality)
    yield fact(_("Key worker"), shown_name(line.owner, names=names))
    yield fact(_("Opened"), full_date(summary.opened_on) if summary.opened_on else "")
    yield fact(_("Wishes"), summary.wishes)
    yield fact(_("Summary"), summary.summary)
    yield counted(_("Release dates told"), len(summary.releases))
    for release in summary.releases:
        yield _release_row(release, today)
    if line.release is not None and (closed := closing_words(line.release)):
        yield fact(_("On the planning date"), closed)
    if alone:
        yield counted(_("Open action items"), line.open_actions)
        yield counted(_("Network members"), summary.ties)
        yield counted(_("Meetings"), summary.meetings)
    if line.next_meeting is not None:
        yield fact(_("Next meeting"), date_and_time(line.next_meeting))
    if summary.conflicts:
        yield counted(_("Edit conflicts"), summary.conflicts)
    yield from (out_words(pack, names=names) for pack in summary.packs)
