"""Read a line typed in a live meeting: ``!t soittaa Kelaan, T.T., pe`` is an action item.

The law: a mark at the start of the line (``!`` and one letter, each letter one meaning in all three
languages) says what the line is; without a mark it is a note. Who and when are taken from the end
of the line only where they read as exactly one person and one day; what is not sure stays in the
text and is named in ``doubts``, so that the screen can ask. Pure: no text raises, nothing is lost:
every word is in ``text``, or was read as the mark, the person or the day.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from storage.rules.fold import fold
from tui_app.i18n.captured_tails import Known, Tail, find_people, peel_tail
from tui_app.i18n.date_vocabulary import Language


class Kind(StrEnum):
    """What a line becomes."""

    NOTE = "note"
    ACTION = "action"
    AGREEMENT = "agreement"
    QUESTION = "question"
    VIEW = "view"


MARKS: dict[Language, dict[Kind, str]] = {
    "fi": {Kind.ACTION: "t", Kind.AGREEMENT: "s", Kind.QUESTION: "k", Kind.VIEW: "n"},
    "sv": {Kind.ACTION: "u", Kind.AGREEMENT: "ö", Kind.QUESTION: "f", Kind.VIEW: "å"},
    "en": {Kind.ACTION: "a", Kind.AGREEMENT: "g", Kind.QUESTION: "q", Kind.VIEW: "v"},
}
"""The letter after ``!``; a test sees to it that no letter has two meanings."""
KIND_OF = {letter: kind for marks in MARKS.values() for kind, letter in marks.items()}
_MARKED = re.compile(r"!(\w)(?:\s+|$)")
_SPEAKER = re.compile(r"([^\s:][^:]{0,40}?):(?:\s+|$)")
_LEADING = re.compile(r"((?:\w\.){2,4})\s")


@dataclass(frozen=True, slots=True)
class Caught:
    """``person``: who does it, or who said it. ``doubts``: who, day: named but not clear."""

    kind: Kind
    text: str
    person: bytes | None = None
    due: date | None = None
    doubts: tuple[str, ...] = ()


def read_line(line: str, people: Sequence[Known], today: date, language: Language) -> Caught:
    """Return what ``line`` is; ``people`` are those of the meeting and the network."""
    rest = line.strip()
    kind = Kind.NOTE
    if (match := _MARKED.match(rest)) and (found := KIND_OF.get(match[1].lower())):
        kind, rest = found, rest[match.end() :].strip()
    if kind in (Kind.ACTION, Kind.AGREEMENT):
        return _with_tail(kind, rest, people, View(today, language))
    return _with_speaker(Caught(kind, rest), people)


@dataclass(frozen=True, slots=True)
class View:
    """From where days are read."""

    today: date
    language: Language


def _with_tail(kind: Kind, rest: str, people: Sequence[Known], view: View) -> Caught:
    begun = _with_speaker(Caught(kind, rest), people)
    tail = peel_tail(
        Tail(begun.text, begun.person), people, view.today, view.language,
        bare=kind is Kind.ACTION,
    )  # fmt: skip
    person = tail.person or _leading(tail.text, people)
    return replace(begun, text=tail.text, person=person, due=tail.due, doubts=tail.doubts)


def _with_speaker(caught: Caught, people: Sequence[Known]) -> Caught:
    """Take ``R.T.:`` off the start where it names one person of the meeting."""
    match = _SPEAKER.match(caught.text)
    if match is None or not caught.text[match.end() :].strip():
        return caught
    found = find_people(match[1], people)
    if len(found) != 1:
        return caught
    return replace(caught, text=caught.text[match.end() :].strip(), person=found[0].id)


def _leading(text: str, people: Sequence[Known]) -> bytes | None:
    """Find the doer in ``S.K. calls the office``; the words stay, they are a sentence."""
    match = _LEADING.match(text)
    found = find_people(match[1], people) if match else ()
    return found[0].id if len(found) == 1 else None


def marks_of(kind: Kind, language: Language) -> tuple[str, ...]:
    """Return the marks of a kind, the language's own first: ``!t !u !a``."""
    order = (language, *(each for each in MARKS if each != language))
    return tuple(f"!{MARKS[each][kind]}" for each in order)


def is_plain(line: str) -> bool:
    """Tell whether the line begins with no mark, so that it is a note."""
    match = _MARKED.match(line.strip())
    return match is None or fold(match[1]) not in {fold(letter) for letter in KIND_OF}
