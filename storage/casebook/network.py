"""The network's desk: who stands around the client.

The law: a private person added here belongs to the case, in the same change as the tie. A wish
"not invite" that is not followed carries its reason (the record's own check says so). A protected
person is neither suggested nor taken into the network.
"""

from typing import TYPE_CHECKING, Any

from storage.casebook import same
from storage.casebook.desk import Desk, Row, as_day
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.lines.names import full_name
from storage.lines.network import TieLine
from storage.records.identity import new_id

if TYPE_CHECKING:
    from storage.casebook import gate
    from storage.records import network as records
    from storage.records import people as people_records
else:
    gate = Later("storage.casebook.gate")
    records = Later("storage.records.network")
    people_records = Later("storage.records.people")
_LINES = (
    "SELECT t.*, coalesce(p.given_name, '') AS given, coalesce(p.family_name, '') AS family,"
    " coalesce(p.called, '') AS called, coalesce(o.name, q.name, '') AS organisation,"
    " coalesce(ps.kept, t.person_id) AS who, coalesce(os.kept, t.organisation_id) AS house"
    " FROM tie t"
    + same.person("t.person_id")
    + same.organisation("t.organisation_id")
    + same.organisation("p.organisation_id", "q")
)
_LIST = (
    _LINES + " WHERE t.case_id = :case"
    " ORDER BY t.sector, name_order(p.family_name, p.given_name, p.called), t.role, t.id"
)
_ONE = _LINES + " WHERE t.id = :id"


def _line(row: Row) -> TieLine:
    name = full_name(row["given"], row["family"], row["called"])
    return TieLine(
        id=row["id"],
        person_id=row["who"],
        organisation_id=row["house"],
        name=name or (row["organisation"] if row["organisation_id"] else ""),
        organisation=row["organisation"],
        sector=row["sector"],
        role=row["role"],
        why=row["why"],
        wish=row["wish"],
        wish_words=row["wish_words"],
        outcome=row["outcome"],
        outcome_reason=row["outcome_reason"],
        told_on=as_day(row["told_on"]),
        channel=row["channel"],
        channel_note=row["channel_note"],
        strength=row["strength"],
        conflict=bool(row["conflict"]),
        said_by_client=bool(row["said_by_client"]),
        nearness=row["nearness"],
        anchoring=bool(row["anchoring"]),
        since=as_day(row["since"]),
        until=as_day(row["until"]),
    )


class Network(Desk):
    """Reads and writes the ties of a case."""

    def lines(self, case_id: bytes) -> tuple[TieLine, ...]:
        """Return the whole network of a case, by sector and name."""
        return tuple(_line(row) for row in self._rows(_LIST, {"case": case_id}))

    def suggested(self, case_id: bytes) -> tuple[TieLine, ...]:
        """Return those of the network who may be asked and named: protected people left out."""
        hidden = gate.Gate(self._casebook).shielded(case_id)
        return tuple(line for line in self.lines(case_id) if line.person_id not in hidden)

    def line(self, tie_id: bytes) -> TieLine | None:
        """Return one tie's line, or None."""
        row = self._row(_ONE, {"id": tie_id})
        return None if row is None else _line(row)

    def read(self, tie_id: bytes) -> "records.Tie":
        """Open one tie: logged; raises RecordMissing."""
        return self._casebook.open_record(records.Tie, tie_id)

    def add(self, case_id: bytes, **fields: Any) -> bytes:
        """Add an actor: a known person or organisation, or a role to be filled.

        Raises Invalid, and Barred for a protected person.
        """
        tie = records.Tie(id=new_id(), case_id=case_id, **fields)
        if tie.person_id:
            gate.Gate(self._casebook).admit(case_id, tie.person_id)
        with self._casebook.change("network.add") as change:
            if tie.person_id and "sector" not in fields:
                person = change.find(people_records.Person, tie.person_id)
                tie.sector = person.sector if person else tie.sector
            change.make(tie)
        return tie.id

    def add_private(self, case_id: bytes, given: str, family: str, **fields: Any) -> bytes:
        """Add a private person and their tie; ``phone``, ``email`` and ``called`` are theirs."""
        own = {name: fields.pop(name) for name in ("phone", "email", "called") if name in fields}
        sector = fields.setdefault("sector", people_records.Sector.CLOSE)
        person = people_records.Person(
            id=new_id(),
            case_id=case_id,
            given_name=given,
            family_name=family,
            sector=sector,
            **own,
        )
        with self._casebook.change("network.add") as change:
            change.make(person)
            tie = records.Tie(id=new_id(), case_id=case_id, person_id=person.id, **fields)
            change.make(tie)
        return tie.id

    def edit(self, tie_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("network.edit") as change:
            change.edit(records.Tie, tie_id, seen=seen, **fields)

    def remove(self, tie_id: bytes) -> None:
        """Take the actor out of the network; the person stays in the directory or the case."""
        with self._casebook.change("network.remove") as change:
            change.delete(change.read(records.Tie, tie_id))
