"""A meeting's sheet put into the plain values that documents show, in the words handed in.

The law: whoever is neither the client nor there for their work is marked private, so that their
contact details go into no copy but one's own; how a person is reached is not put in at all here.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storage.documents.minutes_data import (
    Attendee,
    MinuteAgreement,
    MinuteEntry,
    MinuteItem,
    MinutesData,
    MinutesWords,
)
from storage.lines.meetings import AttendanceLine, EntryLine, MeetingSheet

__all__ = ["HandoutWords", "MinutesWords", "minutes_data"]
LATE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class HandoutWords:
    """The words and forms of one language.

    ``span`` writes a wall time span (start, end or None), ``day`` a date, ``moment`` a past UTC
    moment. ``kinds``, ``presence``, ``roles`` and ``states`` translate the stored words;
    ``file_names`` gives the stem of each handout's file; ``invitation`` is the neutral summary.
    """

    language: str
    minutes: MinutesWords
    when: str
    place: str
    matter: str
    invitation: str
    day: Callable[[dt.date], str]
    span: Callable[[dt.datetime, dt.datetime | None], str]
    moment: Callable[[dt.datetime], str]
    kinds: Mapping[str, str]
    presence: Mapping[str, str]
    roles: Mapping[str, str]
    states: Mapping[str, str]
    action_headings: tuple[str, str, str, str]
    file_names: Mapping[str, str]


def minutes_data(found: MeetingSheet, words: HandoutWords) -> MinutesData:
    """Return the meeting's values, all of them: ``copy_for`` picks what a copy may hold."""
    meeting = found.meeting
    facts = [(words.matter, meeting.client)]
    if meeting.starts is not None:
        facts.insert(0, (words.when, words.span(meeting.starts, meeting.ends)))
    if meeting.place:
        facts.append((words.place, meeting.place))
    return MinutesData(
        language=words.language,
        kind=meeting.title or words.kinds.get(meeting.kind, meeting.kind),
        facts=tuple(facts),
        attendance=tuple(_attendee(one, words) for one in found.attendance),
        items=(*_items(found, words), _rest(found, words)),
        agreements=tuple(
            MinuteAgreement(
                one.text, one.tier, one.doer, "" if one.due is None else words.day(one.due)
            )
            for one in found.agreements
        ),
        was_read_back=found.read_back_at is not None,
    )


def _attendee(one: AttendanceLine, words: HandoutWords) -> Attendee:
    return Attendee(
        name=one.name,
        role=words.roles.get(one.role, "") or one.title,
        organisation=one.organisation,
        presence=words.presence.get(one.presence, ""),
        is_private=not one.organisation and not one.is_client,
    )


def _items(found: MeetingSheet, words: HandoutWords) -> list[MinuteItem]:
    return [
        MinuteItem(
            title=item.title,
            entries=_entries(found, item.id, words),
            minutes=item.minutes,
            owner=item.owner,
            from_client=item.from_client,
        )
        for item in found.agenda
    ]


def _rest(found: MeetingSheet, words: HandoutWords) -> MinuteItem:
    known = {item.id for item in found.agenda}
    loose = [entry for entry in found.entries if entry.item_id not in known]
    return MinuteItem("", tuple(_entry(entry, words) for entry in loose))


def _entries(found: MeetingSheet, item_id: bytes, words: HandoutWords) -> tuple[MinuteEntry, ...]:
    return tuple(_entry(entry, words) for entry in found.entries if entry.item_id == item_id)


def _entry(entry: EntryLine, words: HandoutWords) -> MinuteEntry:
    late = ""
    if entry.at is not None and entry.written_at is not None:
        gap = (entry.written_at - entry.at).total_seconds()
        late = words.moment(entry.written_at) if gap > LATE_SECONDS else ""
    return MinuteEntry(
        text=entry.text,
        tier=entry.tier,
        kind=entry.kind,
        speaker=entry.speaker,
        verbatim=entry.verbatim,
        late=late,
    )
