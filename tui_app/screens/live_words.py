"""What Live says while people talk: what the line will become, what was caught, how long is left.

The law: before a line is saved the screen says what was read from it, who and by when in full, and
what was named but not clear; one who is not here or was not invited is told, since nobody agrees
for the absent.
"""

import datetime as dt
from collections.abc import Sequence

from storage.lines.meetings import AgendaLine, MeetingSheet
from storage.rules.agenda import MINUTE, seconds_left
from tui_app.i18n.captures import Caught, Kind, marks_of
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.cells import fit, width
from tui_app.i18n.formats import short_date
from tui_app.plain.words import joined, shown_name, spoken_language
from tui_app.screens.meeting_people import UNINVITED, Around
from tui_app.screens.minutes_words import doer_words, short_tier

_BETWEEN = " · "
KINDS = {
    Kind.NOTE: N_("For the minutes"),
    Kind.ACTION: N_("Action"),
    Kind.AGREEMENT: N_("Agreed"),
    Kind.QUESTION: N_("Question"),
    Kind.VIEW: N_("View"),
}
DOUBTS = {
    "who": N_("who? not one person of the network"),
    "day": N_("by when? not one day"),
}


def kind_words(kind: Kind) -> str:
    """Return what a line becomes."""
    return _(KINDS[kind])


def marks_words() -> str:
    """Return the marks of all languages with what they mean in the language of the moment."""
    spoken = spoken_language()
    parts = [
        f"{' '.join(marks_of(kind, spoken))} {kind_words(kind)}"
        for kind in (Kind.ACTION, Kind.AGREEMENT, Kind.QUESTION, Kind.VIEW)
    ]
    return "   ".join(parts)


def tier_for(kind: Kind, chosen: str) -> str:
    """Return who gets a copy: what was agreed is for the client too, unless it is own only."""
    agreed = kind in (Kind.ACTION, Kind.AGREEMENT)
    return "client" if agreed and chosen == "shared" else chosen


def caught_words(
    caught: Caught, people: Sequence[Around], tier: str, cells: int, *, names: bool
) -> str:
    """Return what the line will become, for the row of ``cells`` cells under it.

    Where there is no room the tier goes first: it stands above the line too.
    """
    person = next((line for line in people if line.person_id == caught.person), None)
    who = shown_name(person.name, names=names) if person else ""
    agreed = caught.kind in (Kind.ACTION, Kind.AGREEMENT)
    parts = [
        kind_words(caught.kind),
        _("who {name}").format(name=who) if who and agreed else who,
        _("by {day}").format(day=short_date(caught.due)) if caught.due else "",
        *(_(DOUBTS[doubt]) for doubt in caught.doubts),
        _absence_words(person, agreed=agreed),
    ]
    whole = joined([*parts, _("for: {tier}").format(tier=short_tier(tier))], _BETWEEN)
    return whole if width(whole) <= cells else joined(parts, _BETWEEN)


def _absence_words(person: Around | None, *, agreed: bool) -> str:
    """Return that the person is not in the meeting, and what that means for what is agreed."""
    presence = person.presence if person else ""
    if presence == UNINVITED:
        return _("not invited: nobody agrees for them") if agreed else _("not among the invited")
    away = presence == "absent" and agreed
    return _("not here: nobody agrees for them") if away else ""


def caught_title(sheet: MeetingSheet) -> str:
    """Return how much was caught so far."""
    actions = sum(line.action_id is not None for line in sheet.agreements)
    questions = sum(entry.kind == "question" for entry in sheet.entries)  # those still open
    return _("Noted: actions {actions}, agreed {agreed}, open questions {questions}").format(
        actions=actions, agreed=len(sheet.agreements) - actions, questions=questions
    )


def caught_rows(sheet: MeetingSheet, rows: int, cells: int, *, names: bool) -> str:
    """Return the last things caught, in two columns: actions, then agreements and questions."""
    left = [
        _row(line.text, doer_words(line, names=names), cells // 2 - 1)
        for line in sheet.agreements
        if line.action_id
    ]
    right = [_row(line.text, "", cells // 2 - 1) for line in sheet.agreements if not line.action_id]
    right += [_row(f"{entry.text}", "?", cells // 2 - 1)
              for entry in sheet.entries if entry.kind == "question"]  # fmt: skip
    left, right = left[-rows:], right[-rows:]
    blank = " " * (cells // 2 - 1)
    pairs = zip(_filled(left, rows, blank), _filled(right, rows, blank), strict=True)
    return "\n".join(f"{one}  {two}".rstrip() for one, two in pairs)


def _filled(rows: list[str], count: int, blank: str) -> list[str]:
    return [*rows, *[blank] * (count - len(rows))]


def _row(text: str, end: str, cells: int) -> str:
    plain = " ".join(text.split())
    room = cells - width(end) - 1 if end else cells
    return f"{fit(plain, max(4, room))} {end}" if end else fit(plain, cells)


def left_words(item: AgendaLine | None, now: dt.datetime) -> str:
    """Return how many minutes of the running item are left."""
    if item is None:
        return ""
    left = seconds_left(item, now)
    if left < 0:
        return _("{count} min over").format(count=-(left // MINUTE))
    return _("{count} min left").format(count=-(-left // MINUTE))


def settings_words(speaker: str, tier: str, *, verbatim: bool) -> str:
    """Return who speaks, who gets a copy, and whether words are kept as they were said."""
    return _("Speaks: {speaker} F6   For: {tier} Ctrl+G   Word for word: {said} Ctrl+O").format(
        speaker=speaker or _("nobody named"),
        tier=short_tier(tier),
        said=_("yes") if verbatim else _("no"),
    )
