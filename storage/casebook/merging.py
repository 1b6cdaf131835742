"""The merging desk: doubled people and organisations become one, and can be taken apart again.

The law: a person decides. The doubled record stays as it is and names the one that is kept; every
list, picker and protection follows that link (``same``). What the kept one lacked is lent to it and
is given back when they are taken apart, where it was not changed meanwhile. A person of the
directory is never merged into a case, a client with nobody, and whoever exchanges with us is the
one that is kept. Two whom a protection keeps apart are refused; the refusal does not say why.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from storage.casebook import same
from storage.casebook.change import Change
from storage.casebook.desk import Desk, Row
from storage.documents.contact_entry import ContactEntry
from storage.documents.duplicates import find_doubles
from storage.errors import Invalid
from storage.lines.merging import MergedLine, PairLine
from storage.lines.names import full_name
from storage.records.organisations import Organisation
from storage.records.people import Person
from storage.records.values import defaults
from storage.rules.same_name import folded_name

PERSON, ORGANISATION = "person", "organisation"
_TABLES: dict[str, type[Person] | type[Organisation]] = {
    PERSON: Person,
    ORGANISATION: Organisation,
}
_LENT = {
    PERSON: (
        "organisation_id", "title", "phone", "email", "address", "channel_note", "note",
    ),
    ORGANISATION: ("municipality", "county", "phone", "email", "address", "note"),
}  # fmt: skip
_PEOPLE = (
    "SELECT id, trim(coalesce(nullif(called, ''), given_name) || ' ' || family_name) AS name,"
    " given_name, family_name, called, phone, email, case_id FROM person p"
    f" WHERE NOT is_client AND {same.IS_KEPT.format(alias='p')}"
    " AND (case_id IS NULL OR case_id IS :case) ORDER BY p.id"
)
_ORGANISATIONS = (
    "SELECT id, name, phone, email FROM organisation o"
    f" WHERE {same.IS_KEPT.format(alias='o')} ORDER BY o.id"
)
_MERGED = (
    "SELECT 'person' AS kind, p.id, p.given_name, p.family_name, p.called, p.phone, p.email,"
    " p.lent, q.id AS kept_id, q.given_name AS given2, q.family_name AS family2,"
    " q.called AS called2 FROM same s JOIN person p ON p.id = s.id JOIN person q ON q.id = s.kept"
    " UNION ALL SELECT 'organisation', o.id, '', o.name, '', o.phone, o.email, o.lent, q.id, '',"
    " q.name, '' FROM same s JOIN organisation o ON o.id = s.id"
    " JOIN organisation q ON q.id = s.kept"
)
_EXCHANGING = "SELECT 1 FROM correspondent WHERE person_id = ?"
_KEPT_APART = (
    f"SELECT {same.one('person_id')}, {same.one('against_id')} FROM protection"
    " WHERE lifted_at IS NULL AND person_id IS NOT NULL AND against_id IS NOT NULL"
)
_TOGETHER = (
    "SELECT 1 FROM tie a JOIN tie b ON b.case_id = a.case_id"
    " WHERE a.person_id = ? AND b.person_id = ? LIMIT 1"
)


class Merging(Desk):
    """Merges and takes apart."""

    def pairs(self) -> tuple[PairLine, ...]:
        """Return which people and organisations of the directory may be doubled: never a merge."""
        people = self._rows(_PEOPLE, {"case": None})
        houses = self._rows(_ORGANISATIONS)
        found = (*_pairs(PERSON, people), *_called_alike(houses), *_pairs(ORGANISATION, houses))
        once = {frozenset((pair.first_id, pair.second_id)): pair for pair in reversed(found)}
        return tuple(reversed(once.values()))

    def merged(self) -> tuple[MergedLine, ...]:
        """Return what is merged now, by the name of the one that is kept."""
        lines = (_merged(row) for row in self._rows(_MERGED))
        return tuple(sorted(lines, key=lambda line: (line.kind, line.kept_name, line.name)))

    def of(self, kept_id: bytes) -> tuple[MergedLine, ...]:
        """Return what was merged into one record."""
        return tuple(line for line in self.merged() if line.kept_id == kept_id)

    def are_together(self, first: bytes, second: bytes) -> bool:
        """Say whether both stand in the network of one case: a sign that they are two."""
        with self._casebook.read() as connection:
            return connection.exec_driver_sql(_TOGETHER, (first, second)).first() is not None

    def merge(self, kind: str, kept_id: bytes, gone_id: bytes) -> None:
        """Let ``kept_id`` stand for ``gone_id``. Raises RecordMissing and Invalid.

        Invalid says why: same-one, client, other-case, exchanges, cannot-merge.
        """
        table = _TABLES[kind]
        with self._casebook.change(f"{kind}.merge") as change:
            whole = same.read(change.connection)
            kept_id, gone_id = whole.get(kept_id, kept_id), whole.get(gone_id, gone_id)
            kept, gone = change.read(table, kept_id), change.read(table, gone_id)
            if (reason := self._refused(change, kept, gone)) is not None:
                raise Invalid(kind, "same_as_id", reason)
            lent = [name for name in _LENT[kind] if getattr(gone, name) and not getattr(kept, name)]
            change.edit(table, gone_id, same_as_id=kept_id, lent=" ".join(lent))
            if lent:
                change.edit(table, kept_id, **{name: getattr(gone, name) for name in lent})

    def apart(self, kind: str, gone_id: bytes) -> None:
        """Take a merged record apart again: what it lent goes back, unless it was changed.

        Raises RecordMissing, and Invalid (not-merged).
        """
        table = _TABLES[kind]
        with self._casebook.change(f"{kind}.apart") as change:
            gone = change.read(table, gone_id)
            if gone.same_as_id is None:
                raise Invalid(kind, "same_as_id", "not-merged")
            kept = change.find(table, gone.same_as_id)
            if kept is not None:
                empty = defaults(table)
                back = {
                    name: empty[name]
                    for name in gone.lent.split()
                    if name in _LENT[kind] and getattr(kept, name) == getattr(gone, name)
                }
                if back:
                    change.edit(table, kept.id, **back)
            change.edit(table, gone_id, same_as_id=None, lent="")

    def _refused(self, change: Change, kept: Any, gone: Any) -> str | None:
        if kept.id == gone.id:
            return "same-one"
        if isinstance(kept, Organisation):
            return None
        if kept.is_client or gone.is_client:
            return "client"
        if kept.case_id not in (None, gone.case_id):
            return "other-case"
        run = change.connection.exec_driver_sql
        if gone.id == self._casebook.me.person_id or run(_EXCHANGING, (gone.id,)).first():
            return "exchanges"
        apart = {frozenset(map(bytes, row)) for row in run(_KEPT_APART)}
        return "cannot-merge" if frozenset({kept.id, gone.id}) in apart else None


def _pairs(kind: str, rows: Sequence[Row]) -> Iterator[PairLine]:
    """Yield each pair once, the likeliest reason first."""
    entries = [_entry(row, is_person=kind == PERSON) for row in rows]
    for double in find_doubles(entries, ()):
        if double.earlier is not None:
            first, second = rows[double.earlier], rows[double.entry]
            yield PairLine(
                kind, first["id"], first["name"], second["id"], second["name"], double.because
            )


def _called_alike(rows: Sequence[Row]) -> Iterator[PairLine]:
    """Yield organisations of one name: of one word too, which would say too little of a person."""
    first: dict[str, Row] = {}
    for row in rows:
        name = folded_name(row["name"])
        met = first.setdefault(name, row)
        if name and met is not row:
            yield PairLine(ORGANISATION, met["id"], met["name"], row["id"], row["name"], "name")


def _entry(row: Row, *, is_person: bool) -> ContactEntry:
    return ContactEntry(
        line=1,
        given=row["given_name"] if is_person else "",
        family=row["family_name"] if is_person else "",
        full_name=row["name"],
        organisation="",
        title="",
        phones=(("other", row["phone"]),) if row["phone"] else (),
        emails=(("other", row["email"]),) if row["email"] else (),
        address="",
        note="",
    )


def _merged(row: Row) -> MergedLine:
    return MergedLine(
        kind=row["kind"],
        id=row["id"],
        name=full_name(row["given_name"], row["family_name"], row["called"]),
        phone=row["phone"],
        email=row["email"],
        kept_id=row["kept_id"],
        kept_name=full_name(row["given2"], row["family2"], row["called2"]),
    )
