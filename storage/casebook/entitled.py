"""What this vault knows of rights: who holds which devices, what was shared, what was taken back.

The law: a person belongs to our office when the office's newest roster names them with their key,
or when somebody compared the keys in person; what a card says of itself is worth nothing. Devices
that were taken back keep their rights up to the last batches the statement names, and lose them
beyond.
"""

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection

from storage.casebook.card_rows import last_heads
from storage.casebook.known import Known, Person
from storage.crypto.keypair import device_id
from storage.exchange.grants import GrantTold, read_writers
from storage.journal.canonical import decode_own
from storage.journal.peers import list_peers
from storage.journal.streams import Stream
from storage.lines.change import Identity
from storage.records.correspondents import Level
from storage.records.shares import ShareEnd, ShareKind
from storage.rules.rights import CONTENT, OWN, SHARING, Granted, Lent, Rights

_SHARES = "SELECT id, case_id, kind, correspondent_id, device, sections, ends, how_ended FROM share"
_GRANTS = (
    "SELECT share_id, case_id, giver_id, sections, how_ended, writers, revision FROM grant_"
    " ORDER BY revision, id"
)


class Entitled(NamedTuple):
    """Who may do what, and up to which seq of each stream a device that was taken back counts."""

    rights: Rights
    known: Known
    last_heads: dict[bytes, dict[Stream, int]]

    def with_grant(self, giver: bytes, told: GrantTold) -> "Entitled":
        """Return the same with one grant more, that is being taken in."""
        person = self.known.people.get(giver)
        one = Granted(
            frozenset() if person is None else _devices(person),
            frozenset(writer.device for writer in told.writers),
            frozenset(told.sections) & CONTENT,
            is_over=told.how_ended != ShareEnd.NONE,
        )
        granted = dict(self.rights.granted)
        granted[told.case_id] = (*granted.get(told.case_id, ()), one)
        return self._replace(rights=replace(self.rights, granted=granted))

    def with_pack(
        self, case_id: bytes, device: bytes, sections: frozenset[str], *, is_ours: bool
    ) -> "Entitled":
        """Return the same with a pack away, also where its share says that it is back or lost."""
        own = {SHARING} if is_ours else frozenset()
        one = Lent(frozenset({device}), sections | own, is_travel=True, is_ours=is_ours)
        lent = dict(self.rights.lent)
        lent[case_id] = (*lent.get(case_id, ()), one)
        return self._replace(rights=replace(self.rights, lent=lent))

    def is_taken_back(self, stream: Stream, seq: int) -> bool:
        """Say whether this batch lies beyond what a revocation of its device still lets count."""
        heads = self.last_heads.get(stream.device)
        return heads is not None and seq > heads.get(stream, 0)


def read_entitled(connection: Connection, me: Identity) -> Entitled:
    """Read everything that rights follow from, within the caller's transaction."""
    known = Known(connection, me)
    own = {peer.device for peer in list_peers(connection).values() if peer.own}
    own |= {device.device for card in known.own_cards for device in card.devices}
    colleagues = [one for one in known.people.values() if is_colleague(known, one)]
    rights = Rights(
        office_id=me.office_id,
        mailbox_id=me.person_id,
        own=frozenset(own | {me.device_id}),
        colleagues=frozenset(device for one in colleagues for device in _devices(one)),
        lent=_lent(connection, known),
        granted=_granted(connection, known),
    )
    return Entitled(rights, known, _last_heads(connection, known, rights))


def is_colleague(known: Known, person: Person) -> bool:
    """Say whether a person belongs to our office, on better grounds than their own word."""
    if person.blocked or not any(card.office_id == known.me.office_id for card in person.counting):
        return False
    if person.held.standing is Level.COMPARED:
        return True
    return any(
        roster.office == known.office and roster.lists(person.person_id, person.root)
        for roster in known.rosters
    )


def _devices(person: Person) -> frozenset[bytes]:
    return frozenset(device.device for device in person.all_devices)


def _lent(connection: Connection, known: Known) -> dict[bytes, tuple[Lent, ...]]:
    found: dict[bytes, list[Lent]] = {}
    for row in connection.exec_driver_sql(_SHARES).mappings():
        person = known.people.get(bytes(row["correspondent_id"] or b""))
        is_travel = row["kind"] == ShareKind.TRAVEL
        is_ours = row["correspondent_id"] is None or (
            person is not None and is_colleague(known, person)
        )
        sections = frozenset(str(row["sections"]).split()) & CONTENT
        sections -= frozenset() if is_ours else {OWN}
        lent = Lent(
            _lent_devices(person, bytes(row["device"] or b"") if is_travel else None),
            sections | ({SHARING} if is_travel and is_ours else frozenset()),
            dt.date.fromisoformat(row["ends"]) if row["ends"] else None,
            is_over=row["how_ended"] != ShareEnd.NONE,
            is_travel=is_travel,
            is_ours=is_travel and is_ours,
        )
        found.setdefault(bytes(row["case_id"]), []).append(lent)
    return {case: tuple(shares) for case, shares in found.items()}


def _lent_devices(person: Person | None, pack_key: bytes | None) -> frozenset[bytes]:
    """Return a pack's device by its public key, else the person's devices."""
    if pack_key is not None:
        return frozenset({device_id(pack_key)} if pack_key else ())
    return frozenset() if person is None else _devices(person)


def _granted(connection: Connection, known: Known) -> dict[bytes, tuple[Granted, ...]]:
    """Return what was shared with us: of each share the last telling, and all writers ever told."""
    last: dict[bytes, Granted] = {}
    case_of: dict[bytes, bytes] = {}
    for row in connection.exec_driver_sql(_GRANTS).mappings():
        person = known.people.get(bytes(row["giver_id"] or b""))
        share = bytes(row["share_id"])
        before = last[share].writers if share in last else frozenset()
        told = read_writers(decode_own(bytes(row["writers"]))) if row["writers"] else ()
        last[share] = Granted(
            frozenset() if person is None else _devices(person),
            before | {one.device for one in told},
            frozenset(str(row["sections"]).split()) & CONTENT,
            is_over=row["how_ended"] != ShareEnd.NONE,
        )
        case_of[share] = bytes(row["case_id"])
    found: dict[bytes, list[Granted]] = {}
    for share, one in last.items():
        found.setdefault(case_of[share], []).append(one)
    return {case: tuple(grants) for case, grants in found.items()}


def _last_heads(
    connection: Connection, known: Known, rights: Rights
) -> dict[bytes, dict[Stream, int]]:
    """Return, of each device that somebody who may took back, the last seq per stream."""
    found: dict[bytes, dict[Stream, int]] = {}
    gone = dict.fromkeys(known.own_revoked & rights.own, known.own_speakers)
    for one in known.people.values():
        speakers = known.speakers(one.cards)
        gone |= dict.fromkeys(one.revoked, speakers)
    for device, speakers in gone.items():
        heads = last_heads(connection, device, speakers)
        found[device] = {
            Stream(scope, section, device): seq for (scope, section), seq in heads.items()
        }
    return found
