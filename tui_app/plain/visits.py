"""The plain twin of a visit: the client's side as pages of short lines, and the worker's side.

The law (screens page, "Visits"): one thing a line, empty lines between, short words. The pages are
the same that the shared view turns; they hold no name and no case number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from storage.lines.visits import ShownVisit, Thing, VisitSheet
from tui_app.i18n.catalogue import _
from tui_app.i18n.formats import clock_time, full_date, long_date
from tui_app.plain.words import fact, joined, who


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the shared view: headings with the things below each."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]

    def rows(self) -> Iterator[str]:
        """Yield its rows: a heading, then one thing a row, an empty row after each."""
        for heading, things in self.parts:
            yield heading
            yield ""
            for number, thing in enumerate(things, 1):
                yield f"  {number}  {thing}"
                yield ""


def pages(shown: ShownVisit) -> tuple[Page, ...]:
    """Return the pages that have something on them; the first one always is there."""
    nothing = (_("Nothing yet."),)
    today = (
        (_("What we agree today"), _told(shown.agreed) or nothing),
        (_("Your questions"), shown.questions or nothing),
    )
    found = [Page(((_("What we talk about"), shown.agenda),))] if shown.agenda else []
    found.append(Page(today))
    if shown.before:
        found.append(Page(((_("What we agreed last time"), _told(shown.before)),)))
    steps = (_("Next steps"), _told(shown.steps) or nothing)
    found.append(Page((steps, (_("Next time"), (next_words(shown),)))))
    return tuple(found)


def next_words(shown: ShownVisit) -> str:
    """Say when and where the next meeting is."""
    if shown.starts is None:
        return _("The time will be agreed later.")
    when = f"{long_date(shown.starts.date())} {clock_time(shown.starts)}"
    return joined((when, shown.place))


def _told(things: Iterable[Thing]) -> tuple[str, ...]:
    return tuple(
        f"{thing.text} ({full_date(thing.due)})" if thing.due else thing.text for thing in things
    )


def head_text(sheet: VisitSheet, *, names: bool) -> Iterator[str]:
    """Yield the worker's side: whose visit it is, and which meeting it belongs to."""
    yield fact(_("Visit"), who(sheet.label, sheet.client, names=names))
    meeting = sheet.meeting
    if meeting is None:
        told = _("none planned; the first thing you write makes one")
    else:
        when = ""
        if meeting.starts is not None:
            when = f"{long_date(meeting.starts.date())} {clock_time(meeting.starts)}"
        told = joined((when, meeting.place, _("going on") if meeting.state == "live" else ""))
    yield fact(_("Meeting"), told)


def visit_text(sheet: VisitSheet, *, names: bool) -> Iterator[str]:
    """Yield the visit whole."""
    yield from head_text(sheet, names=names)
    yield ""
    yield _("What the client is shown:")
    for page in pages(sheet.shown):
        yield ""
        yield from (row for row in page.rows() if row)
