"""Who does it and by when, read from the end of a captured line.

The law: three ways of saying it, in any order. With a word: ``kuka T.T.``, ``viim. pe``, ``vem``,
``senast``, ``who``, ``due``, and Finnish ``pe mennessä``. After a comma: ``…, T.T., 27.11.``. And,
for an action item, a day as the very last word. A part is taken off only where it reads as one
person or one day and words remain before it; a named part that does not read so is a doubt.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from storage.lines.names import initials
from storage.rules.fold import fold
from tui_app.i18n.date_vocabulary import WORDS, Language
from tui_app.i18n.date_words import DateRead, NotADate, read_date

_WHO = "kuka|vastuu|vem|ansvarig|who"
_DUE = r"viimeistään|viim\.?|senast|due|by"
_LED = re.compile(rf"[\s,;](?:({_WHO})|({_DUE}))[:\s]\s*", re.IGNORECASE)
_BY_THEN = re.compile(r"\s+mennessä\.?\s*$", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,;]\s*([^,;]+)$")
_FIGURES = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?|\+\d{1,3}", re.ASCII)
_MOST_WORDS = 3
_ME = frozenset(fold(word) for word in ("minä", "mä", "jag", "me", "I"))


@dataclass(frozen=True, slots=True)
class Known:
    """A person around the meeting; ``me`` is whoever types.

    One who is not ``invited`` is meant only where nobody invited is called so.
    """

    id: bytes
    name: str
    me: bool = False
    invited: bool = True


@dataclass(frozen=True, slots=True)
class Tail:
    """The text that is left, and what was taken off it."""

    text: str
    person: bytes | None = None
    due: date | None = None
    doubts: tuple[str, ...] = ()


def find_people(word: str, people: Sequence[Known]) -> tuple[Known, ...]:
    """Return whom ``word`` may mean: initials, first, family or whole name, or ``me``."""
    wanted = fold(word.strip(" .,:;"))
    if not wanted:
        return ()
    mine = tuple(each for each in people if each.me and wanted in _ME)
    if mine:
        return mine
    called = tuple(each for each in people if wanted in _names(each.name))
    return tuple(each for each in called if each.invited) or called


def _names(name: str) -> frozenset[str]:
    folded = fold(name)
    marks = fold(initials(name)).rstrip(".")
    parts = folded.split()
    ends = (parts[0], parts[-1]) if parts else ()
    return frozenset({folded, marks, marks.replace(".", ""), *ends}) - {""}


def peel_tail(
    tail: Tail, people: Sequence[Known], today: date, language: Language, *, bare: bool
) -> Tail:
    """Take who and when off the end of ``tail.text``; ``bare``: also a day as the last word."""
    for _time in range(_MOST_WORDS):
        after = _led(tail, people, today, language) or _by_then(tail, today, language)
        after = after or _after_comma(tail, people, today, language)
        if after is None and bare:
            after = _bare(tail, today, language)
        if after is None:
            break
        tail = after
    return replace(tail, doubts=_doubts(tail, today, language))


@dataclass(frozen=True, slots=True)
class _Led:
    """The last part with a word before it: ``what`` is who or day, ``left`` what is before it."""

    what: str
    left: str
    value: str


def _last_led(text: str, language: Language) -> _Led | None:
    match = next(iter(reversed(tuple(_LED.finditer(text)))), None)
    if match is None or not (left := _trimmed(text[: match.start()])):
        return None
    if (match[2] or "").lower() == "by" and language != "en":
        return None
    return _Led("who" if match[1] else "day", left, _trimmed(text[match.end() :]))


def _led(tail: Tail, people: Sequence[Known], today: date, language: Language) -> Tail | None:
    part = _last_led(tail.text, language)
    if part is None:
        return None
    if part.what == "who":
        found = find_people(part.value, people)
        taken = len(found) == 1 and tail.person is None
        return replace(tail, text=part.left, person=found[0].id) if taken else None
    reading = read_date(part.value, today, language)
    if not isinstance(reading, DateRead) or tail.due is not None:
        return None
    return replace(tail, text=part.left, due=reading.date)


def _doubts(tail: Tail, today: date, language: Language) -> tuple[str, ...]:
    """Name what stands after its word and is still not clear; ``due to illness`` is only words."""
    part = _last_led(tail.text, language)
    if part is None or (tail.person if part.what == "who" else tail.due) is not None:
        return ()
    reading = read_date(part.value, today, language)
    is_words = isinstance(reading, NotADate) and reading.reason == "unknown"
    return () if part.what == "day" and is_words else (part.what,)


def _by_then(tail: Tail, today: date, language: Language) -> Tail | None:
    match = _BY_THEN.search(tail.text)
    if match is None or language != "fi":
        return None
    return _last_words(tail, tail.text[: match.start()], today, language)


def _last_words(tail: Tail, text: str, today: date, language: Language) -> Tail | None:
    """Take the longest run of at most three last words that reads as one day."""
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        reading = read_date(" ".join(words[-count:]), today, language)
        left = _trimmed(text[: _start_of_last(text, count)])
        if isinstance(reading, DateRead) and left and tail.due is None:
            return replace(tail, text=left, due=reading.date)
    return None


def _start_of_last(text: str, count: int) -> int:
    return [match.start() for match in re.finditer(r"\S+", text)][-count]


def _after_comma(
    tail: Tail, people: Sequence[Known], today: date, language: Language
) -> Tail | None:
    match = _COMMA.search(tail.text)
    if match is None or not (left := _trimmed(tail.text[: match.start()])):
        return None
    found = find_people(match[1], people)
    if len(found) == 1 and tail.person is None:
        return replace(tail, text=left, person=found[0].id)
    reading = read_date(match[1], today, language)
    if isinstance(reading, DateRead) and tail.due is None:
        return replace(tail, text=left, due=reading.date)
    return None


def _bare(tail: Tail, today: date, language: Language) -> Tail | None:
    words = tail.text.split()
    if not words or tail.due is not None:
        return None
    last = fold(words[-1])
    near = WORDS[language].near.keys() | WORDS[language].weekdays.keys()
    if not _FIGURES.fullmatch(words[-1]) and last not in near:
        return None
    return _last_words(tail, tail.text, today, language)


def _trimmed(text: str) -> str:
    return text.strip().rstrip(",;").rstrip()
