"""The practice cards' desk: how a county, a prison or a service works, and whom to ask first.

The law: counties differ (domain.md F15), and what is written of them ages: a card says who checked
it last, and when. It holds ways and channels, and nothing about a client.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.casebook import same
from storage.casebook.desk import Desk, Row, as_day
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.casebook.services import this_day
from storage.lines.services import PracticeCardLine
from storage.records.identity import new_id
from storage.rules.checked import is_stale
from storage.rules.fold import fold
from storage.rules.regions import LANGUAGES, county_name

if TYPE_CHECKING:
    from storage.records import services as records
else:
    records = Later("storage.records.services")
_COLUMNS = (
    "SELECT k.*, coalesce(s.name, o.name, '') AS whose FROM practice_card k"
    + same.organisation("k.organisation_id")
    + " LEFT JOIN service s ON s.id = k.service_id"
)
_ORDER = " ORDER BY name_order(k.name), k.id"
_LIST = _COLUMNS + _ORDER + " LIMIT :limit OFFSET :offset"
_FOUND = (
    _COLUMNS + " WHERE (k.county <> '' AND k.county = :county)"
    " OR o.id = :organisation OR k.service_id = :service" + _ORDER
)
_COUNT = "SELECT count(*) FROM practice_card"


def _line(row: Row, today: dt.date) -> PracticeCardLine:
    checked_on = as_day(row["checked_on"])
    return PracticeCardLine(
        id=row["id"],
        about=row["about"],
        name=row["name"],
        county=row["county"],
        whose=row["whose"],
        words=row["words"],
        contact=row["contact"],
        checked_on=checked_on,
        checked_by=row["checked_by"],
        is_stale=is_stale(checked_on, today),
    )


class PracticeCards(Desk):
    """Reads and writes practice cards."""

    def count(self) -> int:
        """Count all."""
        return self._count(_COUNT)

    def lines(self, offset: int = 0, limit: int = 100) -> tuple[PracticeCardLine, ...]:
        """Return one page by name."""
        today = this_day()
        values = {"offset": offset, "limit": limit}
        return tuple(_line(row, today) for row in self._rows(_LIST, values))

    def find(
        self, county: str = "", *, organisation: bytes | None = None, service: bytes | None = None
    ) -> tuple[PracticeCardLine, ...]:
        """Return the cards about a county (its letters), an organisation or a service."""
        today = this_day()
        values = {"county": county, "organisation": organisation, "service": service}
        return tuple(_line(row, today) for row in self._rows(_FOUND, values))

    def pick(self, text: str, limit: int | None = 50) -> tuple[PracticeCardLine, ...]:
        """Return those that hold every word."""
        words = fold(text).split()
        found = (line for line in self.lines(0, -1) if all(word in _text(line) for word in words))
        return tuple(found)[:limit]

    def read(self, card_id: bytes) -> "records.PracticeCard":
        """Open one card; raises RecordMissing."""
        return self._casebook.open_record(records.PracticeCard, card_id)

    def add(self, **fields: Any) -> bytes:
        """Add a card. Raises Invalid."""
        with self._casebook.change("practice-card.add") as change:
            return change.make(records.PracticeCard(id=new_id(), **fields)).id

    def edit(self, card_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("practice-card.edit") as change:
            change.edit(records.PracticeCard, card_id, seen=seen, **fields)

    def mark_checked(self, *cards: bytes, today: dt.date | None = None) -> None:
        """Write that the reader has checked these today."""
        me, day = self._casebook.me.person, today or this_day()
        with self._casebook.change("practice-card.check") as change:
            for one in cards:
                change.edit(records.PracticeCard, one, checked_on=day, checked_by=me)

    def remove(self, card_id: bytes) -> None:
        """Delete the card."""
        with self._casebook.change("practice-card.remove") as change:
            change.delete(change.read(records.PracticeCard, card_id))


def _text(line: PracticeCardLine) -> str:
    county = " ".join(county_name(line.county, language) for language in LANGUAGES)
    return fold(f"{line.name} {line.whose} {county} {line.words} {line.contact}")
