"""Shares received: the grant that tells of one, and the people the shared sections refer to.

The law: a grant opens no case that lives here already, except to somebody who gave it before, or
whom it was handed over to: else a correspondent could name our own case and write in it. People
and organisations are saved into our directory only where they are missing; nobody's directory
overwrites ours.
"""

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from storage.casebook.core import Core
from storage.exchange.grants import GRANT, GrantTold, read_actors, read_grant
from storage.exchange.inbox import Sender
from storage.exchange.outbox import item_id
from storage.journal.canonical import encode
from storage.journal.peers import Peer, list_peers, save_peer
from storage.lines.change import Identity
from storage.records.organisations import Organisation
from storage.records.people import Person, Sector
from storage.records.shares import Grant, ShareEnd, ShareKind, grant_id
from storage.refusals import ParcelRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.casebook.change import Change

_LIVES_HERE = (
    "SELECT 1 FROM batch JOIN stream ON stream.id = batch.stream"
    " JOIN section ON section.id = stream.section WHERE section.scope = ? LIMIT 1"
)
_GIVEN_BEFORE = "SELECT 1 FROM grant_ WHERE case_id = ? AND giver_id = ?"
_HANDED_OVER = "SELECT 1 FROM share WHERE case_id = ? AND correspondent_id = ? AND kind = ?"
_HAS_HEADS = "SELECT 1 FROM head WHERE record = ? LIMIT 1"


def take_grant(casebook: Core, change: "Change", sender: Sender, data: bytes) -> None:
    """Keep what a giver tells of a share. Raises ParcelRefused (format, newer, held-here)."""
    told = read_grant(data)
    if sender.is_own or sender.correspondent_id is None:
        return  # what goes from one's own device to others; the grant itself travels as a record
    if not may_be_granted(change.connection, casebook.me, sender.correspondent_id, told.case_id):
        raise ParcelRefused(reason="held-here", signer=sender.device)
    meet(change.connection, told.writers)
    record = grant_id(casebook.me.person_id, item_id(GRANT, data))
    if change.find(Grant, record) is None:
        change.save(_record(casebook.me, sender.correspondent_id, record, told))


def may_be_granted(connection: Connection, me: Identity, giver: bytes, case_id: bytes) -> bool:
    """Say whether this person may give us this case."""
    if case_id in {me.office_id, me.person_id}:
        return False
    run = connection.exec_driver_sql
    if run(_LIVES_HERE, (case_id,)).first() is None:
        return True
    before = run(_GIVEN_BEFORE, (case_id, giver)).first()
    return bool(before or run(_HANDED_OVER, (case_id, giver, ShareKind.HANDOVER)).first())


def meet(connection: Connection, writers: "Iterable[Peer]") -> None:
    """Remember keys by which batches can be proved; a key alone gives no right to write."""
    known = list_peers(connection).keys()
    for peer in writers:
        if peer.device not in known:
            save_peer(connection, peer._replace(own=False))


def take_actors(_casebook: Core, change: "Change", sender: Sender, data: bytes) -> None:
    """Save the people and organisations that are missing here. Raises ParcelRefused and Invalid."""
    actors = read_actors(data)
    if sender.is_own:
        return
    for one in actors.organisations:
        if _is_new(change, one.id):
            change.save(Organisation(id=one.id, name=one.name or "?", sector=_sector(one.sector)))
    for person in actors.people:
        if _is_new(change, person.id):
            fields = person._asdict() | {"sector": _sector(person.sector)}
            change.save(Person(**fields))


def _is_new(change: "Change", record: bytes) -> bool:
    return change.connection.exec_driver_sql(_HAS_HEADS, (record,)).first() is None


def _sector(word: str) -> str:
    return word if word in set(Sector) else Sector.OTHER


def _record(me: Identity, giver: bytes, record: bytes, told: GrantTold) -> Grant:
    writers = [[one.device, one.public, one.mark, one.person] for one in sorted(told.writers)]
    return Grant(
        id=record,
        mailbox_id=me.person_id,
        share_id=told.share_id,
        revision=told.revision,
        case_id=told.case_id,
        giver_id=giver,
        kind=told.kind if told.kind in set(ShareKind) else ShareKind.COLLEAGUE,
        label=told.label,
        given_at=dt.datetime.fromtimestamp(told.given_at / 1000, dt.UTC),
        sections=" ".join(sorted(set(told.sections))),
        purpose=told.purpose[:300],
        ends=_day(told.ends),
        how_ended=told.how_ended if told.how_ended in set(ShareEnd) else ShareEnd.WITHDRAWN,
        writers=encode(writers) if writers else b"",
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None
