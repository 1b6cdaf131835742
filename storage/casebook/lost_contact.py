"""The desk of the lost-contact plan: agreed step by step, run in the agreed order.

The law: only the step whose turn it is can be run, and what comes of it stands in the contact log
too, in the same change. A protected person is in no step that is shown or run, and the answer never
says that this was why.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.casebook import same
from storage.casebook.contact_attempts import ContactAttempts
from storage.casebook.desk import Desk, as_day, as_moment
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.errors import Invalid
from storage.lines.follow_ups import StepLine
from storage.records.identity import new_id
from storage.rules.lost_contact import OPEN, next_step

if TYPE_CHECKING:
    from storage.casebook import gate
    from storage.records import lost_contact as records
else:
    gate = Later("storage.casebook.gate")
    records = Later("storage.records.lost_contact")
_STEPS = (
    "SELECT s.id, s.case_id, coalesce(ps.kept, s.person_id),"
    " trim(coalesce(nullif(p.called, ''), p.given_name, '') || ' ' ||"
    " coalesce(p.family_name, '')), s.role, s.channel, s.may_say, s.agreed_on, s.outcome,"
    " s.done_at, s.outcome_words, coalesce(p.phone, '') FROM lost_contact_step s"
    + same.person("s.person_id")
    + " WHERE s.case_id = :case ORDER BY s.position, s.id"
)
_LAST = "SELECT coalesce(max(position), 0) FROM lost_contact_step WHERE case_id = :case"
_AGREED, _DONE = 7, 9
_PASSED = "passed-over"


class LostContact(Desk):
    """Reads, writes and runs a case's lost-contact plan."""

    def steps(self, case_id: bytes) -> tuple[StepLine, ...]:
        """Return the steps in their order, without those that would reach a protected person."""
        hidden = gate.Gate(self._casebook).shielded(case_id)
        found: list[StepLine] = []
        for row in self._tuples(_STEPS, {"case": case_id}):
            cells = [*row]
            cells[_AGREED], cells[_DONE] = as_day(row[_AGREED]), as_moment(row[_DONE])
            line = StepLine._make(cells)
            if line.person_id not in hidden:
                found.append(line)
        return tuple(found)

    def read(self, step_id: bytes) -> "records.LostContactStep":
        """Open one step: logged; raises RecordMissing."""
        return self._casebook.open_record(records.LostContactStep, step_id)

    def add(self, case_id: bytes, *, person_id: bytes | None = None, **fields: Any) -> bytes:
        """Add a step at the end; returns its id. Raises Invalid, and Barred for a protected one."""
        with self._casebook.change("lost-contact.add") as change:
            if person_id is not None:
                gate.Gate(self._casebook).admit(case_id, person_id)
            position = self._count(_LAST, {"case": case_id}) + 1
            step = records.LostContactStep(
                id=new_id(), case_id=case_id, position=position, person_id=person_id, **fields
            )
            return change.make(step).id

    def edit(self, step_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("lost-contact.edit") as change:
            change.edit(records.LostContactStep, step_id, seen=seen, **fields)

    def move(self, step_id: bytes, places: int) -> None:
        """Move a step up (-1) or down (1) in the order; at an end it stays."""
        with self._casebook.change("lost-contact.move") as change:
            case_id = change.read(records.LostContactStep, step_id).case_id or b""
            order = [line.id for line in self.steps(case_id)]
            here = order.index(step_id)
            order.insert(max(0, here + places), order.pop(here))
            for position, key in enumerate(order, 1):
                change.edit(records.LostContactStep, key, position=position)

    def remove(self, step_id: bytes) -> None:
        """Take a step out of the plan."""
        with self._casebook.change("lost-contact.remove") as change:
            change.delete(change.read(records.LostContactStep, step_id))

    def run(
        self, step_id: bytes, outcome: str, words: str = "", *, now: dt.datetime | None = None
    ) -> None:
        """Write down what came of the step whose turn it is, in the contact log too.

        Raises RecordMissing, and Invalid: not-next, reason-missing for a step passed over.
        """
        now = now or dt.datetime.now(dt.UTC)
        with self._casebook.change("lost-contact.run") as change:
            step = change.read(records.LostContactStep, step_id)
            case_id = step.case_id or b""
            if next_step(self.steps(case_id)) != step_id:
                raise Invalid("lost-contact-step", "position", "not-next")
            told: dict[str, Any] = {"outcome": outcome, "done_at": now, "outcome_words": words}
            kept = change.edit(records.LostContactStep, step_id, **told)
            if outcome != _PASSED:
                ContactAttempts(self._casebook).add(
                    case_id, kept.channel, outcome, now=now, words=words, person_id=kept.person_id
                )

    def begin_anew(self, case_id: bytes) -> None:
        """Open every step again, for the next time; the contacts made stay in the log."""
        blank: dict[str, Any] = {"outcome": OPEN, "done_at": None, "outcome_words": ""}
        with self._casebook.change("lost-contact.anew") as change:
            for line in self.steps(case_id):
                change.edit(records.LostContactStep, line.id, **blank)
