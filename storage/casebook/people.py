"""The people's desk: professionals of the directory, private people of a case, and the picker.

The law: a picker offers the case's people first, shows the organisation, and marks names that look
alike, so that nobody is taken for somebody else.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storage.casebook import same
from storage.casebook.desk import Desk, Row
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.documents.contact_entry import ContactEntry
from storage.documents.duplicates import find_doubles
from storage.lines.names import full_name
from storage.lines.people import PersonLine
from storage.records.identity import new_id
from storage.rules.fold import fold
from storage.rules.same_name import folded_name

if TYPE_CHECKING:
    from storage.casebook import gate
    from storage.records import people as records
else:
    gate = Later("storage.casebook.gate")
    records = Later("storage.records.people")
_COLUMNS = (
    "SELECT p.id, p.given_name, p.family_name, p.called, p.title, p.sector, p.phone, p.email,"
    " p.case_id, p.is_client, coalesce(o.name, '') AS organisation,"
    " (p.case_id IS :case OR p.id IN (SELECT coalesce(s.kept, t.person_id) FROM tie t"
    " LEFT JOIN same s ON s.id = t.person_id WHERE t.case_id IS :case))"
    " AND :case IS NOT NULL AS in_case FROM person p" + same.organisation("p.organisation_id")
)
_IS_KEPT = same.IS_KEPT.format(alias="p")
_SEEN = f" WHERE (p.case_id IS NULL OR p.case_id IS :case) AND {_IS_KEPT}"
_ORDER = " ORDER BY in_case DESC, name_order(p.family_name, p.given_name, p.called), p.id"
_LIST = _COLUMNS + _SEEN + _ORDER + " LIMIT :limit OFFSET :offset"
_ALL = _COLUMNS + _SEEN + _ORDER
_IN_ORGANISATION = (
    _COLUMNS + f" WHERE p.case_id IS NULL AND o.id = :organisation AND {_IS_KEPT}" + _ORDER
)
_ONE = _COLUMNS + f" WHERE p.id = {same.one(':id')}"
_COUNT = "SELECT count(*) FROM person p" + _SEEN


def person_line(row: Row) -> PersonLine:
    """Make the line of one row."""
    return PersonLine(
        id=row["id"],
        name=full_name(row["given_name"], row["family_name"], row["called"]),
        title=row["title"],
        sector=row["sector"],
        organisation=row["organisation"],
        phone=row["phone"],
        email=row["email"],
        case_id=row["case_id"],
        is_client=bool(row["is_client"]),
        in_case=bool(row["in_case"]),
    )


def marked_alike(lines: Iterable[PersonLine]) -> tuple[PersonLine, ...]:
    """Mark the lines whose folded names are equal, in whatever order their words stand."""
    found = tuple(lines)
    keys = [folded_name(line.name) for line in found]
    times = Counter(keys)
    return tuple(replace(line, alike=times[key] > 1) for line, key in zip(found, keys, strict=True))


class People(Desk):
    """Reads and writes people."""

    def count(self, case_id: bytes | None = None) -> int:
        """Count the people of the directory, and of one case if it is named."""
        return self._count(_COUNT, {"case": case_id})

    def lines(
        self, offset: int = 0, limit: int = 100, *, case_id: bytes | None = None
    ) -> tuple[PersonLine, ...]:
        """Return one page, the case's people first, then by name; alike ones are marked."""
        values = {"case": case_id, "offset": offset, "limit": limit}
        return marked_alike(person_line(row) for row in self._rows(_LIST, values))

    def pick(
        self, text: str, *, case_id: bytes | None = None, limit: int = 50
    ) -> tuple[PersonLine, ...]:
        """Return whose name, title or organisation holds every word; the case's people first.

        For a case nobody is offered who is protected in it.
        """
        words = fold(text).split()
        hidden = frozenset() if case_id is None else gate.Gate(self._casebook).shielded(case_id)
        lines = marked_alike(person_line(row) for row in self._rows(_ALL, {"case": case_id}))
        found = [line for line in lines if line.id not in hidden and _holds(line, words)]
        return tuple(found[:limit])

    def of_organisation(self, organisation_id: bytes) -> tuple[PersonLine, ...]:
        """Return the directory's people of one organisation."""
        values = {"organisation": organisation_id, "case": None}
        return tuple(person_line(row) for row in self._rows(_IN_ORGANISATION, values))

    def find_alike(self, name: str, *, phone: str = "", email: str = "") -> tuple[PersonLine, ...]:
        """Return whom of the directory a new person may double, the likeliest first."""
        known = {line.id: line for line in self.lines(0, -1)}
        doubles = find_doubles((_entry(name, phone, email),), known.values())
        return tuple(known[double.person_id] for double in doubles if double.person_id is not None)

    def line(self, person_id: bytes) -> PersonLine | None:
        """Return one person's line, or None."""
        row = self._row(_ONE, {"id": person_id, "case": None})
        return None if row is None else person_line(row)

    def me(self) -> bytes:
        """Return the id of the reader's own card in the directory; it is made when it is missing.

        Its name is the vault's person; whoever takes part in meetings can so be named in them.
        """
        me = self._casebook.me
        if self.line(me.person_id) is None:
            given, _space, family = me.person.rpartition(" ")
            with self._casebook.change("person.add", can_undo=False) as change:
                change.save(records.Person(id=me.person_id, given_name=given, family_name=family))
        return me.person_id

    def read(self, person_id: bytes) -> "records.Person":
        """Open one person, or who stands for them: logged; raises RecordMissing."""
        with self._casebook.read() as connection:
            kept = same.read(connection).get(person_id, person_id)
        return self._casebook.open_record(records.Person, kept)

    def add(self, **fields: Any) -> bytes:
        """Add a person; with ``case_id`` a private one of that case. Raises Invalid."""
        person = records.Person(id=new_id(), **fields)
        with self._casebook.change("person.add") as change:
            change.make(person)
        return person.id

    def edit(self, person_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("person.edit") as change:
            kept = same.read(change.connection).get(person_id, person_id)
            change.edit(records.Person, kept, seen=seen, **fields)

    def remove(self, person_id: bytes) -> None:
        """Delete the person and what was merged into them; ties and minutes stay, unnamed."""
        with self._casebook.change("person.remove") as change:
            for one in same.cards_of(change.connection, person_id):
                change.delete(change.read(records.Person, one))


def _entry(name: str, phone: str, email: str) -> ContactEntry:
    return ContactEntry(
        line=1,
        given="",
        family="",
        full_name=name,
        organisation="",
        title="",
        phones=(("other", phone),) if phone else (),
        emails=(("other", email),) if email else (),
        address="",
        note="",
    )


def _holds(line: PersonLine, words: list[str]) -> bool:
    text = fold(f"{line.name} {line.organisation} {line.title}")
    return all(word in text for word in words)
