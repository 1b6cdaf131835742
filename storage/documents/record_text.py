"""The record-ready text: a meeting as plain lines to paste into the official client record.

The law: it survives any text field. Short lines (72 cells), no tables, no tabs, no typographic
signs that an old system turns into question marks; dashes and quotation marks become plain ones.
Facts first, then who was there (never how to reach them), then each item with what was said, and
what was agreed: what, who, by when. It holds what ``copy_for`` lets through for its tier.
"""

from collections.abc import Iterator

from storage.documents.handout import plain, plain_line, quoted
from storage.documents.minutes_data import (
    Attendee,
    MinuteAgreement,
    MinuteEntry,
    MinutesData,
    MinutesWords,
    copy_for,
    question_words,
)
from storage.documents.wrapping import wrapped

WIDTH = 72
_PLAINER = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        "\u2026": "...",
        "\u2022": "-",
    }
)


def record_text(data: MinutesData, tier: str, words: MinutesWords) -> str:
    """Return the text of one meeting; lines end with LF."""
    shown = copy_for(tier, data)
    lines = [*_told(f"{shown.kind}, {words.minutes}"), *_facts(shown, words)]
    for item in shown.items:
        if item.entries:
            lines += ["", *_told(_line(item.title or words.other))]
            for entry in item.entries:
                lines += _told(_entry(entry, shown.language, words), "- ")
    if shown.agreements:
        lines += ["", *_told(_line(words.agreements))]
        lines += [line for one in shown.agreements for line in _agreement(one, words)]
    if shown.next_meeting:
        lines += ["", *_told(f"{_line(words.next_meeting)}: {shown.next_meeting}")]
    if shown.was_read_back:
        lines += ["", *_told(words.was_read_back)]
    return "\n".join(lines) + "\n"


def _told(text: str, first: str = "") -> list[str]:
    return wrapped(plain(text).translate(_PLAINER), WIDTH, first, "  ")


def _line(text: str) -> str:
    return plain_line(text).translate(_PLAINER)


def _facts(shown: MinutesData, words: MinutesWords) -> Iterator[str]:
    for label, value in shown.facts:
        yield from _told(f"{_line(label)}: {value}")
    if shown.attendance:
        present = "; ".join(_attendee(one) for one in shown.attendance)
        yield from _told(f"{_line(words.present)}: {present}")


def _attendee(one: Attendee) -> str:
    why = ", ".join(part for part in (one.role, one.organisation, one.presence) if part)
    return _line(f"{one.name} ({why})" if why else one.name)


def _entry(entry: MinuteEntry, language: str, words: MinutesWords) -> str:
    text = quoted(plain(entry.text), language) if entry.verbatim else plain(entry.text)
    if asked := question_words(entry, words):
        text = f"{_line(asked)}: {text}"
    if entry.speaker:
        text = f"{_line(entry.speaker)}: {text}"
    return f"{text} ({_line(words.written_later)} {_line(entry.late)})" if entry.late else text


def _agreement(one: MinuteAgreement, words: MinutesWords) -> Iterator[str]:
    yield from _told(one.what, "- ")
    yield from _told(f"{_line(words.doer)}: {_line(one.doer or words.open_doer)}", "  ")
    if one.due:
        yield from _told(f"{_line(words.due)}: {_line(one.due)}", "  ")
