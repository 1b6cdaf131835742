"""Which contacts of an address book may be people we know already, or each other.

The law: a suggestion, never a merge; a person decides. An equal e-mail address or phone number is
sure enough by itself; names are compared folded (case, accents, order of given and family name), so
that ``Mäkelä, Aino`` is found by ``aino makela``. An equal folded name is looked up; names that
are only alike are compared in blocks: the same three letters begin a word, one letter another word.
A block takes in so many names and no more, so that the work grows with the number of entries and
not with its square, however alike all names are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from storage.documents.contact_entry import ContactEntry
from storage.lines.people import PersonLine
from storage.rules.same_name import folded_name

Because: TypeAlias = Literal["email", "phone", "name"]

# 0 to 100; below it two family names that merely look alike would be suggested.
NAME_SCORE = 88.0
_PHONE_DIGITS = 8
_SHARED_LETTERS = 3
_MOST_WORDS = 4  # of a name that are looked at: a card may hold a whole sentence
# A switchboard's number may stand on every card; more names than these help nobody to decide.
_NAMED = 5
# Distinct names in a block: far above that of real address books, far below a book of near-equal
# names, where a hundred suggestions would help nobody.
_COMPARED = 100


@dataclass(frozen=True, slots=True)
class Double:
    """``entry`` (its index) may be the person ``person_id``, or the earlier entry ``earlier``.

    ``because`` is the strongest reason; ``score`` is 100 for equal addresses and numbers, else how
    alike the names are.
    """

    entry: int
    because: Because
    score: float
    person_id: bytes | None = None
    earlier: int | None = None


def find_doubles(
    entries: Sequence[ContactEntry],
    people: Iterable[PersonLine],
    progress: Callable[[int], None] = lambda _done: None,
) -> tuple[Double, ...]:
    """Return, for each entry in order, whom it may double, the likeliest first.

    ``progress`` is called with the number of entries done; what it raises stops the work.
    """
    known = _Known()
    for person in people:
        known.add(person.id, (person.name,), (person.phone,), (person.email,))
    found: list[Double] = []
    for index, entry in enumerate(entries):
        phones = [value for _kind, value in entry.phones]
        emails = [value for _kind, value in entry.emails]
        names = {entry.full_name, f"{entry.given} {entry.family}"}
        found += known.doubles(index, names, phones, emails)
        known.add(index, names, phones, emails)
        progress(index + 1)
    return tuple(found)


def folded_phone(phone: str) -> str:
    """Return the last digits of ``phone``, the same with and without a country code."""
    digits = "".join(sign for sign in phone if sign in "0123456789")
    return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else ""


_Who: TypeAlias = bytes | int


@dataclass(slots=True)
class _Known:
    """Those seen so far, by e-mail, by phone, by folded name, and their names in blocks."""

    by_email: dict[str, list[_Who]] = field(default_factory=lambda: defaultdict(list))
    by_phone: dict[str, list[_Who]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[_Who]] = field(default_factory=lambda: defaultdict(list))
    blocks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(
        self, who: _Who, names: Iterable[str], phones: Iterable[str], emails: Iterable[str]
    ) -> None:
        for email in _emails(emails):
            _note(self.by_email[email], who)
        for phone in _phones(phones):
            _note(self.by_phone[phone], who)
        for name in _names(names):
            if name not in self.by_name:
                for block in _blocks(name):
                    if len(self.blocks[block]) < _COMPARED:
                        self.blocks[block].append(name)
            _note(self.by_name[name], who)

    def doubles(
        self, entry: int, names: Iterable[str], phones: Iterable[str], emails: Iterable[str]
    ) -> list[Double]:
        reasons: dict[_Who, tuple[Because, float]] = {}
        for who, score in self._alike(names):
            if score > reasons.get(who, ("name", 0.0))[1]:
                reasons[who] = ("name", score)
        reasons.update(
            (who, ("phone", 100.0)) for one in _phones(phones) for who in self.by_phone.get(one, ())
        )
        reasons.update(
            (who, ("email", 100.0)) for one in _emails(emails) for who in self.by_email.get(one, ())
        )
        doubles = [_double(entry, who, *reason) for who, reason in reasons.items()]
        return sorted(doubles, key=lambda double: -double.score)

    def _alike(self, names: Iterable[str]) -> Iterator[tuple[_Who, float]]:
        from rapidfuzz import fuzz, process

        for name in _names(names):
            yield from ((who, 100.0) for who in self.by_name.get(name, ()))
            for block in _blocks(name):
                found = process.extract(
                    name,
                    self.blocks.get(block, ()),
                    scorer=fuzz.ratio,
                    score_cutoff=NAME_SCORE,
                    limit=_NAMED,
                )
                for alike, score, _index in found:
                    yield from ((who, score) for who in self.by_name[alike])


def _note(those: list[_Who], who: _Who) -> None:
    if len(those) < _NAMED:
        those.append(who)


def _double(entry: int, who: _Who, because: Because, score: float) -> Double:
    if isinstance(who, int):
        return Double(entry, because, score, earlier=who)
    return Double(entry, because, score, person_id=who)


def _names(names: Iterable[str]) -> set[str]:
    """Only whole names: a given name alone, or initials, are too common to mean anything."""
    return {folded for name in names if _is_whole(folded := folded_name(name))}


def _is_whole(folded: str) -> bool:
    words = folded.split()
    return len(words) > 1 and any(len(word) > 1 for word in words)


def _phones(phones: Iterable[str]) -> set[str]:
    return {folded for phone in phones if (folded := folded_phone(phone))}


def _emails(emails: Iterable[str]) -> set[str]:
    return {email.strip().casefold() for email in emails if "@" in email}


def _blocks(name: str) -> set[str]:
    """Return ``mak a`` and ``ain m`` for ``aino makela``: each word's start with each other's."""
    words = name.split()[:_MOST_WORDS]
    return {
        f"{word[:_SHARED_LETTERS]} {other[0]}"
        for place, word in enumerate(words)
        for beside, other in enumerate(words)
        if place != beside and len(word) >= _SHARED_LETTERS
    }
