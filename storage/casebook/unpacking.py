"""Unpacking: what was written in a travel pack comes into the casebook, judged like a parcel.

The law: one transaction. What the pack's device had no right to write is set aside and named. An
entry of the directory that nobody changed here since the packing takes what the pack wrote over it
(its author saw exactly that); else both stand, for a person to decide. A text that was typed and
never saved is kept as a draft.
"""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection

from storage.casebook import pack_opening
from storage.casebook.change import Change
from storage.casebook.core import Core
from storage.casebook.entitled import read_entitled
from storage.casebook.granting import take_actors
from storage.casebook.judging import judge
from storage.casebook.pack_opening import Found
from storage.exchange import quarantine
from storage.exchange.inbox import Sender
from storage.journal.batch import SealedBatch, read_batch
from storage.journal.clock import system_ms
from storage.journal.conflicts import count_conflicts
from storage.journal.peers import Peer, list_peers, save_peer
from storage.journal.take import take_in
from storage.lines.travel import Returned
from storage.records.log import LogWhat
from storage.records.shares import Share, ShareEnd
from storage.refusals import PackRefused
from storage.rules.rights import CONTENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.journal.merge import RecordState

_NOBODY = b"\x00" * 16  # nobody's correspondent: a pack is judged by its share alone
_KEPT = (
    "SELECT 1 FROM batch WHERE hash = ?1 UNION ALL SELECT 1 FROM fork WHERE hash = ?1"
    " UNION ALL SELECT 1 FROM quarantine WHERE hash = ?1 LIMIT 1"
)
_DRAFT = "SELECT text FROM draft WHERE place = ?"
_KEEP_DRAFT = "INSERT OR REPLACE INTO draft (place, text, at) VALUES (?, ?, ?)"


class Came(NamedTuple):
    """What came in."""

    case_id: bytes
    new: int
    set_aside: int
    forks: int
    conflicts: int
    drafts: int

    def told(self, *, is_wiped: bool, is_gone: bool) -> Returned:
        """Return it as a person is told."""
        return Returned(*self, is_wiped=is_wiped, is_gone=is_gone)


def merge(casebook: Core, found: Found, *, is_found: bool) -> Came:
    """Take in what the pack's device wrote, and end its share. Raises PackRefused, BatchRefused."""
    with casebook.change("travel.return", can_undo=False) as change:
        share = _share_of(change, found, is_found=is_found)
        connection = change.connection
        before = count_conflicts(connection)
        _know(connection, found, share)
        case_id, sections = share.case_id or b"", frozenset(share.sections.split()) & CONTENT
        entitled = read_entitled(connection, casebook.me)
        is_ours = pack_opening.is_ours(found, casebook.me)
        entitled = entitled.with_pack(case_id, found.device, sections, is_ours=is_ours)
        sender = Sender(found.device, casebook.me.person_id, _NOBODY, "travel", share.name)
        batches = coming(casebook, found)
        judged = judge(connection, entitled, sender, batches, system_ms())
        taken = take_in(connection, judged.counting, casebook.clock)
        change.took(taken.after)
        quarantine.set_aside(connection, judged.aside)
        _settle_directory(change, found, taken.after)
        if not is_ours:
            actors = pack_opening.actors_in(found, case_id, sections)
            take_actors(casebook, change, sender, actors.pack())
        drafts = _keep_drafts(connection, found)
        ended = dt.datetime.now(dt.UTC)
        change.edit(Share, share.id, how_ended=ShareEnd.RETURNED, ended_at=ended)
        change.log(LogWhat.IMPORTED, case_id=case_id, detail="travel.return")
    with casebook.read() as connection:
        conflicts = max(0, count_conflicts(connection) - before)
    return Came(case_id, taken.new, len(judged.aside), len(taken.forks), conflicts, drafts)


def coming(casebook: Core, found: Found) -> tuple[SealedBatch, ...]:
    """Return what belongs here: all of it, or of another office's pack what is of the case."""
    if pack_opening.is_ours(found, casebook.me):
        return found.batches
    theirs = {found.me.office_id, found.me.person_id}
    return tuple(one for one in found.batches if read_batch(one).source.scope not in theirs)


def lacking(casebook: Core, found: Found) -> int:
    """Read back: return how many batches of the pack are neither in the journal nor kept apart."""
    with casebook.read() as connection:
        return sum(
            connection.exec_driver_sql(_KEPT, (quarantine.hash_of(one),)).first() is None
            for one in coming(casebook, found)
        )


def _share_of(change: Change, found: Found, *, is_found: bool) -> Share:
    share = change.find(Share, found.term.share_id)
    if share is None or share.device != found.public:
        raise PackRefused(found.vault.path, "other-vault")
    if share.how_ended == ShareEnd.LOST and not is_found:
        raise PackRefused(found.vault.path, "lost")
    return share


def _know(connection: Connection, found: Found, share: Share) -> None:
    """Know the pack's key, also on another device of whoever made it."""
    if found.device not in list_peers(connection):
        save_peer(connection, Peer(found.device, found.public, found.me.mark, share.name))


def _settle_directory(change: Change, found: Found, after: "Mapping[bytes, RecordState]") -> None:
    for record, seen in found.seen.items():
        state = after.get(record)
        if state is None:
            continue
        for group in {op.group for op in state.heads}:
            heads = [op for op in state.heads if op.group == group]
            packed = [op for op in heads if op.device == found.device]
            others = [op for op in heads if op.device != found.device]
            if len(packed) == 1 and others and {op.id for op in others} <= seen:
                change.settle(packed[0], packed[0].value or {})


def _keep_drafts(connection: Connection, found: Found) -> int:
    """Keep what was typed and never saved; beside a draft of the same place it stands below it."""
    for place, text, at in found.drafts:
        held = connection.exec_driver_sql(_DRAFT, (place,)).scalar()
        if held and text in held:
            continue
        both = f"{held}\n\n{text}" if held else text
        connection.exec_driver_sql(_KEEP_DRAFT, (place, both, at))
    return len(found.drafts)
