"""The shares' desk: which sections of a case go to whom, why and until when; what others gave us.

The law: the gate is asked before a share is given, and again at every parcel, so a basis that ends
stops the share too. Withdrawing stops at once what has not gone out; what was sent is listed as it
was, section by section, and stays with whoever has it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from storage.casebook.desk import Desk, Row, as_day, as_moment
from storage.casebook.entitled import Entitled, read_entitled
from storage.casebook.gate import Gate, refusal, this_day
from storage.casebook.gone import sent_sections
from storage.casebook.known import Known, Person
from storage.casebook.labels import label_in, label_of
from storage.casebook.offering import may_have_cases
from storage.casebook.passing import Passing
from storage.casebook.receivers import Receivers
from storage.errors import Invalid
from storage.exchange import history
from storage.journal.clock import system_ms
from storage.lines.delivery import GrantLine, ShareLine
from storage.records.identity import new_id
from storage.records.shares import Share, ShareEnd, ShareKind
from storage.refusals import ShareRefused
from storage.rules.rights import CONTENT, OWN
from storage.rules.sharing import Passage, Verdict, Way

_SHARES = (
    "SELECT s.*, c.mark, c.number, p.organisation FROM share s"
    " LEFT JOIN case_ c ON c.id = s.case_id"
    " LEFT JOIN correspondent p ON p.id = s.correspondent_id"
    " WHERE (:case IS NULL OR s.case_id = :case) AND (:to IS NULL OR s.correspondent_id = :to)"
    " ORDER BY s.given_at DESC, s.id"
)
_GRANTS = (
    "SELECT g.*, p.name AS giver, EXISTS (SELECT 1 FROM case_ WHERE case_.id = g.case_id) AS held"
    " FROM grant_ g LEFT JOIN correspondent p ON p.id = g.giver_id"
    " WHERE g.revision = (SELECT max(o.revision) FROM grant_ o WHERE o.share_id = g.share_id)"
    " ORDER BY g.given_at DESC, g.share_id"
)


_OTHERS = (
    "SELECT 1 FROM grant_ WHERE case_id = ?1 AND NOT EXISTS"
    " (SELECT 1 FROM grant_ WHERE case_id = ?1 AND kind = ?2)"
)


class Shares(Desk):
    """Gives shares, ends them, and lists them."""

    def give(
        self,
        case_id: bytes,
        correspondent_id: bytes,
        sections: Iterable[str],
        *,
        purpose: str,
        ends: dt.date | None = None,
        kind: ShareKind = ShareKind.COLLEAGUE,
    ) -> bytes:
        """Share sections of a case with a correspondent; returns the share's id.

        Nothing leaves before the next exchange. Raises BasisMissing and Barred (nothing is kept
        then), ShareRefused (nothing, own-only, not-held), Invalid (sections: unknown-word; ends:
        date-passed), RecordMissing.
        """
        wanted = _asked_for(sections, ends)
        with self._casebook.change("share.give") as change:
            if not is_held(change.connection, case_id):
                raise ShareRefused("not-held")
            passage = self._passage(case_id, correspondent_id, wanted, purpose)
            if OWN in wanted and not passage.receiver.is_own_office:
                raise ShareRefused("own-only")
            verdict = Gate(self._casebook).judge(passage)
            if not verdict.allowed:
                raise refusal(change.connection, passage, verdict)
            share = Share(
                id=new_id(),
                case_id=case_id,
                kind=kind,
                correspondent_id=correspondent_id,
                name=passage.receiver.name,
                given_at=dt.datetime.now(dt.UTC),
                given_by=self._casebook.me.person,
                sections=" ".join(sorted(wanted)),
                purpose=purpose,
                ends=ends,
            )
            return change.make(share).id

    def judge(
        self, case_id: bytes, correspondent_id: bytes, sections: Iterable[str]
    ) -> tuple[Verdict, str]:
        """Say on what a share would stand, and what of the person's keys would hold it back.

        The second: unknown, key-change, expired, or nothing. Writes nothing. Raises RecordMissing.
        """
        passage = self._passage(case_id, correspondent_id, frozenset(sections), "")
        with self._casebook.read() as connection:
            person = Known(connection, self._casebook.me).people[correspondent_id]
            return Gate(self._casebook).judge(passage), key_trouble(person, system_ms())

    def _passage(
        self, case_id: bytes, correspondent_id: bytes, sections: frozenset[str], purpose: str
    ) -> Passage:
        receiver = Receivers(self._casebook).correspondent(correspondent_id)
        return Passage(case_id, sections, frozenset(), receiver, Way.PARCEL, purpose)

    def withdraw(self, share_id: bytes) -> None:
        """End a share now. Raises RecordMissing, and ShareRefused (ended) where it has ended."""
        with self._casebook.change("share.withdraw") as change:
            share = change.read(Share, share_id)
            if share.how_ended != ShareEnd.NONE:
                raise ShareRefused("ended")
            is_pack = share.kind == ShareKind.TRAVEL  # it is out, and nothing calls it back
            how = ShareEnd.LOST if is_pack else ShareEnd.WITHDRAWN
            change.edit(Share, share_id, how_ended=how, ended_at=dt.datetime.now(dt.UTC))
            if not is_pack:
                label = label_of(change.connection, share.case_id)
                history.note_withdrawn(change.connection, share.name, label, (("grant", 1),))

    def lines(
        self, case_id: bytes | None = None, *, to: bytes | None = None
    ) -> tuple[ShareLine, ...]:
        """Return the shares of a case, of a correspondent ``to``, or all, the last given first."""
        rows = self._rows(_SHARES, {"case": case_id, "to": to})
        with self._casebook.read() as connection:
            entitled = read_entitled(connection, self._casebook.me)
            held = self._held(connection, entitled)
            return tuple(self._line(connection, entitled, row, held) for row in rows)

    def received(self) -> tuple[GrantLine, ...]:
        """Return what others share with us, the last given first."""
        return tuple(_grant(row) for row in self._rows(_GRANTS))

    def _held(self, connection: Connection, entitled: Entitled) -> dict[bytes, str]:
        """Return why a share that is in force sends nothing now, by its id."""
        now, found = system_ms(), {}
        for person in entitled.known.people.values():
            passing = Passing(self._casebook, connection, entitled, person, now)
            found.update(passing.held)
            reason = key_trouble(person, now)
            if reason:
                found.update((share.id, reason) for share in passing.shares)
        return found

    def _line(
        self, connection: Connection, entitled: Entitled, row: Row, held: Mapping[bytes, str]
    ) -> ShareLine:
        state, why = _state(row), held.get(bytes(row["id"]), "")
        return ShareLine(
            id=row["id"],
            case_id=row["case_id"],
            case_label=label_in(row),
            kind=row["kind"],
            name=row["name"],
            organisation=row["organisation"] or "",
            sections=tuple(row["sections"].split()),
            purpose=row["purpose"],
            given_at=as_moment(row["given_at"]),
            given_by=row["given_by"],
            ends=as_day(row["ends"]),
            ended_at=as_moment(row["ended_at"]),
            state="held-back" if why and state == "live" else state,
            sent=sent_sections(connection, entitled, row),
            held=why,
        )


def _asked_for(sections: Iterable[str], ends: dt.date | None) -> frozenset[str]:
    """Return the sections asked for. Raises ShareRefused and Invalid."""
    wanted = frozenset(sections)
    if not wanted:
        raise ShareRefused("nothing")
    if not wanted <= CONTENT:
        raise Invalid("share", "sections", "unknown-word")
    if ends is not None and ends < this_day():
        raise Invalid("share", "ends", "date-passed")
    return wanted


def is_held(connection: Connection, case_id: bytes) -> bool:
    """Say whether a case is this vault's to share: opened here, or handed over to us."""
    is_here = connection.exec_driver_sql("SELECT 1 FROM case_ WHERE id = ?", (case_id,)).first()
    others = connection.exec_driver_sql(_OTHERS, (case_id, str(ShareKind.HANDOVER))).first()
    return bool(is_here) and not others


def key_trouble(person: Person, now: int) -> str:
    """Return what of a person's keys keeps case data back: unknown, key-change, expired, or ""."""
    if person.blocked:
        return "key-change"
    if may_have_cases(person, now):
        return ""
    return "expired" if person.expires <= now else "unknown"


def _state(row: Row) -> str:
    if row["how_ended"]:
        return str(row["how_ended"])
    ends = as_day(row["ends"])
    return "expired" if ends is not None and ends < this_day() else "live"


def _grant(row: Row) -> GrantLine:
    return GrantLine(
        share_id=row["share_id"],
        case_id=row["case_id"],
        label=row["label"],
        kind=row["kind"],
        giver_id=row["giver_id"],
        giver=row["giver"] or "",
        sections=tuple(row["sections"].split()),
        purpose=row["purpose"],
        given_at=as_moment(row["given_at"]),
        ends=as_day(row["ends"]),
        state=_state(row),
        has_case=bool(row["held"]),
    )
