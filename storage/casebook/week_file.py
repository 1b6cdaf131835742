"""A week as a calendar file for one's own office: what the file holds, and its way out.

The law: labels and times, no names, nothing of the matter; release days are not in it, for they
tell where somebody is. The gate is asked for each case that the week names, in the transaction that
writes the file.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.documents.week_calendar import CalendarEntry
from storage.lines.week import WeekDay
from storage.records.sharing import CaseSection
from storage.rules.sharing import Passage, Receiver, Way

WHAT = "week ics"


@dataclass(frozen=True, slots=True)
class WeekWords:
    """Neutral words of the reader's language, and the stem of the file's name."""

    meeting: str
    action: str
    follow_up: str
    file_name: str


def entries(days: Sequence[WeekDay], words: WeekWords) -> Iterator[CalendarEntry]:
    """Yield the calendar's entries of a week."""
    for one in days:
        for meeting in one.meetings:
            summary = _labelled(words.meeting, meeting.case_label)
            yield CalendarEntry(
                meeting.id,
                summary,
                starts=meeting.starts,
                ends=meeting.ends,
                zone=meeting.zone,
            )
        for line in one.due:
            yield CalendarEntry(line.id, _labelled(words.action, line.case_label), one.day)
        for contact in one.follow_ups:
            label = _labelled(words.follow_up, contact.case_label)
            yield CalendarEntry(contact.id, label, one.day)


def passages(days: Sequence[WeekDay], office: Receiver) -> tuple[Passage, ...]:
    """Return one passage for each case that the file names, and one for a week without any."""
    told: dict[bytes | None, set[str]] = {}
    for one in days:
        for meeting in one.meetings:
            told.setdefault(meeting.case_id, set()).add(CaseSection.MEETINGS)
        for line in one.due:
            told.setdefault(line.case_id, set()).add(CaseSection.ACTIONS)
        for contact in one.follow_ups:
            told.setdefault(contact.case_id, set()).add(CaseSection.FOLLOW_UPS)
    return tuple(
        Passage(
            case_id=case_id,
            sections=frozenset(sections),
            areas=frozenset(),
            receiver=office,
            way=Way.EXPORT,
            what=WHAT,
            kind="case" if case_id else "week",
            record_id=case_id,
        )
        for case_id, sections in (told or {None: set()}).items()
    )


def stem(words: WeekWords, monday: dt.date) -> str:
    """Return the file's name without its ending: ``viikko-2026-48``."""
    year, week, _day = monday.isocalendar()
    return f"{words.file_name}-{year}-{week:02}"


def _labelled(word: str, label: str) -> str:
    return f"{word} {label}".strip()
