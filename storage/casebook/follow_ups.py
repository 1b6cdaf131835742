"""The desk of follow-up contacts: planned from a template, tried, made, missed.

The law: planning writes what was accepted and nothing else, so a contact moves only when somebody
says so. An attempt stands in the contact log and with its follow-up in one change: reached ends the
follow-up, no answer leaves it waiting for the next attempt.
"""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from storage.casebook import follow_up_rows as rows
from storage.casebook.contact_attempts import ContactAttempts
from storage.casebook.desk import Desk, as_day
from storage.casebook.later import Later
from storage.casebook.seen import Heads
from storage.errors import Invalid
from storage.lines.follow_ups import FollowUpLine, FollowUpPlan, PlanLine
from storage.records.identity import derive_id, new_id

if TYPE_CHECKING:
    from storage.casebook.change import Change
    from storage.records import follow_ups as records
    from storage.rules import follow_ups as rules
else:
    records = Later("storage.records.follow_ups")
    rules = Later("storage.rules.follow_ups")
_PLANNED, _MOST = "planned", 100


class FollowUps(Desk):
    """Reads and writes follow-up contacts."""

    def lines(self, case_id: bytes) -> tuple[FollowUpLine, ...]:
        """Return a case's follow-up contacts, by the day that was agreed."""
        return tuple(map(rows.follow_up_line, self._tuples(rows.OF_CASE, {"case": case_id})))

    def line(self, follow_up_id: bytes) -> FollowUpLine | None:
        """Return one follow-up contact's line, or None."""
        found = self._tuples(rows.ONE, {"id": follow_up_id})
        return rows.follow_up_line(found[0]) if found else None

    def due(
        self,
        since: dt.date | None = None,
        until: dt.date | None = None,
        *,
        mine: bool = False,
        limit: int = _MOST,
    ) -> tuple[FollowUpLine, ...]:
        """Return whose turn is on these days, both counted, of all open cases, by day.

        ``since`` None: also everything missed before. ``mine``: the reader's own, and those of the
        reader's cases.
        """
        values = self._span(since, until, mine=mine) | {"limit": limit}
        return tuple(map(rows.follow_up_line, self._tuples(rows.DUE, values)))

    def count_due(
        self, since: dt.date | None = None, until: dt.date | None = None, *, mine: bool = False
    ) -> int:
        """Count what ``due`` would list without a limit."""
        return self._count(rows.COUNT_DUE, self._span(since, until, mine=mine))

    def _span(
        self, since: dt.date | None, until: dt.date | None, *, mine: bool
    ) -> dict[str, object]:
        return {
            "since": (since or rows.FIRST_DAY).isoformat(),
            "until": (until or rows.LAST_DAY).isoformat(),
            "mine": mine,
            "me": self._casebook.me.person_id,
        }

    # --- planning ------------------------------------------------------------------------------

    def template(self) -> "tuple[rules.Interval, ...]":
        """Return the office's intervals, the earliest first; the usual ones until it has any."""
        found = [
            rules.Interval(bytes(key), *rest) for key, *rest in self._tuples(rows.TEMPLATE)
        ] or self._usual()
        some_day = dt.date(2001, 1, 1)
        return tuple(sorted(found, key=lambda one: rules.day_after(some_day, one.first, one.unit)))

    def _usual(self) -> "list[rules.Interval]":
        office = self._casebook.me.office_id
        return [
            rules.Interval(
                derive_id(office, "follow-up-template", f"{first}-{last} {unit}"),
                "", first, last, unit, "phone",
            )
            for first, last, unit in rules.DEFAULTS
        ]  # fmt: skip

    def save_interval(self, interval_id: bytes | None, **fields: Any) -> bytes:
        """Write one interval, or add one; returns its id. Raises RecordMissing and Invalid."""
        with self._casebook.change("follow-up-template.edit") as change:
            self._take_in_usual(change)
            if interval_id is None:
                return change.make(records.FollowUpTemplate(id=new_id(), **fields)).id
            return change.edit(records.FollowUpTemplate, interval_id, **fields).id

    def remove_interval(self, interval_id: bytes) -> None:
        """Take an interval out of the template; what was planned by it stays."""
        with self._casebook.change("follow-up-template.remove") as change:
            self._take_in_usual(change)
            change.delete(change.read(records.FollowUpTemplate, interval_id))

    def _take_in_usual(self, change: "Change") -> None:
        """Make the usual intervals the office's own, before the first of them is changed."""
        if not self._tuples(rows.TEMPLATE):
            for one in self._usual():
                change.save(records.FollowUpTemplate(**one._asdict()))

    def proposals(self, case_id: bytes) -> FollowUpPlan:
        """Return what planning by the case's planning date would write; writes nothing."""
        row = self._row(rows.RELEASE, {"case": case_id})
        release = as_day(row["day"]) if row else None
        if row is None or release is None:
            return FollowUpPlan(None, "", ())
        held = {line.id: line for line in self.lines(case_id)}
        lines = tuple(
            _plan_line(one, held.get(_id_of(case_id, one.interval.id)), release)
            for one in rules.planned(release, self.template())
        )
        return FollowUpPlan(release, row["certainty"], lines)

    def plan(self, case_id: bytes, chosen: Mapping[bytes, dt.date]) -> tuple[bytes, ...]:
        """Write what was accepted: a day for each row of the template. One change, one undo.

        Returns the follow-ups' ids. Raises Invalid: no-planning-date, before-release.
        """
        plan = self.proposals(case_id)
        if plan.release is None:
            raise Invalid("follow-up", "planned_from", "no-planning-date")
        with self._casebook.change("follow-up.plan") as change:
            return tuple(
                _planned(change, case_id, plan.release, line, chosen[line.id])
                for line in plan.lines
                if line.id in chosen
            )

    def add(self, case_id: bytes, label: str, due: dt.date, **fields: Any) -> bytes:
        """Add a contact of its own, without the template. Raises Invalid."""
        row = self._row(rows.RELEASE, {"case": case_id})
        told = {"planned_from": as_day(row["day"]) if row else None} | fields
        with self._casebook.change("follow-up.add") as change:
            made = records.FollowUp(id=new_id(), case_id=case_id, label=label, due=due, **told)
            return change.make(made).id

    # --- one contact ---------------------------------------------------------------------------

    def read(self, follow_up_id: bytes) -> "records.FollowUp":
        """Open one follow-up: logged; raises RecordMissing."""
        return self._casebook.open_record(records.FollowUp, follow_up_id)

    def edit(self, follow_up_id: bytes, *, seen: Heads | None = None, **fields: Any) -> None:
        """Write the named fields. Raises RecordMissing and Invalid."""
        with self._casebook.change("follow-up.edit") as change:
            change.edit(records.FollowUp, follow_up_id, seen=seen, **fields)

    def mark(
        self, follow_up_id: bytes, state: str, *, reason: str = "", on: dt.date | None = None
    ) -> None:
        """Set the state; dropping needs the reason. Raises RecordMissing and Invalid."""
        ended = None if state == _PLANNED else on
        with self._casebook.change(f"follow-up.{state}") as change:
            change.edit(records.FollowUp, follow_up_id, state=state, reason=reason, ended_on=ended)

    def attempt(
        self,
        follow_up_id: bytes,
        channel: str,
        outcome: str,
        *,
        next_try: dt.date | None = None,
        **told: Any,
    ) -> bytes:
        """Write an attempt down; returns the contact's id. Raises RecordMissing and Invalid.

        Keywords as in ``contact_attempts.add``. Reached: the follow-up is done. Otherwise it waits
        for ``next_try``, where a day was given.
        """
        with self._casebook.change("follow-up.attempt") as change:
            follow_up = change.read(records.FollowUp, follow_up_id)
            if follow_up.case_id is None:
                raise Invalid("follow-up", "case_id", "not-allowed")
            desk = ContactAttempts(self._casebook)
            made = desk.add(follow_up.case_id, channel, outcome, follow_up_id=follow_up_id, **told)
            if outcome == "reached":
                moment = told.get("at") or told.get("now") or dt.datetime.now(dt.UTC)
                day = moment.astimezone().date()
                change.edit(records.FollowUp, follow_up_id, state="done", ended_on=day, reason="")
            elif next_try is not None:
                change.edit(records.FollowUp, follow_up_id, next_try=next_try)
            return made

    def remove(self, follow_up_id: bytes) -> None:
        """Delete a follow-up that was written by mistake; its contacts stay in the log."""
        with self._casebook.change("follow-up.remove") as change:
            change.delete(change.read(records.FollowUp, follow_up_id))


def _id_of(case_id: bytes, interval_id: bytes) -> bytes:
    return derive_id(case_id, "follow-up", interval_id.hex())


def _plan_line(one: "rules.Proposal", held: FollowUpLine | None, release: dt.date) -> PlanLine:
    standing, before = "new", None
    if held is not None:
        before = held.due
        as_it_is = held.planned_from == release and held.asked == one.asked
        standing = "same" if as_it_is else "moved"
        if held.state != _PLANNED:
            standing = "ended"
    interval = one.interval
    return PlanLine(
        interval.id, interval.label, interval.first, interval.last, interval.unit,
        interval.channel, one.asked, one.due, one.is_late, standing, before,
    )  # fmt: skip


def _planned(
    change: "Change", case_id: bytes, release: dt.date, line: PlanLine, due: dt.date
) -> bytes:
    """Make one follow-up, or move the one that is there; one that has ended begins anew."""
    key = _id_of(case_id, line.id)
    told: dict[str, Any] = {
        "label": line.label, "first": line.first, "last": line.last, "unit": line.unit,
        "planned_from": release, "asked": line.asked, "due": due, "next_try": None,
    }  # fmt: skip
    if change.find(records.FollowUp, key) is not None:
        anew: dict[str, Any] = {"state": _PLANNED, "reason": "", "ended_on": None}
        change.edit(records.FollowUp, key, **told, **(anew if line.standing == "ended" else {}))
    else:
        origin: dict[str, Any] = {"case_id": case_id, "step_id": line.id, "channel": line.channel}
        change.save(records.FollowUp(id=key, **origin, **told))
    return key
