"""Judging the batches of a parcel: which count here, which are set aside, and why.

The law: own devices and whoever judged before us are believed about others (``rights.may_carry``);
everybody else by the author's right to write at that place. What somebody else wrote is also held
to its place: a kind stands in its own sections, a record's home is its batch's scope, and an id
that lives somewhere here is not written from elsewhere. Signatures are the journal's to prove.
"""

import datetime as dt
import json
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from storage.casebook.entitled import Entitled
from storage.exchange import quarantine
from storage.exchange.inbox import Sender
from storage.exchange.quarantine import SetAside
from storage.journal.batch import Batch, SealedBatch, open_batch, unpack
from storage.journal.clock import wall_ms
from storage.journal.op import LIFE, Op
from storage.journal.peers import list_peers
from storage.journal.streams import Place, Stream
from storage.records.kinds import KINDS
from storage.rules import rights as rules

_PLACES = (
    "SELECT DISTINCT head.record, section.scope, section.name FROM head"
    " JOIN batch ON batch.id = head.batch JOIN stream ON stream.id = batch.stream"
    " JOIN section ON section.id = stream.section"
    " WHERE head.record IN (SELECT unhex(value) FROM json_each(?))"
)


class Judged(NamedTuple):
    """Batches that count, and those set aside; ``shown``: where all of them stand."""

    counting: tuple[SealedBatch, ...]
    aside: tuple[SetAside, ...]
    shown: tuple[tuple[Stream, int], ...]


def judge(
    connection: Connection,
    entitled: Entitled,
    sender: Sender,
    sealed: Iterable[SealedBatch],
    now: int,
) -> Judged:
    """Sort what ``sender`` brought. Raises BatchRefused for what is no batch at all."""
    opened = [_peek(one) for one in sealed]
    known = list_peers(connection).keys()
    homes = _Homes(connection, entitled, opened)
    counting: list[SealedBatch] = []
    aside: list[SetAside] = []
    for batch in opened:
        stream = Stream(*batch.source[:3])
        if stream.device not in known:
            reason = quarantine.UNKNOWN_DEVICE
        else:
            reason = _reason(entitled, sender, batch, stream, homes)
        if not reason:
            counting.append(batch.sealed)
            continue
        named = (quarantine.hash_of(batch.sealed), stream, batch.source.seq, reason)
        aside.append(SetAside(*named, sender.device, now, batch.sealed))
    shown = ((Stream(*batch.source[:3]), batch.source.seq) for batch in opened)
    return Judged(tuple(counting), tuple(aside), tuple(shown))


def unpacked(entries: Iterable[bytes]) -> list[SealedBatch]:
    """Return the batches of the entries "batch". Raises BatchRefused."""
    return [unpack(data) for data in entries]


def _peek(sealed: SealedBatch) -> Batch:
    """Return the batch opened, its form and values checked; its signature is proved when taken."""
    return open_batch(sealed, lambda _device: b"", lambda *_parts: True)


def _reason(
    entitled: Entitled, sender: Sender, batch: Batch, stream: Stream, homes: "_Homes"
) -> str:
    """Return why a batch is set aside, or nothing."""
    rights = entitled.rights
    place = stream[:2]
    if entitled.is_taken_back(stream, batch.source.seq):
        return quarantine.REVOKED
    if sender.is_own or stream.device in rights.own:
        return ""
    if not sender.is_trusted:
        return quarantine.UNVOUCHED
    day = dt.datetime.fromtimestamp(wall_ms(batch.source.clock) / 1000, dt.UTC).date()
    if not (
        rules.may_write(rights, stream.device, place, day)
        or rules.may_carry(rights, sender.device, place)
    ):
        return quarantine.NO_RIGHT
    return "" if homes.fit(batch) else quarantine.FOREIGN_RECORD


class _Homes:
    """Where each record of a parcel lives already, here or earlier in the same parcel."""

    def __init__(self, connection: Connection, entitled: Entitled, batches: list[Batch]) -> None:
        self._office = entitled.rights.office_id
        records = {op.record for batch in batches for op in batch.ops}
        self._held: dict[bytes, set[Place]] = {}
        found = connection.exec_driver_sql(_PLACES, (json.dumps([one.hex() for one in records]),))
        for record, scope, name in found:
            self._held.setdefault(bytes(record), set()).add((bytes(scope), name))
        for batch in batches:
            for op in batch.ops:
                if self._says_home(op) and op.record not in self._held:
                    self._held[op.record] = {op.place}

    def fit(self, batch: Batch) -> bool:
        """Say whether every op of the batch speaks of what may stand there."""
        return all(self._fits(op) for op in batch.ops)

    def _fits(self, op: Op) -> bool:
        kind = KINDS.get(op.kind)
        held = self._held.get(op.record)
        if held is not None and held != {op.place}:
            return False
        if kind is None:
            return True  # a newer build's: it has no row here, and travels on
        if op.source.section not in rules.KIND_SECTIONS[op.kind]:
            return False
        if rules.home_group(kind) is None:
            return rules.is_at_home(kind, op.record, {}, op.source.scope, self._office)
        if op.group == rules.home_group(kind) and op.raw is not None:
            return self._says_home(op)
        return held is not None or op.group == LIFE or op.source.scope == self._office

    def _says_home(self, op: Op) -> bool:
        kind = KINDS.get(op.kind)
        if kind is None:
            return True
        group, value = rules.home_group(kind), op.value
        if group is not None and (op.group != group or value is None):
            return op.source.scope == self._office  # a home that is not told is the directory
        return rules.is_at_home(kind, op.record, value or {}, op.source.scope, self._office)
