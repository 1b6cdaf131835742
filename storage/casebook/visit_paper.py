"""The papers of a visit: the pack to work on by hand, and the copy that may lie in a cell.

The law: both are made of the client's side of a visit alone, so no paper can tell more than the
shared view. The pack has empty lines for what is written by hand, and goes on without a computer.
The cell-safe copy has a neutral title, no name, no number, and only sentences that ``cell_safe``
lets through.
"""

import datetime as dt
from collections.abc import Iterable

from storage.casebook.visit_words import VisitWords
from storage.documents.handout import Block, Bullets, Handout, Paragraph, Section, Table
from storage.lines.visits import ShownVisit, Thing
from storage.rules.cell_safe import cell_safe

BY_HAND = "_" * 24
_SHORT = "_" * 10
_FREE_ROWS, _FREE_LINES = 5, 4


def pack(shown: ShownVisit, words: VisitWords, written: dt.date) -> Handout:
    """Return the paper pack: agenda, questions, the form for agreements, next steps."""
    said = words.said
    free = (Bullets((BY_HAND,) * _FREE_LINES),)
    return Handout(
        language=words.language,
        title=said["title"],
        subtitle=words.day(written),
        sections=(
            Section(said["agenda"], _bullets(shown.agenda, said["nothing"])),
            Section(said["before"], _bullets(_told(shown.before, words), said["nothing"])),
            Section(said["questions"], (*_bullets(shown.questions, ""), *free)),
            Section(said["form"], _form(shown.agreed, words)),
            Section(said["steps"], _bullets(_told(shown.steps, words), said["nothing"])),
            Section(said["next-time"], (Paragraph(_next(shown, words)),)),
        ),
        footer=f"{said['read-aloud']}\n{said['footer']}",
    )


def cell_copy(shown: ShownVisit, words: VisitWords, stems: frozenset[str]) -> Handout:
    """Return what the client may keep in a cell; ``stems``: by which others are known."""
    said = words.said

    def safe(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(filter(None, (cell_safe(text, stems)[0] for text in texts)))

    place = cell_safe(shown.place, stems)[0]
    when = words.span(shown.starts, None) if shown.starts else said["no-time"]
    agreed = safe(_told((*shown.agreed, *shown.before), words))
    parts = (
        ("agreed", agreed),
        ("questions", safe(shown.questions)),
        ("steps", safe(_told(shown.steps, words))),
        ("next-time", tuple(filter(None, (when, place)))),
    )
    return Handout(
        language=words.language,
        title=said["cell-title"],
        sections=tuple(
            Section(said[key], (Bullets(tuple(dict.fromkeys(told))),))
            for key, told in parts
            if told
        ),
        footer=said["cell-footer"],
    )


def _told(things: Iterable[Thing], words: VisitWords) -> tuple[str, ...]:
    return tuple(
        f"{thing.text} ({words.day(thing.due)})" if thing.due else thing.text for thing in things
    )


def _bullets(texts: tuple[str, ...], nothing: str) -> tuple[Block, ...]:
    if texts:
        return (Bullets(texts),)
    return (Paragraph(nothing),) if nothing else ()


def _form(agreed: tuple[Thing, ...], words: VisitWords) -> tuple[Block, ...]:
    said = words.said
    rows = [(one.text, _SHORT, words.day(one.due) if one.due else _SHORT) for one in agreed]
    rows += [(BY_HAND, _SHORT, _SHORT)] * _FREE_ROWS
    return (Table((said["what"], said["who"], said["due"]), tuple(rows)),)


def _next(shown: ShownVisit, words: VisitWords) -> str:
    if shown.starts is None:
        return BY_HAND
    return ", ".join(filter(None, (words.span(shown.starts, None), shown.place)))
