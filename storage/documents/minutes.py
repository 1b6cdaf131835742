"""The agenda and the minutes of a meeting as handouts, one copy per tier.

The law: a copy holds only what ``copy_for`` lets through, and says in its facts and at its end
which copy it is. The title is the kind of document, so that no name gets into a file's metadata.
Differing views stand side by side; spoken words stay as they were said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from storage.documents.handout import Block, Handout, Paragraph, Section, SideBySide, Table
from storage.documents.minutes_data import (
    Attendee,
    MinuteAgreement,
    MinuteEntry,
    MinutesData,
    MinutesWords,
    copy_for,
    question_words,
)
from storage.records.minutes import EntryKind


def agenda_handout(data: MinutesData, tier: str, words: MinutesWords) -> Handout:
    """Return the agenda before a meeting: who is asked, and what is talked about for how long."""
    shown = copy_for(tier, data)
    rows = tuple(
        (
            f"{number}. {item.title}",
            words.from_client if item.from_client else item.owner,
            "" if item.minutes is None else str(item.minutes),
        )
        for number, item in enumerate((item for item in shown.items if item.title), 1)
    )
    sections = [
        Section(words.invited, tuple(_attendance(shown.attendance, words, has_presence=False))),
        Section(words.agenda, (Table((words.item, words.owner, words.planned), rows),)),
    ]
    return _handout(words.agenda, shown, tier, sections, words)


def minutes_handout(data: MinutesData, tier: str, words: MinutesWords) -> Handout:
    """Return the minutes: who was there, each item with what was said, what was agreed."""
    shown = copy_for(tier, data)
    sections = [Section(words.present, tuple(_attendance(shown.attendance, words)))]
    sections += [
        Section(item.title or words.other, tuple(entry_blocks(item.entries, words)))
        for item in shown.items
    ]
    sections.append(Section(words.agreements, tuple(_agreements(shown.agreements, words))))
    if shown.next_meeting:
        sections.append(Section(words.next_meeting, (Paragraph(shown.next_meeting),)))
    minutes = _handout(words.minutes, shown, tier, sections, words)
    if not shown.was_read_back:
        return minutes
    return replace(minutes, footer=f"{words.was_read_back}\n{minutes.footer}")


def entry_blocks(entries: Iterable[MinuteEntry], words: MinutesWords) -> Iterator[Block]:
    """Yield entries in order; neighbouring views become one block, side by side."""
    views: list[MinuteEntry] = []
    for entry in entries:
        if entry.kind == EntryKind.VIEW:
            views.append(entry)
            continue
        yield from _views(views, words)
        views = []
        yield _paragraph(entry, words)
    yield from _views(views, words)


def _views(views: list[MinuteEntry], words: MinutesWords) -> Iterator[Block]:
    if len(views) == 1:
        yield _paragraph(views[0], words)
    elif views:
        yield SideBySide(tuple((view.speaker, _text(view, words)) for view in views))


def _paragraph(entry: MinuteEntry, words: MinutesWords) -> Paragraph:
    return Paragraph(_text(entry, words), entry.speaker, entry.verbatim)


def _text(entry: MinuteEntry, words: MinutesWords) -> str:
    asked = question_words(entry, words)
    text = f"{asked}: {entry.text}" if asked else entry.text
    return f"{text} ({words.written_later} {entry.late})" if entry.late else text


def _attendance(
    attendance: tuple[Attendee, ...], words: MinutesWords, *, has_presence: bool = True
) -> Iterator[Block]:
    """Yield one table, without the columns that nobody fills."""
    columns = [
        (words.name, [one.name for one in attendance]),
        (words.role, [one.role for one in attendance]),
        (words.organisation, [one.organisation for one in attendance]),
        (words.presence, [one.presence if has_presence else "" for one in attendance]),
        (words.contact, [one.contact for one in attendance]),
    ]
    filled = [(heading, cells) for heading, cells in columns if any(cells)]
    if filled:
        rows = tuple(zip(*(cells for _heading, cells in filled), strict=True))
        yield Table(tuple(heading for heading, _cells in filled), rows)


def _agreements(agreements: tuple[MinuteAgreement, ...], words: MinutesWords) -> Iterator[Block]:
    rows = tuple((one.what, one.doer or words.open_doer, one.due) for one in agreements)
    if rows:
        yield Table((words.what, words.doer, words.due), rows)


def _handout(
    title: str, shown: MinutesData, tier: str, sections: list[Section], words: MinutesWords
) -> Handout:
    copy = words.copy_of(tier)
    return Handout(
        language=shown.language,
        title=title,
        subtitle=shown.kind,
        facts=(*shown.facts, (words.copy, copy)),
        sections=tuple(section for section in sections if section.blocks),
        footer=copy,
    )
