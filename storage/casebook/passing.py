"""Which of the shares given may be sent now, and the disclosure line of what is sent.

The law: the gate is asked for every live share each time something is to go, so a basis withdrawn a
minute ago counts; its line is written in the change that lets the parcel out, and says only the
sections of which something new goes. What goes back to somebody who gave us a case is his own case.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection

from storage.casebook.change import Change
from storage.casebook.core import Core
from storage.casebook.desk import Row
from storage.casebook.entitled import Entitled, is_colleague
from storage.casebook.gate import Gate
from storage.casebook.known import Person
from storage.casebook.labels import label_in
from storage.journal.driver import driver
from storage.journal.streams import Place
from storage.lines.delivery import HeldBack
from storage.records.log import LogWhat
from storage.records.people import Sector
from storage.records.shares import ShareEnd, ShareKind
from storage.rules.fold import fold
from storage.rules.rights import CONTENT, LOG, OWN
from storage.rules.sharing import Passage, Receiver, Way

_SHARES = (
    "SELECT s.id, s.case_id, s.sections, s.purpose, s.ends, c.mark, c.number FROM share s"
    " LEFT JOIN case_ c ON c.id = s.case_id"
    " WHERE s.correspondent_id = ? AND s.how_ended = ? AND s.kind <> ? ORDER BY s.id"
)
_ORGANISATIONS = "SELECT name, sector FROM organisation"


class LiveShare(NamedTuple):
    """A share that sends: of which case, which sections, and the passage that is asked for."""

    id: bytes
    case_id: bytes
    label: str
    passage: Passage


class Passing:
    """What may pass to one person now."""

    def __init__(
        self, casebook: Core, connection: Connection, entitled: Entitled, person: Person, now: int
    ) -> None:
        """Ask the gate for each live share of this person."""
        self._casebook = casebook
        self._today = day_of(now)
        self.held_back: list[HeldBack] = []
        self.held: dict[bytes, str] = {}
        self.shares: list[LiveShare] = []
        receiver = receiver_of(connection, entitled, person)
        for share in _live(connection, entitled, person, receiver, self._today):
            verdict = Gate(casebook).judge(share.passage, today=self._today)
            if verdict.allowed:
                self.shares.append(share)
            else:
                reason = "barred" if verdict.is_barred else "no-basis"
                self.held_back.append(HeldBack(person.name, share.label, reason))
                self.held[share.id] = reason

    @property
    def places(self) -> frozenset[Place]:
        """Return the places of cases that may be sent of."""
        return frozenset(
            (share.case_id, section) for share in self.shares for section in share.passage.sections
        )

    def let_out(self, change: Change, fresh: Iterable[Place]) -> None:
        """Write the disclosure lines of the sections of which something new goes.

        Raises BasisMissing and Barred when what may pass has changed meanwhile.
        """
        told: dict[bytes, set[str]] = {}
        for case_id, section in fresh:
            if section != LOG:  # a log line about log lines would be the next one to go
                told.setdefault(case_id, set()).add(section)
        for share in self.shares:
            sections = share.passage.sections & told.get(share.case_id, set())
            if sections:
                passage = replace(share.passage, sections=frozenset(sections))
                Gate(self._casebook).let_out(change, passage, today=self._today)
                told[share.case_id] -= sections
        for case_id, rest in told.items():
            if rest and case_id != self._casebook.me.office_id:
                # in the office's log, not in the case's: that one goes to the giver, and would
                # have something new to bring after every writing
                change.log(LogWhat.EXCHANGED, kind="case", record_id=case_id, detail="share.return")


def receiver_of(connection: Connection, entitled: Entitled, person: Person) -> Receiver:
    """Return a correspondent as the gate judges them; the sector is their organisation's."""
    wanted = fold(person.organisation)
    found = driver(connection).execute(_ORGANISATIONS)
    sectors = {fold(name): sector for name, sector in found}
    return Receiver(
        sector=sectors.get(wanted, Sector.OTHER) if wanted else Sector.OTHER,
        organisation=wanted,
        person_id=person.person_id,
        correspondent_id=person.id,
        is_own_office=is_colleague(entitled.known, person),
        name=person.name,
    )


def day_of(now: int) -> dt.date:
    """Return the local day of a time in Unix ms."""
    return dt.datetime.fromtimestamp(now / 1000, dt.UTC).astimezone().date()


def _live(
    connection: Connection,
    entitled: Entitled,
    person: Person,
    receiver: Receiver,
    today: dt.date,
) -> Iterable[LiveShare]:
    kept = (person.id, str(ShareEnd.NONE), str(ShareKind.TRAVEL))
    for row in connection.exec_driver_sql(_SHARES, kept).mappings().all():
        if row["ends"] and dt.date.fromisoformat(row["ends"]) < today:
            continue
        sections = frozenset(str(row["sections"]).split()) & CONTENT
        sections -= frozenset() if is_colleague(entitled.known, person) else {OWN}
        yield LiveShare(
            bytes(row["id"]),
            bytes(row["case_id"]),
            label_in(row),
            _passage(row, sections, receiver),
        )


def _passage(row: Row, sections: frozenset[str], receiver: Receiver) -> Passage:
    return Passage(
        case_id=bytes(row["case_id"]),
        sections=sections,
        areas=frozenset(),
        receiver=receiver,
        way=Way.PARCEL,
        purpose=str(row["purpose"]),
        what="share",
        kind="share",
        record_id=bytes(row["id"]),
    )
