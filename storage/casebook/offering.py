"""What goes out beside records: one's own card, the grants, the people that shared sections name.

The law: an item is made anew only when it says something else than the last one, and then stands
in the place of those that nobody has acknowledged. A grant and its people go only to somebody whom
case data may go to; people out of the directory go only to other offices: colleagues have it.
"""

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256
from itertools import product

from sqlalchemy import Connection

from storage.casebook import place, same
from storage.casebook.desk import Row
from storage.casebook.entitled import Entitled, is_colleague
from storage.casebook.known import Person
from storage.casebook.labels import label_in
from storage.casebook.own_card import make_card
from storage.crypto.keypair import DeviceSigner
from storage.exchange import outbox
from storage.exchange.card import seal_card
from storage.exchange.grants import (
    ACTORS,
    GRANT,
    ActorOrganisation,
    ActorPerson,
    Actors,
    GrantTold,
    read_grant,
)
from storage.journal.peers import list_peers
from storage.journal.states import read_states
from storage.lines.change import Identity
from storage.records.shares import ShareEnd, ShareKind
from storage.refusals import CertificateMissing
from storage.rules import trust
from storage.rules.rights import CONTENT, OWN

CARD = "card"
LASTING = ("revocation", "message", "receipt")  # the others are made anew for each device
CARD_DAYS = 56  # a card lasts 26 weeks; nobody should hold one that is about to end
_DAY_MS = 24 * 60 * 60 * 1000
_SHARES = (
    "SELECT s.id, s.case_id, s.kind, s.correspondent_id, s.given_at, s.sections, s.purpose,"
    " s.ends, s.how_ended, c.mark, c.number FROM share s LEFT JOIN case_ c ON c.id = s.case_id"
    " WHERE s.kind <> :travel ORDER BY s.id"
)
_WRITERS = (
    "SELECT DISTINCT stream.device FROM stream JOIN section ON section.id = stream.section"
    " WHERE section.scope = ? AND section.name IN (SELECT value FROM json_each(?))"
)
_NAMED = {
    "network": (
        "SELECT person_id AS one FROM tie WHERE case_id = :case"
        " UNION SELECT from_id FROM handover WHERE case_id = :case"
        " UNION SELECT to_id FROM handover WHERE case_id = :case"
    ),
    "meetings": (
        "SELECT person_id AS one FROM attendance WHERE case_id = :case"
        " UNION SELECT owner_id FROM agenda_item WHERE case_id = :case"
        " UNION SELECT speaker_id FROM entry WHERE case_id = :case AND tier <> 'own'"
        " UNION SELECT doer_id FROM agreement WHERE case_id = :case AND tier <> 'own'"
    ),
    "actions": "SELECT owner_id AS one FROM action WHERE case_id = :case",
    "follow-ups": (
        "SELECT person_id AS one FROM contact_attempt WHERE case_id = :case"
        " UNION SELECT person_id FROM follow_up WHERE case_id = :case"
        " UNION SELECT person_id FROM lost_contact_step WHERE case_id = :case"
    ),
}
_TIED = "SELECT organisation_id FROM tie WHERE case_id = :case AND organisation_id IS NOT NULL"
_PERSON = (
    "SELECT ?1, family_name, given_name, called, organisation_id, title, sector, phone, email"
    f" FROM person WHERE id = {same.one('?1')} AND case_id IS NULL"
)
_ORGANISATION = f"SELECT ?1, name, sector FROM organisation WHERE id = {same.one('?1')}"


def offer(
    connection: Connection, me: Identity, signer: DeviceSigner, entitled: Entitled, now: int
) -> None:
    """Put into the outbox what others should have of us by now."""
    shares = connection.exec_driver_sql(_SHARES, {"travel": str(ShareKind.TRAVEL)}).mappings().all()
    by_person: dict[bytes, list[Row]] = {}
    for row in shares:
        person = entitled.known.people.get(bytes(row["correspondent_id"] or b""))
        if person is None or not may_have_cases(person, now):
            continue
        _offer_grant(connection, person, row)
        by_person.setdefault(person.id, []).append(row)
    for key, rows in by_person.items():
        person = entitled.known.people[key]
        if not is_colleague(entitled.known, person):
            _offer_actors(connection, person, rows)
    _owe_newcomers(connection, entitled)
    _offer_card(connection, me, signer, entitled, now)


def may_have_cases(person: Person, now: int) -> bool:
    """Say whether anything of a case may be sealed to this person."""
    return trust.may_get_case_data(person.held, is_expired=person.expires <= now)


def _offer_card(
    connection: Connection, me: Identity, signer: DeviceSigner, entitled: Entitled, now: int
) -> None:
    try:
        card = make_card(connection, me, signer, now)
    except CertificateMissing:
        return
    told = sha256(repr(card._replace(issued=0, expires=0)).encode()).digest()
    kept = place.find_value(connection, "card-told")
    data = place.find_value(connection, "card-data")
    made = int.from_bytes(kept[32:], "big") if kept else 0
    if kept is None or data is None or kept[:32] != told or now - made > CARD_DAYS * _DAY_MS:
        data = seal_card(card, signer)
        place.keep_value(connection, "card-told", told + now.to_bytes(8, "big"))
        place.keep_value(connection, "card-data", data)
    known = entitled.known
    devices = {one.device for one in known.own_devices}
    busy = outbox.devices_owed(connection)
    is_renewed = any(
        one.own and one.device != me.device_id for one in list_peers(connection).values()
    )
    for person in known.people.values():
        theirs = {one.device for one in person.devices}
        is_near = person.last_contact is not None or theirs & busy
        if not person.blocked and (is_near or is_renewed):  # who has the old card needs the new one
            devices |= theirs
    _owe_only(connection, CARD, data, devices)


def _owe_newcomers(connection: Connection, entitled: Entitled) -> None:
    """Owe to a new device, a restored vault too, what none of its person's others has yet."""
    for person in entitled.known.people.values():
        every = [one.device for one in person.all_devices]
        if not every[1:] or person.blocked:
            continue
        for device, kind in product([one.device for one in person.devices], LASTING):
            outbox.owe_newcomer(connection, kind, device, every)


def _owe_only(connection: Connection, kind: str, data: bytes, devices: Iterable[bytes]) -> None:
    """Owe ``data`` in the place of every other item of the kind that was not acknowledged."""
    one = outbox.item_id(kind, data)
    owed = tuple(devices)
    for device in owed:
        for other, state in outbox.of_kind(connection, kind, device).items():
            if other != one and state is not outbox.State.RECEIVED:
                outbox.give_up(connection, other, device)
    outbox.add(connection, kind, data, owed)


def _offer_grant(connection: Connection, person: Person, row: Row) -> None:
    told = told_of(connection, row)
    data = told.pack()
    one = outbox.item_id(GRANT, data)
    devices = [device.device for device in person.devices]
    for device in devices:
        for item in outbox.owed_to(connection, device, 0):
            if item.kind == GRANT and item.id != one and _is_older(item.data, told):
                outbox.give_up(connection, item.id, device)
    is_over = told.how_ended != ShareEnd.NONE
    was_told = any(outbox.of_kind(connection, GRANT, device) for device in devices)
    if was_told or not is_over:  # of a share that ended before it was told, nothing is told
        outbox.add(connection, GRANT, data, devices)


def _is_older(data: bytes, told: GrantTold) -> bool:
    held = read_grant(data)
    return held.share_id == told.share_id and held.revision <= told.revision


def told_of(connection: Connection, row: Row) -> GrantTold:
    """Return what a share's receiver is told of it."""
    share, case = bytes(row["id"]), bytes(row["case_id"])
    state = read_states(connection, (share,)).states[share]
    sections = frozenset(str(row["sections"]).split()) & CONTENT
    if row["how_ended"] != ShareEnd.NONE:
        sections = frozenset()
    peers = list_peers(connection)
    writers = connection.exec_driver_sql(_WRITERS, (case, _json(sections)))
    given = str(row["given_at"] or "")
    return GrantTold(
        share_id=share,
        revision=max((op.clock for op in state.heads), default=0),
        case_id=case,
        kind=str(row["kind"]),
        label=label_in(row),
        given_at=int(dt.datetime.fromisoformat(given).timestamp() * 1000) if given else 0,
        sections=tuple(sorted(sections)),
        purpose=str(row["purpose"]),
        ends=str(row["ends"] or ""),
        how_ended=str(row["how_ended"]),
        writers=tuple(peers[bytes(one[0])] for one in writers if bytes(one[0]) in peers),
    )


def _offer_actors(connection: Connection, person: Person, rows: Iterable[Row]) -> None:
    people: dict[bytes, ActorPerson] = {}
    organisations: dict[bytes, ActorOrganisation] = {}
    for row in rows:
        if row["how_ended"] != ShareEnd.NONE:
            continue
        case = row["case_id"]
        sections = (frozenset(str(row["sections"]).split()) & CONTENT) - {OWN}
        gather(connection, case, sections, people, organisations)
    if people or organisations:
        actors = Actors(tuple(people.values()), tuple(organisations.values()))
        _owe_only(connection, ACTORS, actors.pack(), [one.device for one in person.devices])


def gather(
    connection: Connection,
    case: bytes,
    sections: frozenset[str],
    people: dict[bytes, ActorPerson],
    organisations: dict[bytes, ActorOrganisation],
) -> None:
    """Add whom the sections of one case name out of the directory."""
    wanted: set[bytes] = set()
    for section in sections & _NAMED.keys():
        for (one,) in connection.exec_driver_sql(_NAMED[section], {"case": case}).all():
            row = connection.exec_driver_sql(_PERSON, (one,)).first() if one else None
            if row is not None:
                people[bytes(one)] = ActorPerson(*row)
                wanted |= {bytes(row[4])} if row[4] else set()
    if "network" in sections:
        wanted |= {bytes(row[0]) for row in connection.exec_driver_sql(_TIED, {"case": case})}
    for one in wanted:
        row = connection.exec_driver_sql(_ORGANISATION, (one,)).first()
        if row is not None:
            organisations[one] = ActorOrganisation(*row)


def _json(words: Iterable[str]) -> str:
    return "[" + ",".join(f'"{word}"' for word in sorted(words)) + "]"
