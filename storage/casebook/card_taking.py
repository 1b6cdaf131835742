"""Taking a card in: judged, kept, its devices known to the journal; the same for revocations.

The law: everything was checked before a line here runs (``card.open_card``); the rule decides what
it means (``rules/trust``), and nothing of a root that nobody decided about becomes a peer. A card
that was passed on by another device than its own changes nothing when it comes in a parcel.
"""

from typing import Any, NamedTuple

from storage.casebook.change import Change
from storage.casebook.known import Known, Person
from storage.errors import Invalid
from storage.exchange.card import Card
from storage.exchange.revocation import Statement
from storage.exchange.roster import keep_roster
from storage.journal.peers import Peer, list_peers, save_peer
from storage.lines.change import Identity
from storage.records.correspondents import (
    ContactCard,
    Correspondent,
    DeviceRevocation,
    Level,
    correspondent_id,
)
from storage.records.identity import derive_id
from storage.refusals import CardRefused
from storage.rules.trust import Held, News, Shown, judge

OWN_DEVICE = "own-device"


class Judged(NamedTuple):
    """What a card means here: whose it is, what is known after it, what is news."""

    correspondent: bytes
    person: Person | None
    after: Held
    news: tuple[str, ...]
    is_me: bool


def judge_card(known: Known, card: Card, me: Identity) -> Judged:
    """Say what the card means. Raises CardRefused (own, revoked) and Invalid (mark taken)."""
    key = correspondent_id(me.person_id, card.person_id)
    shown = Shown(
        card.root,
        frozenset(one.device for one in card.devices),
        frozenset(one.device for one in card.revoked),
        card.issued,
    )
    if card.person_id == me.person_id:
        return _judge_own(known, card, me, key)
    person = known.people.get(key)
    if person is not None and card.root == person.root and card.issuer in person.revoked:
        raise CardRefused("revoked")
    vouched = known.is_vouched(card.person_id, card.root) or _vouches_now(known, card)
    after, news = judge(person.held if person else None, shown, vouched=vouched)
    return Judged(key, person, after, tuple(str(one) for one in news), is_me=False)


def _judge_own(known: Known, card: Card, me: Identity, key: bytes) -> Judged:
    if card.root != known.root or card.issuer == me.device_id:
        raise CardRefused("own")
    if card.issuer in known.own_revoked:
        raise CardRefused("revoked")
    have = {device.device for device in known.own_devices} | {me.device_id}
    is_new = any(device.device not in have for device in card.devices)
    news = (OWN_DEVICE,) if is_new else ()
    return Judged(key, None, Held(card.root, Level.COMPARED), news, is_me=True)


def _vouches_now(known: Known, card: Card) -> bool:
    """Say whether the card brings a newer roster of a trusted office, with its person in it."""
    roster = card.vouching
    if roster is None or roster.office not in known.offices:
        return False
    held = [one.number for one in known.rosters if one.office == roster.office]
    return all(roster.number > number for number in held)


def need_free_marks(change: Change, card: Card, me: Identity) -> None:
    """Raise Invalid (mark, taken) if a device of this office or person has a mark of another."""
    if card.office_id != me.office_id and card.person_id != me.person_id:
        return
    taken = {peer.mark: peer.device for peer in list_peers(change.connection).values()}
    if any(taken.get(one.mark, one.device) != one.device for one in card.devices):
        raise Invalid("vault", "mark", "taken")


def keep_card(change: Change, data: bytes, card: Card, judged: Judged, me: Identity) -> None:
    """Write what the card means: the person, the card, its devices as peers, its roster."""
    if card.roster is not None:
        keep_roster(change.connection, card.roster)
    if not judged.is_me:
        keep_person(change, judged.correspondent, card, judged.after, me)
    files = known_files(change, judged.correspondent)
    is_first = all((one.root, one.issuer) != (card.root, card.issuer) for one in files)
    if is_first or News.OLDER not in judged.news:  # a new device's clock may be behind
        _keep_file(change, data, card, judged.correspondent, me)
    if judged.is_me or judged.after.root == card.root:
        save_peers(change, card)
        _keep_stubs(change, card, me)


def keep_person(change: Change, key: bytes, card: Card, after: Held, me: Identity) -> None:
    """Write the correspondent; while blocked, name and organisation stay as they were."""
    fields: dict[str, Any] = {
        "root": after.root,
        "level": after.level,
        "blocked": after.blocked,
        "pending": after.pending,
    }
    is_new = change.find(Correspondent, key) is None
    if is_new or (after.root == card.root and not after.blocked):
        fields |= {"name": card.person, "organisation": card.organisation, "role": card.role}
    if is_new:
        fields |= {"id": key, "mailbox_id": me.person_id, "person_id": card.person_id}
        change.save(Correspondent(**fields))
    else:
        change.edit(Correspondent, key, **fields)


def _keep_file(change: Change, data: bytes, card: Card, key: bytes, me: Identity) -> None:
    """Keep the card's file in the place of the older ones by the same device and root."""
    for older in known_files(change, key):
        same = older.root == card.root and older.issuer == card.issuer
        if same and older.data != data:
            change.delete(older)
    record = derive_id(data, "contact-card")
    if change.find(ContactCard, record) is None:
        change.save(
            ContactCard(
                id=record,
                mailbox_id=me.person_id,
                correspondent_id=key,
                root=card.root,
                issuer=card.issuer,
                issued=card.issued,
                data=data,
            )
        )


def _keep_stubs(change: Change, card: Card, me: Identity) -> None:
    """Keep what the card says was taken back, without heads: those travel in a statement."""
    known = Known(change.connection, me)
    known.offices |= {card.root}  # the person's own word, though their row may not stand yet
    for stub in card.revoked:
        keep_statement(change, Statement(stub, (), ()), known, me)


_FILES = "SELECT id FROM contact_card WHERE correspondent_id = ?"


def known_files(change: Change, key: bytes) -> list[ContactCard]:
    """Return the kept card files of one person."""
    ids = [bytes(row[0]) for row in change.connection.exec_driver_sql(_FILES, (key,))]
    found = (change.find(ContactCard, one) for one in ids)
    return [one for one in found if one is not None]


def save_peers(change: Change, card: Card) -> None:
    """Let the journal believe what the card's devices signed."""
    own = {peer.device for peer in list_peers(change.connection).values() if peer.own}
    for device in card.devices:
        if device.device not in own:
            save_peer(
                change.connection, Peer(device.device, device.public, device.mark, card.person)
            )


def look_again(change: Change, known: Known) -> None:
    """Have the kept levels follow what holds now."""
    for person in known.people.values():
        if person.level != person.kept_level:
            change.edit(Correspondent, person.id, level=person.level)


def keep_statement(change: Change, statement: Statement, known: Known, me: Identity) -> bool:
    """Keep a revocation by somebody who may speak for somebody; says whether it was news."""
    revocation = statement.revocation
    roots = {person.root for person in known.people.values()} | {known.root}
    if revocation.signer not in roots | known.offices:
        return False
    data = statement.pack()
    record = derive_id(data, "device-revocation")
    if change.find(DeviceRevocation, record) is not None:
        return False
    change.save(
        DeviceRevocation(
            id=record,
            mailbox_id=me.person_id,
            device=revocation.device,
            signer=revocation.signer,
            at=revocation.at,
            data=data,
        )
    )
    return True
