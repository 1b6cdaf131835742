"""The contacts' desk: an address book is looked at, then accepted entry by entry.

The law: ``preview`` writes nothing. ``accept`` is one change and one undo. An entry merged into a
person only fills fields that are empty there. Organisations are made by name where missing.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from storage.casebook.change import Change
from storage.casebook.desk import Desk
from storage.casebook.organisations import Organisations
from storage.casebook.parts import Progress, in_parts
from storage.casebook.people import People
from storage.documents.contact_entry import ContactEntry
from storage.documents.contacts import preview_contacts
from storage.documents.duplicates import Double, find_doubles
from storage.errors import FileRefused
from storage.lines.contacts import BrokenLine, ContactBook, ContactLine, DoubleLine
from storage.lines.people import PersonLine
from storage.records.identity import new_id
from storage.records.log import LogWhat
from storage.records.organisations import Organisation
from storage.records.people import Person, Sector
from storage.rules.fold import fold

_FILLED = ("title", "phone", "email", "address", "note")
_PEOPLE = -1  # no limit


class Verdict(StrEnum):
    """What becomes of an entry; a person's id instead of a verdict merges it into them."""

    ADD = "add"
    SKIP = "skip"


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


class Contacts(Desk):
    """Reads address books and takes people in."""

    def preview(self, path: Path, progress: Progress = no_progress) -> ContactBook:
        """Read a vCard or CSV file. Raises ImportRefused and FileRefused; writes nothing."""
        try:
            total = path.stat().st_size
            with path.open("rb") as stream:
                read = preview_contacts(stream, path, lambda done: progress(done, 2 * total))
        except FileNotFoundError:
            raise FileRefused(path, "missing") from None
        except IsADirectoryError:
            raise FileRefused(path, "folder") from None
        except PermissionError:
            raise FileRefused(path, "denied") from None
        people = People(self._casebook).lines(0, _PEOPLE)
        entries = read.entries
        half = len(entries)
        doubles = find_doubles(entries, people, lambda done: progress(half + done, 2 * half))
        named = {person.id: person for person in people}
        by_entry: dict[int, list[Double]] = {}
        for double in doubles:
            by_entry.setdefault(double.entry, []).append(double)
        return ContactBook(
            tuple(
                _line(index, entry, _doubles(by_entry.get(index, ()), entries, named))
                for index, entry in enumerate(entries)
            ),
            tuple(BrokenLine(one.line, one.reason) for one in read.broken),
            read.stopped_at,
        )

    def accept(
        self,
        book: ContactBook,
        decisions: Mapping[int, "Verdict | bytes"] | None = None,
        progress: Progress = no_progress,
    ) -> tuple[bytes, ...]:
        """Take the entries in; what has no decision is added. Returns the ids written.

        ``progress`` may raise Stopped: nothing is written then. Raises Invalid.
        """
        told = decisions or {}
        gathering, writing = in_parts(progress, 2)
        written: list[bytes] = []
        with self._casebook.change("contacts.import") as change:
            change.progress = writing
            houses = _Houses(Organisations(self._casebook), change)
            for done, line in enumerate(book.lines, 1):
                decision = told.get(line.index, Verdict.ADD)
                if isinstance(decision, bytes):
                    written.append(_merge(change, decision, line, houses))
                elif decision == Verdict.ADD:
                    written.append(_add(change, line, houses))
                gathering(done, len(book.lines))
            change.log(LogWhat.IMPORTED, detail=f"contacts {len(written)}")
        return tuple(written)


class _Houses:
    """Organisations by folded name, made where they are missing."""

    def __init__(self, desk: Organisations, change: Change) -> None:
        self._ids: dict[str, bytes] = {fold(line.name): line.id for line in desk.lines(0, _PEOPLE)}
        self._change = change

    def id_of(self, name: str) -> bytes | None:
        """Return the id of the organisation called so; None for an empty name."""
        if not name:
            return None
        key = fold(name)
        if key not in self._ids:
            made = self._change.make(Organisation(id=new_id(), name=name, sector=Sector.OTHER))
            self._ids[key] = made.id
        return self._ids[key]


def _add(change: Change, line: ContactLine, houses: _Houses) -> bytes:
    given, family = line.given, line.family
    if not (given or family):
        family = line.name
    person = Person(
        id=new_id(),
        given_name=given,
        family_name=family,
        organisation_id=houses.id_of(line.organisation),
        **{name: getattr(line, name) for name in _FILLED},
    )
    return change.make(person).id


def _merge(change: Change, person_id: bytes, line: ContactLine, houses: _Houses) -> bytes:
    person = change.read(Person, person_id)
    missing = {
        name: getattr(line, name)
        for name in _FILLED
        if getattr(line, name) and not getattr(person, name)
    }
    if person.organisation_id is None and line.organisation:
        missing["organisation_id"] = houses.id_of(line.organisation)
    change.edit(Person, person_id, **missing)
    return person_id


def _line(index: int, entry: ContactEntry, doubles: tuple[DoubleLine, ...]) -> ContactLine:
    return ContactLine(
        index=index,
        line=entry.line,
        given=entry.given,
        family=entry.family,
        name=entry.full_name,
        organisation=entry.organisation,
        title=entry.title,
        phone=entry.phones[0][1] if entry.phones else "",
        email=entry.emails[0][1] if entry.emails else "",
        address=entry.address,
        note=entry.note,
        doubles=doubles,
        shortened=entry.shortened,
    )


def _doubles(
    doubles: Sequence[Double],
    entries: Sequence[ContactEntry],
    people: Mapping[bytes, PersonLine],
) -> tuple[DoubleLine, ...]:
    found = []
    for double in doubles:
        if double.person_id is not None:
            person = people[double.person_id]
            name, organisation = person.name, person.organisation
        else:
            entry = entries[double.earlier or 0]
            name, organisation = entry.full_name, entry.organisation
        found.append(
            DoubleLine(double.person_id, double.earlier, name, organisation, double.because)
        )
    return tuple(found)
