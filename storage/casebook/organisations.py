"""The organisations' desk: the office directory of counties, prisons, services and NGOs."""

from typing import TYPE_CHECKING, Any

from storage.casebook import same
from storage.casebook.desk import Desk, Row
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.lines.people import OrganisationLine
from storage.records.identity import new_id
from storage.rules.fold import fold

if TYPE_CHECKING:
    from storage.records import organisations as records
else:
    records = Later("storage.records.organisations")
_LIST = (
    "SELECT o.id, o.name, o.sector, o.municipality, o.phone, o.email,"
    " (SELECT count(*) FROM person p WHERE p.case_id IS NULL AND p.id NOT IN (SELECT id FROM same)"
    " AND (p.organisation_id = o.id"
    " OR p.organisation_id IN (SELECT id FROM same WHERE kept = o.id))) AS people"
    f" FROM organisation o WHERE {same.IS_KEPT.format(alias='o')}"
    " ORDER BY name_order(o.name), o.id LIMIT :limit OFFSET :offset"
)
_NAMED = "SELECT coalesce(s.kept, o.id), o.name FROM organisation o LEFT JOIN same s ON s.id = o.id"
_NAME = f"SELECT name FROM organisation WHERE id = {same.one(':id')}"
_COUNT = f"SELECT count(*) FROM organisation o WHERE {same.IS_KEPT.format(alias='o')}"


def _line(row: Row) -> OrganisationLine:
    return OrganisationLine(
        id=row["id"],
        name=row["name"],
        sector=row["sector"],
        municipality=row["municipality"],
        phone=row["phone"],
        email=row["email"],
        people=row["people"],
    )


class Organisations(Desk):
    """Reads and writes organisations."""

    def count(self) -> int:
        """Count all."""
        return self._count(_COUNT)

    def lines(self, offset: int = 0, limit: int = 100) -> tuple[OrganisationLine, ...]:
        """Return one page by name."""
        return tuple(_line(row) for row in self._rows(_LIST, {"offset": offset, "limit": limit}))

    def pick(self, text: str, limit: int = 50) -> tuple[OrganisationLine, ...]:
        """Return those whose name or municipality holds every word."""
        words = fold(text).split()
        found = (
            line
            for line in self.lines(0, -1)
            if all(word in fold(f"{line.name} {line.municipality}") for word in words)
        )
        return tuple(found)[:limit]

    def find_by_name(self, name: str) -> bytes | None:
        """Return the id of the organisation with this name, however it is spelled in case."""
        wanted = fold(name)
        return next((one for one, called in self._tuples(_NAMED) if fold(called) == wanted), None)

    def name_of(self, organisation_id: bytes | None) -> str:
        """Return what the organisation is called; "" for none."""
        row = self._row(_NAME, {"id": organisation_id})
        return "" if row is None else str(row["name"])

    def read(self, organisation_id: bytes) -> "records.Organisation":
        """Open one organisation; raises RecordMissing."""
        with self._casebook.read() as connection:
            kept = same.read(connection).get(organisation_id, organisation_id)
        return self._casebook.open_record(records.Organisation, kept)

    def add(self, **fields: Any) -> bytes:
        """Add an organisation. Raises Invalid."""
        organisation = records.Organisation(id=new_id(), **fields)
        with self._casebook.change("organisation.add") as change:
            change.make(organisation)
        return organisation.id

    def edit(self, organisation_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("organisation.edit") as change:
            kept = same.read(change.connection).get(organisation_id, organisation_id)
            change.edit(records.Organisation, kept, seen=seen, **fields)

    def remove(self, organisation_id: bytes) -> None:
        """Delete the organisation and what was merged into it; its people stay, without it."""
        with self._casebook.change("organisation.remove") as change:
            for one in same.cards_of(change.connection, organisation_id):
                change.delete(change.read(records.Organisation, one))
