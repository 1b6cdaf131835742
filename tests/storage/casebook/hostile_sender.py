"""Somebody known who sends what their own device signed, and nothing of it as it should be.

What a parcel brought is taken apart, one entry is changed (a list in it, however deep, ``replant``;
a batch's values, sealed and chained anew), and the whole is signed and sealed to the receiver: so
it comes through every proof, and only then meets the parsers, the rules and the tables.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import cbor2
from sqlalchemy import Connection, select

from storage.casebook import older_copy
from storage.casebook.receiving import Receiving
from storage.exchange import period_keys
from storage.exchange.parcel import seal_parcel
from storage.exchange.payload import Entry, pack
from storage.journal.batch import Draft, read_batch, seal, unpack
from storage.journal.clock import system_ms
from storage.journal.op import Op, Source
from storage.lines.messages import Writing
from storage.records.kind import Kind
from storage.records.kinds import ALL
from storage.rules.clean import is_clean
from tests.offices import small_case
from tests.storage.casebook.exchanging import at, share, two
from tests.storage.exchange.mutations import grown, replanted

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

CARD = 8 + 1 + 64  # bytes of a card before its canonical list
BATCH = "batch"
Stream = tuple[bytes, str, bytes]


@dataclass
class Hostile:
    """A sender, whom it sends to, and what its parcels are made of."""

    sender: "Casebook"
    receiver: "Casebook"
    folder: Path
    draw: random.Random
    entries: list[Entry] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    heads: dict[Stream, tuple[int, bytes]] = field(default_factory=dict)

    def learn(self) -> None:
        """Take apart what is due from the sender to the receiver, which gets the whole of it."""
        path = self.folder / "sound.nvp"
        path.unlink(missing_ok=True)
        self.sender.delivery.send_file(path, at(self.sender, self.receiver))
        with self.receiver.read() as connection:
            keys = period_keys.live(connection, system_ms())
        _opened, payload = Receiving(self.receiver, keys, system_ms(), "").open(path.read_bytes())
        self.entries += payload.entries
        self.receiver.delivery.receive_files([path])
        for entry in payload.entries:
            if entry.kind == BATCH:
                source = read_batch(unpack(entry.data)).source
                self._remember(source)

    def attack(self) -> None:
        """Send one parcel with something wrong in it.

        Whatever comes out of the receiver but an answer is not caught here.
        """
        kept = self.draw.sample(self.entries, self.draw.randint(1, min(4, len(self.entries))))
        at_entry = self.draw.randrange(len(kept))
        kept[at_entry], source = self._changed(kept[at_entry])
        self._send(kept, source)

    def write(self, field_name: str, value: object) -> int:
        """Send the first batch that has such a field with that value; return what was taken."""
        for entry in (one for one in self.entries if one.kind == BATCH):
            batch = read_batch(unpack(entry.data))
            for op in batch.ops:
                held = op.value or {}
                if field_name in held and batch.source[:3] in self.heads:
                    raw = cbor2.dumps({**held, field_name: value}, canonical=True)
                    draft = _draft(op, raw)._replace(supersedes=(op.id,))
                    made, source = self._next(batch.source, [draft])
                    return self._send([made], source)
        return 0

    def harm(self) -> list[str]:
        """Read everything the receiver has; return what should not be there."""
        with self.receiver.read() as connection:
            texts = {text for kind in ALL for text in _texts(connection, kind)}
        harm = [f"not clean: {text!r}" for text in texts if not is_clean(text)]
        here = self.receiver
        for line in here.messages.lines("all", 0, 1_000):
            here.messages.read(line.id)
        for read in (here.cases.lines, here.actions.lines, here.people.lines, here.meetings.lines):
            read(0, 1_000)
        here.conflicts.lines()
        here.cards.lines()
        here.shares.received()
        here.delivery.history(0, 1_000)
        here.delivery.waiting()
        here.delivery.alarms()
        return harm + [str(one) for one in here.upkeep.check() if one.part != "fork"]

    def _send(self, entries: list[Entry], source: Source | None) -> int:
        path = self.folder / "hostile.nvp"
        path.unlink(missing_ok=True)
        path.write_bytes(self._sealed(entries))
        with patch.object(older_copy, "notice", self._notice):
            done = self.receiver.delivery.receive_files([path])
        if done.unread:
            self.told[done.unread[0].reason] += 1
        for came in done.came:
            self.told["taken"] += 1
            self.told["items refused"] += came.refused
            self.told["batches taken"] += came.new
            self.told["batches set aside"] += came.set_aside
            if source is not None and came.new:
                self._remember(source)
        return sum(came.new for came in done.came)

    def _notice(self, *_told: object) -> None:
        """Count it; a receiver who believes to be a copy becomes a new device, out of reach."""
        self.told["called a copy"] += 1

    def _sealed(self, entries: list[Entry]) -> bytes:
        to = self.sender.cards.recipients([at(self.sender, self.receiver)])
        return seal_parcel(pack(entries, system_ms()), self.sender.signer, to)

    def _changed(self, entry: Entry) -> tuple[Entry, Source | None]:
        data = entry.data
        if entry.kind == BATCH and self.draw.random() < 0.9:
            return self._batch(data)
        for _step in range(self.draw.randint(1, 3)):
            if self.draw.random() < 0.1:
                data = grown(self.draw, data)
            elif entry.kind == "card":
                data = data[:CARD] + replanted(self.draw, data[CARD:])
            else:
                data = replanted(self.draw, data)
        return Entry(entry.kind, data), None

    def _batch(self, data: bytes) -> tuple[Entry, Source | None]:
        """Return a batch of the sender's own with changed values, next in its chain."""
        batch = read_batch(unpack(data))
        if batch.source.device != self.sender.signer.device_id:
            return Entry(BATCH, replanted(self.draw, data)), None
        drafts = [_draft(op, op.raw) for op in batch.ops if op.raw is not None]
        if not drafts:
            return Entry(BATCH, replanted(self.draw, data)), None
        at_op = self.draw.randrange(len(drafts))
        drafts[at_op] = self._draft(drafts[at_op])
        return self._next(batch.source, drafts)

    def _next(self, of: Source, drafts: list[Draft]) -> tuple[Entry, Source]:
        """Seal the next batch of a stream."""
        seq, before = self.heads[of[:3]]
        source = of._replace(seq=seq + 1, clock=of.clock + seq)
        made = seal(source, before, drafts, self.sender.signer)
        return Entry(BATCH, made.sealed.pack()), made.source

    def _draft(self, draft: Draft) -> Draft:
        """Change an op's value, one field of it, or what else it says of itself."""
        chance = self.draw.random()
        if chance < 0.1:
            return draft._replace(record=self.draw.randbytes(16))
        if chance < 0.2:
            return draft._replace(schema=self.draw.choice((0, 1, 2, 3, 99)))
        if chance < 0.3:
            group = self.draw.choice((draft.group, "life", "main", "", "x" * 64))
            return draft._replace(group=group)
        value = cbor2.loads(draft.raw)
        if not isinstance(value, dict) or not value:
            return draft._replace(raw=replanted(self.draw, draft.raw))
        name = self.draw.choice(sorted(value))
        found = cbor2.loads(replanted(self.draw, cbor2.dumps([value[name]], canonical=True)))
        value[name] = found[0] if isinstance(found, list) and found else found
        return draft._replace(raw=cbor2.dumps(value, canonical=True), supersedes=())

    def _remember(self, source: Source) -> None:
        self.heads[source[:3]] = (source.seq, source.hash)


def _texts(connection: Connection, kind: Kind) -> Iterator[str]:
    """Yield every text of a kind's rows."""
    table = kind.table.__table__  # type: ignore[attr-defined]
    for row in connection.execute(select(table)):
        yield from (text for text in row if isinstance(text, str))


def _draft(op: Op, raw: bytes) -> Draft:
    return Draft(op.kind, op.record, op.group, op.schema, op.supersedes, op.saw, raw)


@contextmanager
def acquainted(folder: Path, draw: random.Random) -> Iterator[Hostile]:
    """Lend somebody who shares a case with the receiver, has written and has read."""
    aino, bo = two(folder)
    case = small_case(aino).case
    share(aino, case, bo)
    hostile = Hostile(aino, bo, folder, draw)
    try:
        aino.posting.send(Writing("Torstaina", "Kello kymmenen.", to=(at(aino, bo),)))
        hostile.learn()
        bo.posting.send(Writing("Sopii", "Nähdään.", to=(at(bo, aino),)))
        back = folder / "back.nvp"
        bo.delivery.send_file(back, at(bo, aino))
        aino.delivery.receive_files([back])
        for line in aino.messages.lines("in"):
            aino.messages.read(line.id)
        aino.actions.add(case, "Soita asunnosta")
        hostile.learn()
        yield hostile
    finally:
        aino.close()
        bo.close()
