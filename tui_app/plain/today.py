"""The plain twin of Today: now and next, due, releases, and what wants a look."""

import datetime as dt
from collections.abc import Iterator

from storage.lines.cases import CaseLine
from storage.lines.meetings import MeetingLine
from storage.lines.today import Ownerless, Prepared, TodayLines
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, full_date, long_date, week_number
from tui_app.plain.actions import action_row
from tui_app.plain.follow_ups import follow_up_row
from tui_app.plain.handovers import waiting_text
from tui_app.plain.meetings import meeting_row
from tui_app.plain.sharing import ending_words
from tui_app.plain.travel import overdue_words, term_words
from tui_app.plain.words import (
    closing_words,
    counted,
    days_words,
    joined,
    more_words,
    shown_name,
    who,
)


def _meeting_today(line: MeetingLine, *, names: bool) -> str:
    kind = choice_word("meeting-kind", line.kind)
    time = clock_time(line.starts) if line.starts else ""
    return joined(
        (
            f"{time} {kind}".strip(),
            line.title,
            who(line.case_label, line.client, names=names),
            line.place,
            choice_word("meeting-state", line.state),
        )
    )


def prepared_words(known: Prepared | None) -> str:
    """Return what is known of the preparation, in words: never a share, never a score."""
    if known is None:
        return ""
    first, network = known
    return joined(
        (
            _("first contact {day}").format(day=full_date(first)) if first else _("nobody met yet"),
            _("network met {day}").format(day=full_date(network))
            if network
            else _("no network meeting"),
        )
    )


def _release(line: CaseLine, known: Prepared | None, today: dt.date, *, names: bool) -> str:
    if line.release is None:  # Today lists cases by their planning date; this cannot come
        return who(line.label, line.name, names=names)
    day = f"{full_date(line.release)} {days_words(line.release, today)}"
    return joined(
        (
            f"{day}: {who(line.label, line.name, names=names)}",
            choice_word("certainty", line.certainty),
            choice_word("phase", line.phase),
            prepared_words(known),
            _("open action items: {count}").format(count=line.open_actions),
            closing_words(line.release) if line.release >= today else "",
        )
    )


def _due(lines: TodayLines, *, names: bool) -> Iterator[str]:
    late = [line for line in lines.due if line.due is None or line.due <= lines.day]
    soon = [line for line in lines.due if line not in late]
    yield counted(_("Action items due today or late"), lines.due_count)
    yield from (action_row(line, lines.day, names=names) for line in late)
    if lines.due_count > len(late):
        yield more_words(lines.due_count - len(late))
    if soon:
        yield counted(_("Due within two days"), len(soon))
        yield from (action_row(line, lines.day, names=names) for line in soon)


def today_text(lines: TodayLines, *, names: bool) -> Iterator[str]:
    """Yield one day."""
    yield _("Today {day}, week {week}").format(
        day=long_date(lines.day), week=week_number(lines.day)
    )
    if lines.term is not None:
        yield term_words(lines.term)
    yield counted(_("Meetings today"), len(lines.meetings))
    yield from (_meeting_today(line, names=names) for line in lines.meetings)
    if lines.next_meetings:
        yield counted(_("Next meetings"), len(lines.next_meetings))
        yield from (meeting_row(line, names=names) for line in lines.next_meetings)
    yield from _due(lines, names=names)
    if lines.follow_ups:
        yield counted(_("Follow-up contacts due today or missed"), lines.follow_up_count)
        yield from (follow_up_row(line, lines.day, names=names) for line in lines.follow_ups)
    yield counted(_("Releases within 30 days"), lines.release_count)
    known = lines.prepared.get
    yield from (_release(line, known(line.id), lines.day, names=names) for line in lines.releases)
    if lines.release_count > len(lines.releases):
        yield more_words(lines.release_count - len(lines.releases))
    later = lines.later_releases
    if later:
        yield counted(_("Releases in 31 to 90 days"), len(later))
        yield from (_release(line, known(line.id), lines.day, names=names) for line in later)
    yield from _wants_a_look(lines, names=names)
    yield counted(_("Your open cases"), lines.own_cases)


def ownerless_words(line: Ownerless, *, names: bool) -> str:
    """Say that an action item's owner is not in the network."""
    words = _("{case}: {owner} is not in the network, and has: {what}")
    owner = shown_name(line.owner, names=names)
    return words.format(case=line.case_label, owner=owner, what=line.what)


def _wants_a_look(lines: TodayLines, *, names: bool) -> Iterator[str]:
    if lines.packs:
        yield counted(_("Travel packs that should be back"), len(lines.packs))
        yield from (f"! {overdue_words(line, names=names)}" for line in lines.packs)
    if lines.live:
        yield counted(_("Meetings left running"), len(lines.live))
        yield from (meeting_row(line, names=names) for line in lines.live)
    if lines.held_open:
        yield counted(_("Held meetings not read back"), len(lines.held_open))
        yield from (meeting_row(line, names=names) for line in lines.held_open)
    if lines.ending_bases:
        yield counted(_("Bases that end soon"), len(lines.ending_bases))
        for line in lines.ending_bases:
            yield f"{line.case_label} {ending_words(line, lines.day, names=names)}"
    yield from waiting_text(lines.handovers, names=names)
    yield from (ownerless_words(line, names=names) for line in lines.ownerless)
    if lines.conflicts:
        yield counted(_("Edit conflicts"), lines.conflicts)
    if lines.blocked:
        yield counted(_("Changed keys to decide about"), lines.blocked)
    if lines.unread:
        yield counted(_("New messages"), lines.unread)
    if lines.without_date:
        yield counted(_("Your cases in prison without a release date"), lines.without_date)
