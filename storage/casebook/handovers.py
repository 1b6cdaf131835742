"""The handovers' desk: a role is offered, accepted or declined; the client is told; first contact.

The law: accepting writes the answer, the end of the former tie, the new one and the needs that
follow it in one change, and one undo. Somebody protected is not offered a role. Action items do not
follow by themselves: they are taken over by a step of its own, with a comment on each.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.casebook import handover_rows as rows
from storage.casebook.desk import Desk
from storage.casebook.later import Later
from storage.errors import Invalid, RecordMissing
from storage.lines.names import full_name
from storage.lines.needs import HandoverLine
from storage.records.identity import derive_id, new_id

if TYPE_CHECKING:
    from storage.casebook import gate
    from storage.casebook.change import Change
    from storage.records import actions as action_records
    from storage.records import cases as case_records
    from storage.records import comments as comment_records
    from storage.records import handovers as records
    from storage.records import needs as need_records
    from storage.records import network as tie_records
    from storage.records import people as people_records
else:
    gate = Later("storage.casebook.gate")
    action_records = Later("storage.records.actions")
    case_records = Later("storage.records.cases")
    comment_records = Later("storage.records.comments")
    records = Later("storage.records.handovers")
    need_records = Later("storage.records.needs")
    tie_records = Later("storage.records.network")
    people_records = Later("storage.records.people")
_ITEMS = (
    "SELECT id FROM action WHERE case_id = :case AND owner_id = :owner"
    " AND state IN ('open', 'waiting')"
)
_NEEDS = "SELECT id FROM need WHERE tie_id = :tie"
_LAST = "SELECT max(offered_at) FROM handover WHERE case_id = :case AND tie_id IS :tie"


class Handovers(Desk):
    """Reads and writes handovers."""

    def lines(self, case_id: bytes, today: dt.date | None = None) -> tuple[HandoverLine, ...]:
        """Return the history of a case's handovers, the newest first."""
        day = today or gate.this_day()
        return tuple(
            rows.handover_line(row, day) for row in self._rows(rows.OF_CASE, {"case": case_id})
        )

    def line(self, handover_id: bytes, today: dt.date | None = None) -> HandoverLine | None:
        """Return one handover's line, or None."""
        row = self._row(rows.ONE, {"id": handover_id})
        return None if row is None else rows.handover_line(row, today or gate.this_day())

    def waiting(
        self, today: dt.date | None = None, *, mine: bool = True, limit: int = 20
    ) -> tuple[HandoverLine, ...]:
        """Return the handovers of open cases that still wait for something, the oldest first.

        ``mine``: those of the reader's cases, and those from or to the reader.
        """
        day = today or gate.this_day()
        values = {"mine": mine, "me": self._casebook.me.person_id, "limit": limit}
        return tuple(rows.handover_line(row, day) for row in self._rows(rows.OPEN, values))

    def read(self, handover_id: bytes) -> "records.Handover":
        """Open one handover: logged; raises RecordMissing."""
        return self._casebook.open_record(records.Handover, handover_id)

    def offer(
        self,
        case_id: bytes,
        tie_id: bytes | None,
        to_id: bytes,
        *,
        ends_on: dt.date | None = None,
        words: str = "",
    ) -> bytes:
        """Offer a role to a named successor: an actor's, or (None) the key worker's.

        Raises RecordMissing, Barred for somebody protected, Invalid (same-owner, not-allowed).
        """
        gate.Gate(self._casebook).admit(case_id, to_id)
        with self._casebook.change("handover.offer") as change:
            former = _former(change, case_id, tie_id)
            if former["from_id"] == to_id:
                raise Invalid("handover", "to_id", "same-owner")
            made = records.Handover(
                id=new_id(),
                case_id=case_id,
                tie_id=tie_id,
                to_id=to_id,
                to_name=_name(change, to_id),
                offered_at=_next_moment(change, case_id, tie_id),
                offered_by=self._casebook.me.person,
                ends_on=ends_on,
                words=words,
                **former,
            )
            return change.make(made).id

    def accept(self, handover_id: bytes, on: dt.date) -> None:
        """Write down that the successor accepts: from now on the role is theirs.

        Raises RecordMissing, and Invalid (already-answered).
        """
        with self._casebook.change("handover.accept") as change:
            handover = _answer(change, handover_id, "accepted", "", on)
            if handover.tie_id is None:
                whose: dict[str, Any] = {"owner_id": handover.to_id, "owner_name": handover.to_name}
                change.edit(case_records.Case, handover.case_id or b"", **whose)
            else:
                _pass_on(change, handover, on)

    def decline(self, handover_id: bytes, reason: str, on: dt.date) -> None:
        """Write down that the successor declines, and why. Raises RecordMissing and Invalid."""
        with self._casebook.change("handover.decline") as change:
            _answer(change, handover_id, "declined", reason, on)

    def withdraw(self, handover_id: bytes, reason: str, on: dt.date) -> None:
        """Take back an offer that was not answered. Raises RecordMissing and Invalid."""
        with self._casebook.change("handover.withdraw") as change:
            _answer(change, handover_id, "withdrawn", reason, on)

    def tell(self, handover_id: bytes, on: dt.date | None) -> None:
        """Write down on which day the client was told, or take that away."""
        with self._casebook.change("handover.tell") as change:
            change.edit(records.Handover, handover_id, told_on=on)

    def contact(self, handover_id: bytes, on: dt.date | None) -> None:
        """Write down the day of the first contact with the successor. Raises Invalid (not-yet)."""
        with self._casebook.change("handover.contact") as change:
            handover = change.read(records.Handover, handover_id)
            if on is not None and handover.state != records.HandoverState.ACCEPTED:
                raise Invalid("handover", "contact_on", "not-accepted")
            change.edit(records.Handover, handover_id, contact_on=on)

    def edit(self, handover_id: bytes, **fields: Any) -> None:
        """Write ``ends_on`` or ``words``. Raises RecordMissing and Invalid."""
        with self._casebook.change("handover.edit") as change:
            change.edit(records.Handover, handover_id, **fields)

    def take_items(self, handover_id: bytes, words: str) -> int:
        """Give the former one's open action items to the successor; returns how many.

        One change with a comment on each. Raises RecordMissing and Invalid (not-accepted).
        """
        me = self._casebook.me
        with self._casebook.change("handover.items") as change:
            handover = change.read(records.Handover, handover_id)
            if handover.state != records.HandoverState.ACCEPTED:
                raise Invalid("handover", "state", "not-accepted")
            values = {"case": handover.case_id, "owner": handover.from_id}
            found = change.connection.exec_driver_sql(_ITEMS, values).all()
            for (item,) in found:
                change.edit(action_records.Action, bytes(item), owner_id=handover.to_id)
                change.make(
                    comment_records.Comment(
                        id=new_id(), case_id=handover.case_id, action_id=bytes(item),
                        at=dt.datetime.now(dt.UTC), author_id=me.person_id, author=me.person,
                        words=words,
                    )
                )  # fmt: skip
            return len(found)


def _former(change: "Change", case_id: bytes, tie_id: bytes | None) -> dict[str, Any]:
    """Return whose role it is now, and what it is called."""
    if tie_id is None:
        case = change.read(case_records.Case, case_id)
        return {"from_id": case.owner_id, "from_name": case.owner_name}
    tie = change.read(tie_records.Tie, tie_id)
    if tie.case_id != case_id:
        raise Invalid("handover", "tie_id", "not-allowed")
    name = "" if tie.person_id is None else _name(change, tie.person_id)
    return {"from_id": tie.person_id, "from_name": name, "role": tie.role}


def _next_moment(change: "Change", case_id: bytes, tie_id: bytes | None) -> dt.datetime:
    """Return now, or a second after the last offer of the role: which one is later is certain."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    values = {"case": case_id, "tie": tie_id}
    last = change.connection.exec_driver_sql(_LAST, values).scalar()
    return max(now, dt.datetime.fromisoformat(last) + dt.timedelta(seconds=1)) if last else now


def _name(change: "Change", person_id: bytes) -> str:
    person = change.find(people_records.Person, person_id)
    if person is None:
        raise RecordMissing("person")
    return full_name(person.given_name, person.family_name, person.called)


def _answer(
    change: "Change", handover_id: bytes, state: str, reason: str, on: dt.date
) -> "records.Handover":
    handover = change.read(records.Handover, handover_id)
    if handover.state != records.HandoverState.OFFERED:
        raise Invalid("handover", "state", "already-answered")
    answer: dict[str, Any] = {"state": state, "reason": reason, "answered_on": on}
    return change.edit(records.Handover, handover_id, **answer)


def _pass_on(change: "Change", handover: "records.Handover", on: dt.date) -> None:
    """End the former tie, tie the successor in its place, and have its needs follow."""
    old = change.read(tie_records.Tie, handover.tie_id or b"")
    last = handover.ends_on or on
    if old.person_id is not None:
        change.edit(tie_records.Tie, old.id, until=max(last, old.since or last))
    person = change.find(people_records.Person, handover.to_id or b"")
    new = tie_records.Tie(
        id=derive_id(handover.id, "tie"),
        case_id=handover.case_id,
        person_id=handover.to_id,
        role=old.role,
        why=old.why,
        sector=old.sector if person is None else person.sector,
        since=on,
    )
    change.save(new)
    if old.person_id is None:  # a role that was open: nobody leaves
        change.delete(old)
    for (need,) in change.connection.exec_driver_sql(_NEEDS, {"tie": old.id}).all():
        change.edit(need_records.Need, bytes(need), tie_id=new.id)
