"""The plain twin of Meetings: the list, and how a meeting is named on the command line.

A meeting's reference is its case's number and its day, ``K-0142/24.11.2026``: it can be said aloud,
stays when other meetings are added, and is what the list begins each line with. Two meetings of a
case on one day add the time, ``K-0142/24.11.2026/09:30``; one without a time is named by the first
eight digits of its id, ``K-0142/3fa2b1c9``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from storage.lines.meetings import MeetingLine
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_word
from tui_app.i18n.formats import clock_time, full_date, weekday
from tui_app.plain.words import counted, joined, shown_name


def references(lines: Iterable[MeetingLine]) -> Mapping[bytes, str]:
    """Return each meeting's shortest reference among ``lines``, by its id."""
    found = tuple(lines)
    days = Counter(_by_day(line) for line in found)
    return {
        line.id: _by_day(line) if days[_by_day(line)] == 1 else reference_whole(line)
        for line in found
    }


def _by_day(line: MeetingLine) -> str:
    if line.starts is None:
        return reference_whole(line)
    return f"{line.case_label}/{full_date(line.starts)}"


def reference_whole(line: MeetingLine) -> str:
    """Return the reference with the time."""
    if line.starts is None:
        return f"{line.case_label}/{line.id.hex()[:8]}"
    return f"{line.case_label}/{full_date(line.starts)}/{clock_time(line.starts)}"


def when_words(line: MeetingLine) -> str:
    """Return ``Tuesday 24.11.2026 09:30 to 10:15``, or that no time is set."""
    if line.starts is None:
        return _("no time set")
    begin = f"{weekday(line.starts)} {full_date(line.starts)} {clock_time(line.starts)}"
    if line.ends is None:
        return begin
    return _("{begin} to {end}").format(begin=begin, end=clock_time(line.ends))


def meeting_row(line: MeetingLine, reference: str = "", *, names: bool) -> str:
    """Return one meeting as one line, its reference first."""
    starts = line.starts
    time = f"{weekday(starts)} {clock_time(starts)}" if starts else _("no time set")
    return joined(
        (
            f"{reference or _by_day(line)} {shown_name(line.client, names=names)}".strip(),
            time,
            choice_word("meeting-kind", line.kind),
            line.title,
            line.place,
            choice_word("meeting-state", line.state),
        )
    )


def meetings_text(
    lines: Iterable[MeetingLine], count: int, *, names: bool, past: bool | None = False
) -> Iterator[str]:
    """Yield the meetings to come, or the past ones; ``past`` is None for all of one case."""
    found = tuple(lines)
    named = references(found)
    heading = _("Past meetings") if past else _("Meetings to come")
    yield counted(_("Meetings") if past is None else heading, count)
    for line in found:
        yield meeting_row(line, named[line.id], names=names)
