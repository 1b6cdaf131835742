"""Packing: a travel pack made whole, known here, and only then under its own name.

The law: the gate is asked before anything is made, and its line is written with the share. The pack
is made under a name that no list shows, looked through, and the share that lets its work come home
is kept before it takes its own name: a pack that can be opened is a pack that is known. What a
packing that was cut off left beside is destroyed by the next one there.
"""

import datetime as dt
import secrets
from pathlib import Path
from typing import NamedTuple

from storage.casebook import travel_pack
from storage.casebook.core import Core
from storage.casebook.gate import Gate, refusal, this_day
from storage.casebook.marks import free_mark
from storage.casebook.pack_term import Term, refuse_more
from storage.casebook.receivers import Receivers
from storage.crypto.keypair import device_id
from storage.exchange import reach
from storage.journal.clock import system_ms
from storage.journal.peers import Peer, list_peers, save_peer
from storage.lines.travel import Errand
from storage.records.identity import new_id
from storage.records.log import LogWhat
from storage.records.shares import Share, ShareEnd, ShareKind
from storage.refusals import PackRefused, ShareRefused
from storage.rules.rights import CONTENT, OWN, SHARING
from storage.rules.sharing import Passage, Receiver, Way
from storage.vault.destroying import destroy
from storage.vault.files import PART, sync_folder
from storage.vault.layout import Layout
from storage.vault.passphrase import check_passphrase
from storage.vault.trouble import system_trouble

SUMMARY = "summary"  # a case without it has no page
_HELD = (
    "SELECT 1 FROM case_ WHERE id = ?1 AND (NOT EXISTS (SELECT 1 FROM grant_ WHERE case_id = ?1)"
    " OR EXISTS (SELECT 1 FROM grant_ WHERE case_id = ?1 AND kind = ?2))"
)


class _Parts(NamedTuple):
    """What is packed for whom: the passage, the share's id, and whether it is our office's."""

    passage: Passage
    share_id: bytes
    person_id: bytes
    name: str
    is_ours: bool

    @property
    def sections(self) -> frozenset[str]:
        """Return what the pack's vault holds of the case."""
        return self.passage.sections | ({SHARING} if self.is_ours else frozenset())


def pack(
    casebook: Core, errand: Errand, folder: Path, passphrase: str, cost: travel_pack.Cost
) -> bytes:
    """Make a pack; see ``Travel.pack``."""
    if errand.ends < this_day():
        raise ShareRefused("ended")
    parts = _judged(casebook, errand)
    check_passphrase(passphrase, parts.name)
    _need_room(folder)
    with casebook.read() as connection:
        peers = tuple(list_peers(connection).values())
        load = travel_pack.load_of(connection, errand.case_id, parts.sections, peers)
        if parts.is_ours:
            load = travel_pack.whole(connection, load)
    whose = travel_pack.Whose(
        parts.name,
        parts.person_id,
        casebook.me.office_id if parts.is_ours else new_id(),
        free_mark({peer.mark for peer in peers}, after=casebook.me.mark),
        Term(this_day(), errand.ends, parts.share_id),
    )
    part = folder.with_name(f".{secrets.token_hex(8)}{PART}")
    try:
        public = travel_pack.make(part, passphrase, whose, load, cost)
        _keep(casebook, errand, parts, whose.mark, public, load)
    except BaseException:
        destroy(part)
        raise
    _take_name(casebook, part, folder, parts.share_id)
    return parts.share_id


def _judged(casebook: Core, errand: Errand) -> _Parts:
    """Ask the gate. Raises BasisMissing, Barred, ShareRefused, RecordMissing."""
    receivers, me = Receivers(casebook), casebook.me
    receiver = receivers.own_office()
    person_id, name = me.person_id, me.person
    if errand.taker is not None:
        receiver = receivers.correspondent(errand.taker)
        person_id, name = receiver.person_id or new_id(), receiver.name
    is_ours = receiver.is_own_office
    wanted = (errand.sections & CONTENT or CONTENT - ({OWN} if not is_ours else set())) | {SUMMARY}
    if OWN in wanted and not is_ours:
        raise ShareRefused("own-only")
    share_id = new_id()
    passage = _passage(errand, share_id, wanted, receiver)
    with casebook.read() as connection:
        refuse_more(connection, casebook.vault.path)
        handover = str(ShareKind.HANDOVER)
        if connection.exec_driver_sql(_HELD, (errand.case_id, handover)).first() is None:
            raise ShareRefused("not-held")
        verdict = Gate(casebook).judge(passage)
        if not verdict.allowed:
            raise refusal(connection, passage, verdict)
    return _Parts(passage, share_id, person_id, name, is_ours)


def _passage(
    errand: Errand, share_id: bytes, sections: frozenset[str], receiver: Receiver
) -> Passage:
    return Passage(
        case_id=errand.case_id,
        sections=sections,
        areas=frozenset(),
        receiver=receiver,
        way=Way.PARCEL,
        purpose=errand.purpose,
        what="travel",
        kind="share",
        record_id=share_id,
    )


def _need_room(folder: Path) -> None:
    """Look that the pack's folder is new or empty; destroy what was cut off beside it."""
    with system_trouble(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise PackRefused(folder, "not-empty")
        folder.parent.mkdir(parents=True, exist_ok=True)
        for part in folder.parent.glob(f".*{PART}"):
            if part.is_dir() and Layout(part).is_there():
                destroy(part)


def _keep(
    casebook: Core,
    errand: Errand,
    parts: _Parts,
    mark: str,
    public: bytes,
    load: travel_pack.Load,
) -> None:
    """Write down that the pack is out: from now on what it writes may come home."""
    now = system_ms()
    device = device_id(public)
    with casebook.change("travel.pack", can_undo=False) as change:
        Gate(casebook).let_out(change, parts.passage)
        save_peer(change.connection, Peer(device, public, mark, parts.name))
        reach.note_sent(change.connection, device, load.spans, now)
        change.make(
            Share(
                id=parts.share_id,
                case_id=errand.case_id,
                kind=ShareKind.TRAVEL,
                correspondent_id=errand.taker,
                device=public,
                name=parts.name,
                given_at=dt.datetime.now(dt.UTC),
                given_by=casebook.me.person,
                sections=" ".join(sorted(parts.passage.sections)),
                purpose=errand.purpose,
                ends=errand.ends,
            )
        )
        change.log(LogWhat.EXPORTED, case_id=errand.case_id, detail="travel.pack")


def _take_name(casebook: Core, part: Path, folder: Path, share_id: bytes) -> None:
    try:
        with system_trouble(folder):
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
            sync_folder(folder.parent)
    except BaseException:
        destroy(part)
        with casebook.change("travel.failed", can_undo=False) as change:
            ended = dt.datetime.now(dt.UTC)
            change.edit(Share, share_id, how_ended=ShareEnd.RETURNED, ended_at=ended)
        raise
