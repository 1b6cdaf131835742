"""The shares' desk: which sections of a case go to whom, why and until when; what others gave us.

The law: the gate is asked before a share is given, and again at every parcel, so a basis that ends
stops the share too. Withdrawing stops at once what has not gone out; what was sent is listed as it
was, section by section, and stays with whoever has it.
"""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection

from storage.casebook.desk import Desk, Row, as_day, as_moment
from storage.casebook.entitled import Entitled, read_entitled
from storage.casebook.gate import Gate, refusal, this_day
from storage.casebook.labels import label_in
from storage.casebook.receivers import Receivers
from storage.crypto.keypair import device_id
from storage.errors import Invalid
from storage.exchange.reach import sent_places
from storage.lines.delivery import GrantLine, SentSection, ShareLine
from storage.records.identity import new_id
from storage.records.shares import Share, ShareEnd, ShareKind
from storage.rules.rights import CONTENT, OWN
from storage.rules.sharing import Passage, Way

_SHARES = (
    "SELECT s.*, c.mark, c.number, p.organisation FROM share s"
    " LEFT JOIN case_ c ON c.id = s.case_id"
    " LEFT JOIN correspondent p ON p.id = s.correspondent_id"
    " WHERE (:case IS NULL OR s.case_id = :case) ORDER BY s.given_at DESC, s.id"
)
_GRANTS = (
    "SELECT g.*, p.name AS giver, EXISTS (SELECT 1 FROM case_ WHERE case_.id = g.case_id) AS held"
    " FROM grant_ g LEFT JOIN correspondent p ON p.id = g.giver_id"
    " WHERE g.revision = (SELECT max(o.revision) FROM grant_ o WHERE o.share_id = g.share_id)"
    " ORDER BY g.given_at DESC, g.share_id"
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
        then), Invalid (sections: unknown-word, own-only; ends: date-passed), RecordMissing.
        """
        wanted = _judged(frozenset(sections), ends)
        with self._casebook.change("share.give") as change:
            receiver = Receivers(self._casebook).correspondent(correspondent_id)
            if OWN in wanted and not receiver.is_own_office:
                raise Invalid("share", "sections", "own-only")
            passage = Passage(case_id, wanted, frozenset(), receiver, Way.PARCEL, purpose)
            verdict = Gate(self._casebook).judge(passage)
            if not verdict.allowed:
                raise refusal(change.connection, passage, verdict)
            share = Share(
                id=new_id(),
                case_id=case_id,
                kind=kind,
                correspondent_id=correspondent_id,
                name=receiver.name,
                given_at=dt.datetime.now(dt.UTC),
                given_by=self._casebook.me.person,
                sections=" ".join(sorted(wanted)),
                purpose=purpose,
                ends=ends,
            )
            return change.make(share).id

    def withdraw(self, share_id: bytes) -> None:
        """End a share now. Raises RecordMissing, and Invalid (ended) where it has ended."""
        with self._casebook.change("share.withdraw") as change:
            share = change.read(Share, share_id)
            if share.how_ended != ShareEnd.NONE:
                raise Invalid("share", "", "ended")
            is_pack = share.kind == ShareKind.TRAVEL  # it is out, and nothing calls it back
            how = ShareEnd.LOST if is_pack else ShareEnd.WITHDRAWN
            change.edit(Share, share_id, how_ended=how, ended_at=dt.datetime.now(dt.UTC))

    def lines(self, case_id: bytes | None = None) -> tuple[ShareLine, ...]:
        """Return the shares of a case, or all, the last given first."""
        rows = self._rows(_SHARES, {"case": case_id})
        with self._casebook.read() as connection:
            entitled = read_entitled(connection, self._casebook.me)
            return tuple(self._line(connection, entitled, row) for row in rows)

    def received(self) -> tuple[GrantLine, ...]:
        """Return what others share with us, the last given first."""
        return tuple(_grant(row) for row in self._rows(_GRANTS))

    def _line(self, connection: Connection, entitled: Entitled, row: Row) -> ShareLine:
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
            state=_state(row),
            sent=_sent(connection, entitled, row),
        )


def _judged(sections: frozenset[str], ends: dt.date | None) -> frozenset[str]:
    if not sections or not sections <= CONTENT:
        raise Invalid("share", "sections", "unknown-word")
    if ends is not None and ends < this_day():
        raise Invalid("share", "ends", "date-passed")
    return sections


def _state(row: Row) -> str:
    if row["how_ended"]:
        return str(row["how_ended"])
    ends = as_day(row["ends"])
    return "expired" if ends is not None and ends < this_day() else "live"


def _sent(connection: Connection, entitled: Entitled, row: Row) -> tuple[SentSection, ...]:
    """Return what of the shared case was ever written for this person's devices."""
    person = entitled.known.people.get(bytes(row["correspondent_id"] or b""))
    devices = set() if person is None else {one.device for one in person.all_devices}
    if row["device"]:
        devices = {device_id(bytes(row["device"]))}
    found: dict[str, SentSection] = {}
    for one in sent_places(connection, bytes(row["case_id"])):
        if one.device in devices:
            first = dt.datetime.fromtimestamp(one.first / 1000, dt.UTC)
            last = dt.datetime.fromtimestamp(one.last / 1000, dt.UTC)
            before = found.get(one.section)
            found[one.section] = SentSection(
                one.section,
                min(first, before.first) if before else first,
                max(last, before.last) if before else last,
                one.batches + (before.batches if before else 0),
                has=False,
            )
    return tuple(found[section] for section in sorted(found))


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
