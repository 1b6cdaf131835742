"""The services' desk: what help there is, where, for which life area, and how to get it.

The law: a suggestion is a line of the directory and no advice: ``find`` leaves nothing out because
it is old, and says so. A service without life areas is suggested for none; one without a county is
there for the whole country.
"""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from storage.casebook import same
from storage.casebook.desk import Desk, Row, as_day
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.lines.services import ServiceLine
from storage.records.identity import new_id
from storage.rules.checked import is_stale
from storage.rules.fold import fold
from storage.rules.regions import LANGUAGES, county_name

if TYPE_CHECKING:
    from storage.records import services as records
else:
    records = Later("storage.records.services")
_COLUMNS = (
    "SELECT s.*, coalesce(o.name, '') AS organisation, coalesce(o.sector, 'other') AS sector"
    ", o.id AS house FROM service s" + same.organisation("s.organisation_id")
)
_ORDER = " ORDER BY name_order(s.name), s.id"
_LIST = _COLUMNS + _ORDER + " LIMIT :limit OFFSET :offset"
_ONE = _COLUMNS + " WHERE s.id = :id"
_FOUND = (
    _COLUMNS + " WHERE (:area = '' OR instr(' ' || s.areas || ' ', ' ' || :area || ' '))"
    " AND (:county = '' OR s.county IN ('', :county))"
    " ORDER BY s.county = '', name_order(s.name), s.id"
)
_OF_ORGANISATION = _COLUMNS + " WHERE o.id = :organisation" + _ORDER
_COUNT = "SELECT count(*) FROM service"


def service_line(row: Row, today: dt.date) -> ServiceLine:
    """Make the line of one row."""
    checked_on = as_day(row["checked_on"])
    return ServiceLine(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        organisation_id=row["house"],
        organisation=row["organisation"],
        sector=row["sector"],
        county=row["county"],
        municipality=row["municipality"],
        areas=tuple(row["areas"].split()),
        eligibility=row["eligibility"],
        hours=row["hours"],
        channel=row["channel"],
        channel_note=row["channel_note"],
        phone=row["phone"],
        email=row["email"],
        address=row["address"],
        low_threshold=bool(row["low_threshold"]),
        anchoring=bool(row["anchoring"]),
        checked_on=checked_on,
        checked_by=row["checked_by"],
        is_stale=is_stale(checked_on, today),
    )


def this_day() -> dt.date:
    """Return the day of this machine."""
    return dt.datetime.now().astimezone().date()


class Services(Desk):
    """Reads and writes services."""

    def count(self) -> int:
        """Count all."""
        return self._count(_COUNT)

    def lines(self, offset: int = 0, limit: int = 100) -> tuple[ServiceLine, ...]:
        """Return one page by name."""
        return self._lines(_LIST, {"offset": offset, "limit": limit})

    def find(self, area: str = "", county: str = "") -> tuple[ServiceLine, ...]:
        """Return the services for a life area in a county (its letters), the county's own first.

        "" for either: not asked. Those for the whole country are there for every county.
        """
        return self._lines(_FOUND, {"area": area, "county": county})

    def pick(
        self, text: str, limit: int | None = 50, *, said: Mapping[str, str] | None = None
    ) -> tuple[ServiceLine, ...]:
        """Return those that hold every word: name, organisation, place, for whom, life areas.

        ``said``: what the life areas are called in the language of the reader.
        """
        words, named = fold(text).split(), said or {}
        texts = ((line, _text(line, named)) for line in self.lines(0, -1))
        found = (line for line, held in texts if all(word in held for word in words))
        return tuple(found)[:limit]

    def of_organisation(self, organisation_id: bytes) -> tuple[ServiceLine, ...]:
        """Return the services of one organisation."""
        return self._lines(_OF_ORGANISATION, {"organisation": organisation_id})

    def line(self, service_id: bytes) -> ServiceLine | None:
        """Return one service's line, or None."""
        row = self._row(_ONE, {"id": service_id})
        return None if row is None else service_line(row, this_day())

    def read(self, service_id: bytes) -> "records.Service":
        """Open one service; raises RecordMissing."""
        return self._casebook.open_record(records.Service, service_id)

    def add(self, **fields: Any) -> bytes:
        """Add a service. Raises Invalid."""
        with self._casebook.change("service.add") as change:
            return change.make(records.Service(id=new_id(), **fields)).id

    def edit(self, service_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("service.edit") as change:
            change.edit(records.Service, service_id, seen=seen, **fields)

    def mark_checked(self, *services: bytes, today: dt.date | None = None) -> None:
        """Write that the reader has checked these today."""
        me, day = self._casebook.me.person, today or this_day()
        with self._casebook.change("service.check") as change:
            for one in services:
                change.edit(records.Service, one, checked_on=day, checked_by=me)

    def remove(self, service_id: bytes) -> None:
        """Delete the service; needs that name it stay, without it."""
        with self._casebook.change("service.remove") as change:
            change.delete(change.read(records.Service, service_id))

    def _lines(self, statement: str, values: dict[str, Any]) -> tuple[ServiceLine, ...]:
        today = this_day()
        return tuple(service_line(row, today) for row in self._rows(statement, values))


def _text(line: ServiceLine, said: Mapping[str, str]) -> str:
    county = " ".join(county_name(line.county, language) for language in LANGUAGES)
    areas = " ".join(said.get(area, area) for area in line.areas)
    held = (line.name, line.organisation, line.municipality, county, line.eligibility, areas)
    return fold(" ".join(held))
