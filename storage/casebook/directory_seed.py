"""The seed's desk: what the package knows of counties, services and ways, offered to a directory.

The law: nothing is written until it is accepted, and then as one change with one undo. What is here
already, under any of its names, is left as it is. Ids are derived, so that two devices that bring
it in make the same records. Every record is "to be checked": no day and nobody stand in it.
"""

from collections.abc import Collection

from storage.casebook.change import Change
from storage.casebook.desk import Desk
from storage.documents.directory import ORGANISATION, SERVICE, SeedRow, seed
from storage.lines.services import SeedLine
from storage.records.identity import derive_id
from storage.records.organisations import Organisation
from storage.records.people import Sector
from storage.records.services import PracticeCard, Service
from storage.rules.fold import fold
from storage.rules.regions import county_name

_HERE = (
    "SELECT 'organisation' AS record, id, name, '' AS county FROM organisation"
    " UNION ALL SELECT 'service', id, name, county FROM service"
    " UNION ALL SELECT 'practice-card', id, name, county FROM practice_card"
)


class DirectorySeed(Desk):
    """Offers the seed, and takes it into the directory."""

    def lines(self, language: str) -> tuple[SeedLine, ...]:
        """Return every row with whether it is here already; ``language``: fi, sv, en."""
        here = self._here()
        return tuple(
            SeedLine(
                key=row.key,
                record=row.record,
                name=row.name(language),
                county=row.county,
                areas=tuple(row.areas.split()),
                is_here=self._found(row, here) is not None,
            )
            for row in seed()
        )

    def accept(self, language: str, keys: Collection[str] | None = None) -> int:
        """Write the rows named by ``keys`` (None: all) that are not here; returns how many."""
        here = self._here()
        houses = {row.key: self._found(row, here) for row in seed() if row.record == ORGANISATION}
        written = 0
        with self._casebook.change("directory.seed") as change:
            for row in seed():
                if (keys is None or row.key in keys) and self._found(row, here) is None:
                    self._save(change, row, language, houses)
                    written += 1
        return written

    def _save(
        self, change: Change, row: SeedRow, language: str, houses: dict[str, bytes | None]
    ) -> None:
        one, name = self._id(row), row.name(language)
        if row.record == ORGANISATION:
            county = county_name(row.county, language)
            change.save(Organisation(id=one, name=name, sector=Sector(row.sector), county=county))
            houses[row.key] = one
        elif row.record == SERVICE:
            change.save(
                Service(
                    id=one,
                    name=name,
                    kind=row.kind,
                    organisation_id=houses.get(row.organisation),
                    county=row.county,
                    areas=row.areas,
                    low_threshold=row.low_threshold,
                )
            )
        else:
            change.save(PracticeCard(id=one, about=row.kind, name=name, county=row.county))

    def _id(self, row: SeedRow) -> bytes:
        return derive_id(self._casebook.me.office_id, "directory-seed", row.key)

    def _here(self) -> dict[tuple[str, str, str], bytes]:
        """Return the ids of what the directory holds, by record, folded name and county."""
        return {
            (row["record"], fold(row["name"]), row["county"]): bytes(row["id"])
            for row in self._rows(_HERE)
        }

    def _found(self, row: SeedRow, here: dict[tuple[str, str, str], bytes]) -> bytes | None:
        mine = self._id(row)
        if mine in here.values():
            return mine
        county = "" if row.record == ORGANISATION else row.county
        keys = ((row.record, fold(name), county) for _language, name in row.names)
        return next((here[key] for key in keys if key in here), None)
