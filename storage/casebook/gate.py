"""The gate: the one way by which anything leaves the casebook.

The law: every passage is judged inside the transaction that lets it out, by what is kept at that
moment, so a withdrawal a second ago counts; its disclosure line is written in that transaction, so
what could not be logged did not leave. An override needs a reason and stands out in the log; a bar
or a protection is not overridden: there the way is a statutory right.
"""

import datetime as dt
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection, column, or_, select, text
from sqlmodel import SQLModel

from storage.casebook import same
from storage.casebook.change import Change
from storage.casebook.desk import Desk
from storage.casebook.labels import label_of
from storage.casebook.one_card import under_one_card
from storage.lines.names import full_name
from storage.records.disclosures import Disclosure, Ground
from storage.records.identity import new_id
from storage.records.protections import Protection
from storage.records.sharing import Bar, Basis, BasisEnd, as_words
from storage.refusals import Barred, BasisMissing
from storage.rules.fold import fold
from storage.rules.merging import widened
from storage.rules.sharing import Passage, Verdict, Way, judge, shielded_people

_NAME = "SELECT given_name, family_name, called FROM person WHERE id = ?"
_CONFLICTS = "SELECT record FROM conflict"
_CLIENT = (
    "SELECT id FROM person WHERE case_id = ? AND is_client"
    " AND (address <> '' OR phone <> '' OR email <> '')"
)
_AROUND = (
    "SELECT id FROM person WHERE case_id = :case AND NOT is_client"
    " UNION SELECT person_id FROM tie WHERE case_id = :case AND person_id IS NOT NULL"
)
_DIRECTORY: Any = text(  # and whom somebody of the directory stands for
    "SELECT id FROM person WHERE case_id IS NULL UNION"
    " SELECT s.id FROM same s JOIN person k ON k.id = s.kept WHERE k.case_id IS NULL"
).columns(column("id"))
Kept = TypeVar("Kept", bound=SQLModel)


class Gate(Desk):
    """Judges passages, and lets out what may go."""

    def judge(self, passage: Passage, *, today: dt.date | None = None) -> Verdict:
        """Say whether the passage would be let out now; writes nothing."""
        with self._casebook.read() as connection:
            return _judged(connection, passage, today or this_day())

    def let_out(
        self,
        change: Change,
        passage: Passage,
        *,
        override: str = "",
        today: dt.date | None = None,
    ) -> Verdict:
        """Judge the passage and write its disclosure line into ``change``.

        Raises BasisMissing unless ``override`` gives the reason for letting it out all the same,
        and Barred, which no reason overrides.
        """
        verdict = _judged(change.connection, passage, today or this_day())
        reason = override.strip()
        if not verdict.allowed:
            if verdict.is_barred or not reason:
                raise refusal(change.connection, passage, verdict)
            verdict = Verdict(allowed=True, ground=Ground.OVERRIDE, why=verdict.why)
        is_override = verdict.ground == Ground.OVERRIDE
        line = _line(passage, verdict, self._casebook.me.person, reason if is_override else "")
        if not line.purpose and verdict.basis_id is not None:
            line.purpose = change.read(Basis, verdict.basis_id).purpose
        change.make(line)
        return verdict

    def shielded(self, case_id: bytes | None, *, today: dt.date | None = None) -> frozenset[bytes]:
        """Return the people of whom nothing is suggested in this case, and who are told nothing.

        The client is not one of them: their case is about them.
        """
        with self._casebook.read() as connection:
            found = shielded_people(_protections(connection, case_id), today or this_day())
            everywhere = widened(found, same.read(connection))
            return everywhere - _client_of(connection, case_id)

    def admit(self, case_id: bytes | None, *people: bytes) -> None:
        """Let these people be asked into the case's network or meeting.

        Raises Barred where one is protected; it does not say who, nor why.
        """
        if self.shielded(case_id) & set(people):
            with self._casebook.read() as connection:
                raise Barred(label_of(connection, case_id))


def refusal(connection: Connection, passage: Passage, verdict: Verdict) -> Barred | BasisMissing:
    """Return what is raised for a passage that is not allowed."""
    label = label_of(connection, passage.case_id)
    return Barred(label) if verdict.is_barred else BasisMissing(label, verdict.needs, verdict.why)


def this_day() -> dt.date:
    """Return the day of this machine."""
    return dt.datetime.now().astimezone().date()


def last_end(connection: Connection, case_id: bytes | None) -> dt.datetime | None:
    """Return when the bases of a case last ended with it, or None."""
    ends = _kept(connection, BasisEnd, case_id)
    return max((end.at for end in ends if end.at is not None), default=None)


def _judged(connection: Connection, passage: Passage, today: dt.date) -> Verdict:
    case_id = passage.case_id
    kept = same.read(connection)
    protections = _protections(connection, case_id)
    shielded = widened(shielded_people(protections, today), kept)
    passage = _recognised(connection, passage, shielded)
    undecided = {bytes(row[0]) for row in connection.exec_driver_sql(_CONFLICTS)}
    bases = [one for one in _kept(connection, Basis, case_id) if one.id not in undecided]
    if passage.way == Way.PARCEL:
        held = passage.people | _people_in(connection, case_id, passage.sections)
        passage = replace(passage, people=held)
    bars = _kept(connection, Bar, case_id)
    if kept:
        passage = under_one_card(connection, kept, passage, bases, bars, protections)
    return judge(
        passage,
        bases,
        bars,
        protections,
        today,
        ended_at=last_end(connection, case_id),
    )


def _recognised(connection: Connection, passage: Passage, shielded: frozenset[bytes]) -> Passage:
    """Take a receiver who is only named, or known by another card, for the protected namesake.

    Whoever is known here as somebody else is not: it is closed where it cannot be told.
    """
    receiver = passage.receiver
    free = receiver.is_client or receiver.is_own_office or not receiver.name
    known = receiver.correspondent_id is None and receiver.person_id is not None
    if free or known:
        return passage
    for person_id in shielded:
        row = connection.exec_driver_sql(_NAME, (person_id,)).first()
        if row is not None and _is_called(receiver.name, *row):
            return replace(passage, receiver=replace(receiver, person_id=person_id))
    return passage


def _is_called(name: str, given: str, family: str, called: str) -> bool:
    """Say whether a person is called so, by either first name, in whatever order of the words."""
    known = (full_name(given, family), full_name(given, family, called))
    wanted = sorted(fold(name).split())
    return any(sorted(fold(one).split()) == wanted for one in known)


def _kept(connection: Connection, table: type[Kept], case_id: bytes | None) -> list[Kept]:
    columns: Any = table.__table__  # type: ignore[attr-defined]
    found = connection.execute(select(columns).where(columns.c.case_id == case_id)).mappings()
    return [table(**row) for row in found]


def _protections(connection: Connection, case_id: bytes | None) -> list[Protection]:
    """Return the case's protections, and everybody's who stands in the directory."""
    columns: Any = Protection.__table__  # type: ignore[attr-defined]
    wanted = or_(columns.c.case_id == case_id, columns.c.person_id.in_(_DIRECTORY))
    statement = select(columns).where(columns.c.lifted_at.is_(None), wanted)
    return [Protection(**row) for row in connection.execute(statement).mappings()]


def _people_in(
    connection: Connection, case_id: bytes | None, sections: frozenset[str]
) -> frozenset[bytes]:
    """Return the people whose contact details travel with these sections as a whole."""
    found: list[Any] = []
    if "summary" in sections:
        found += connection.exec_driver_sql(_CLIENT, (case_id,)).all()
    if "network" in sections:
        found += connection.exec_driver_sql(_AROUND, {"case": case_id}).all()
    return frozenset(bytes(row[0]) for row in found)


def _client_of(connection: Connection, case_id: bytes | None) -> frozenset[bytes]:
    found = connection.exec_driver_sql("SELECT client_id FROM case_ WHERE id = ?", (case_id,))
    return frozenset(bytes(row[0]) for row in found if row[0] is not None)


def _line(passage: Passage, verdict: Verdict, person: str, override: str) -> Disclosure:
    receiver = passage.receiver
    return Disclosure(
        id=new_id(),
        case_id=passage.case_id,
        at=dt.datetime.now(dt.UTC),
        person=person,
        way=passage.way,
        what=passage.what,
        kind=passage.kind,
        record_id=passage.record_id,
        sections=as_words(passage.sections),
        areas=as_words(passage.areas),
        sector=receiver.sector,
        organisation=receiver.organisation,
        receiver=receiver.name,
        receiver_id=receiver.person_id or receiver.correspondent_id,
        purpose=passage.purpose,
        ground=verdict.ground,
        basis_id=verdict.basis_id,
        override=override,
    )
