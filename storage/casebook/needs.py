"""The needs' desk: a case's needs by life area, its gaps, and the office's unmet needs.

The law: every life area is there, asked or not, so that what nobody asked is seen too. A first need
is never deleted, it becomes "not asked" again: another device may have written to it. The list of
unmet needs names nobody (``rules/unmet``).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from storage.casebook import same
from storage.casebook.desk import Desk
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.casebook.services import Services, this_day
from storage.errors import Invalid, RecordMissing
from storage.lines.names import full_name
from storage.lines.needs import GapLine, NeedLine, UnmetLine
from storage.records.identity import new_id

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.records import cases as case_records
    from storage.records import needs as records
    from storage.records import network as tie_records
    from storage.rules import gaps as rules
    from storage.rules import regions, unmet
else:
    case_records = Later("storage.records.cases")
    records = Later("storage.records.needs")
    tie_records = Later("storage.records.network")
    rules = Later("storage.rules.gaps")
    regions = Later("storage.rules.regions")
    unmet = Later("storage.rules.unmet")
_LINES = (
    "SELECT n.id, n.case_id, n.area, n.state, n.words, n.goal, n.tie_id, n.service_id, n.unmet,"
    " n.unmet_words, t.id AS tie, t.person_id, t.organisation_id, coalesce(t.role, '') AS role,"
    " t.until, coalesce(p.given_name, '') AS given, coalesce(p.family_name, '') AS family,"
    " coalesce(p.called, '') AS called, coalesce(o.name, '') AS organisation,"
    " coalesce(s.name, '') AS service FROM need n LEFT JOIN tie t ON t.id = n.tie_id"
    + same.person("t.person_id")
    + same.organisation("t.organisation_id")
    + " LEFT JOIN service s ON s.id = n.service_id"
)
_OF_CASE = _LINES + " WHERE n.case_id = :case ORDER BY n.rowid"
_ONE = _LINES + " WHERE n.id = :id"
_PLACE = "SELECT home_municipality FROM case_ WHERE id = :case"
_UNMET = (
    "SELECT n.case_id, n.area, c.home_municipality FROM need n JOIN case_ c ON c.id = n.case_id"
    " WHERE n.unmet AND n.state IN ('needed', 'in-progress') AND c.phase <> 'closed'"
)


class Needs(Desk):
    """Reads and writes needs."""

    def lines(self, case_id: bytes) -> tuple[NeedLine, ...]:
        """Return the aims, then the needs by life area; of each area there is one at least."""
        found: dict[str, list[NeedLine]] = {str(area): [] for area in records.NeedArea}
        for row in self._rows(_OF_CASE, {"case": case_id}):
            found.setdefault(row["area"], []).append(self._line(row))
        return tuple(_with_empty(case_id, found))

    def line(self, need_id: bytes) -> NeedLine | None:
        """Return one need's line, or None."""
        row = self._row(_ONE, {"id": need_id})
        return None if row is None else self._line(row)

    def _line(self, row: Any) -> NeedLine:
        is_aim, name = row["area"] in records.AIMS, row["organisation"]
        if row["person_id"]:
            name = full_name(row["given"], row["family"], row["called"]) or name
        gap = rules.gap_of(
            row["state"],
            _actor(row),
            has_service=row["service_id"] is not None,
            unmet=bool(row["unmet"]),
            is_aim=is_aim,
        )
        return NeedLine(
            row["id"], row["case_id"], row["area"], row["state"], row["words"], row["goal"],
            row["tie_id"], name, row["role"], row["person_id"] is not None, row["service_id"],
            row["service"], bool(row["unmet"]), row["unmet_words"], is_kept=True, is_aim=is_aim,
            gap=str(gap),
        )  # fmt: skip

    # --- gaps ----------------------------------------------------------------------------------

    def gaps(self, case_id: bytes, suggest: "rules.Suggest | None" = None) -> tuple[GapLine, ...]:
        """Return the needs that nobody takes care of, each with services for its life area.

        ``suggest(area)``: where suggestions come from; the directory, in the client's home county,
        unless another is given.
        """
        return rules.gaps(self.lines(case_id), suggest or self.suggesting(case_id))

    def suggesting(self, case_id: bytes) -> "rules.Suggest":
        """Return what finds services for a life area near the client's home."""
        row = self._row(_PLACE, {"case": case_id})
        county = regions.county_of(row["home_municipality"]) if row else ""
        services = Services(self._casebook)
        return lambda area: services.find(area, county)

    def unmet(self) -> tuple[UnmetLine, ...]:
        """Return how many clients of open cases have a need that no service meets; no names."""
        rows = self._tuples(_UNMET)
        return unmet.tally(
            (bytes(case), area, regions.county_of(town)) for case, area, town in rows
        )

    # --- writing -------------------------------------------------------------------------------

    def read(self, need_id: bytes) -> "records.Need":
        """Open one need: logged; raises RecordMissing."""
        return self._casebook.open_record(records.Need, need_id)

    def set(self, case_id: bytes, area: str, **fields: Any) -> bytes:
        """Write the first need of a life area, which need not be there yet; returns its id.

        Raises RecordMissing for a case that is not here, and Invalid.
        """
        with self._casebook.change("need.edit") as change:
            return _first(change, case_id, area, fields)

    def add(self, case_id: bytes, area: str, **fields: Any) -> bytes:
        """Add another need of a life area; the first one, while nothing is written of it."""
        with self._casebook.change("need.add") as change:
            if change.find(records.Need, records.first_need(case_id, area)) is None:
                return _first(change, case_id, area, fields)
            told = {"state": "needed"} | fields
            made = records.Need(id=new_id(), case_id=case_id, area=area, **told)
            _check_actor(change, made)
            return change.make(made).id

    def edit(self, need_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("need.edit") as change:
            _check_actor(change, change.edit(records.Need, need_id, seen=seen, **fields))

    def remove(self, need_id: bytes) -> None:
        """Delete a need; the first one of its area becomes "not asked" again."""
        with self._casebook.change("need.remove") as change:
            need = change.read(records.Need, need_id)
            if need.id != records.first_need(need.case_id or b"", need.area):
                change.delete(need)
            else:
                change.save(records.Need(id=need.id, case_id=need.case_id, area=need.area))


def _first(change: "Change", case_id: bytes, area: str, fields: dict[str, Any]) -> bytes:
    if change.find(case_records.Case, case_id) is None:
        raise RecordMissing("case")
    if area not in set(records.NeedArea):
        raise Invalid("need", "area", "unknown-word")
    key = records.first_need(case_id, area)
    if change.find(records.Need, key) is None:
        change.save(records.Need(id=key, case_id=case_id, area=area))
    need = change.edit(records.Need, key, **fields)
    _check_actor(change, need)
    return key


def _check_actor(change: "Change", need: "records.Need") -> None:
    """Refuse an actor of another case's network."""
    tie = None if need.tie_id is None else change.find(tie_records.Tie, need.tie_id)
    if tie is not None and tie.case_id != need.case_id:
        raise Invalid("need", "tie_id", "not-allowed")


def _actor(row: Any) -> "rules.Actor":
    if row["tie_id"] is None:
        return rules.Actor.NONE
    until = row["until"]
    if row["tie"] is None or (until is not None and until < this_day().isoformat()):
        return rules.Actor.GONE
    named = row["person_id"] or row["organisation_id"]
    return rules.Actor.NAMED if named else rules.Actor.ROLE


def _with_empty(case_id: bytes, found: dict[str, list[NeedLine]]) -> Iterator[NeedLine]:
    for area, lines in found.items():
        first = records.first_need(case_id, area)
        yield from sorted(lines, key=lambda line: line.id != first)
        if not lines:
            yield NeedLine(
                first, case_id, area, "not-asked", "", "", None, "", "", is_person=False,
                service_id=None, service="", unmet=False, unmet_words="", is_kept=False,
                is_aim=area in records.AIMS, gap="",
            )  # fmt: skip
