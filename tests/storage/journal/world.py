"""A small world of devices without databases: real signed batches, pure merging, lossy sticks.

What is to hold of it is said in ``broken_law``; ``test_world`` looks for a plan that breaks it.
"""

import hashlib
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from storage.crypto.keypair import DeviceSigner, verify
from storage.journal.batch import Batch, Draft, SealedBatch, open_batch, seal
from storage.journal.clock import HybridClock
from storage.journal.draft import Field, Schemas, draft_life, draft_put, draft_resolve
from storage.journal.limits import FIRST
from storage.journal.merge import EMPTY, RecordState, merge
from storage.journal.op import LIFE, Op, Source
from storage.journal.streams import Stream
from tests.storage.journal.made_up import CASE, KINDS, OTHER_CASE, record_id

PLACES = ((CASE, "plans"), (CASE, "memos"), (OTHER_CASE, "plans"))
NOON_MS = 1_795_000_000_000
DAY_MS = 24 * 60 * 60 * 1000
SCHEMAS = Schemas(KINDS, {})
Merge = Callable[[RecordState, Op], RecordState]
SIGNERS = [DeviceSigner.from_seed(b"made-up-device-%017d" % one) for one in range(5)]
KEYS = {signer.device_id: signer.public for signer in SIGNERS}


class Step(NamedTuple):
    """One thing that happens. ``seed`` settles what a stick loses, doubles and shuffles."""

    what: str  # put, delete, undelete, resolve, carry
    device: int
    other: int
    place: int
    record: int
    group: int
    value: int
    seed: int


class Plan(NamedTuple):
    """A whole story: each device's clock error in days, the places it holds, what happens."""

    days_off: tuple[float, ...]
    holds: tuple[frozenset[int], ...]
    steps: tuple[Step, ...]


@dataclass
class PureDevice:
    """One device. ``seen`` remembers, for each op it wrote, what stood on its screen."""

    signer: DeviceSigner
    clock: HybridClock
    holds: frozenset[tuple[bytes, str]]
    merge: Merge
    batches: dict[bytes, Batch] = field(default_factory=dict)
    states: dict[bytes, RecordState] = field(default_factory=dict)
    seen: dict[bytes, frozenset[Op]] = field(default_factory=dict)

    def state(self, record: bytes) -> RecordState:
        """Return what it knows of a record."""
        return self.states.get(record, EMPTY)

    def write(self, place: tuple[bytes, str], draft: Draft) -> None:
        """Seal one op and apply it."""
        mine = [
            batch.source
            for batch in self.batches.values()
            if batch.source[:3] == (*place, self.signer.device_id)
        ]
        last = max(mine, key=lambda source: source.seq, default=None)
        seq, prev = (last.seq + 1, last.hash) if last else (1, FIRST)
        stream = Stream(*place, self.signer.device_id)
        source = Source(*stream, seq, b"c" * 16, self.clock.tick(), "Testi", b"")
        batch = seal(source, prev, (draft,), self.signer)
        self.seen[batch.ops[0].id] = self.state(draft.record).heads
        self._apply(batch)

    def take(self, arriving: Iterable[SealedBatch]) -> None:
        """Take in what it may hold; doubled ones change nothing."""
        for sealed in arriving:
            if hashlib.sha256(sealed.body).digest() in self.batches:
                continue
            batch = open_batch(sealed, KEYS.get, verify)
            if batch.source[:2] in self.holds:
                self.clock.observe(batch.source.clock)
                self._apply(batch)

    def _apply(self, batch: Batch) -> None:
        self.batches[batch.source.hash] = batch
        for op in batch.ops:
            self.states[op.record] = self.merge(self.state(op.record), op)


def live_through(plan: Plan, merging: Merge = merge) -> list[PureDevice]:
    """Let the plan happen, then let everybody meet everybody twice."""
    devices = [
        PureDevice(
            signer,
            HybridClock(0, _wall(days)),
            frozenset(PLACES[place] for place in holds),
            merging,
        )
        for signer, days, holds in zip(SIGNERS, plan.days_off, plan.holds, strict=False)
    ]
    for step in plan.steps:
        _happen(devices, step)
    chance = random.Random(len(plan.steps))  # noqa: S311 — a story, not a secret
    for _ in range(2):
        for giver in devices:
            for taker in devices:
                taker.take(_shuffled(giver, chance, lost=0.0))
    return devices


def _wall(days: float) -> Callable[[], int]:
    return lambda: NOON_MS + int(days * DAY_MS)


def _happen(devices: list[PureDevice], step: Step) -> None:
    device = devices[step.device % len(devices)]
    if step.what == "carry":
        chance = random.Random(step.seed)  # noqa: S311 — a story, not a secret
        devices[step.other % len(devices)].take(_shuffled(device, chance, lost=0.3))
        return
    place = PLACES[step.place]
    if place not in device.holds:
        return
    draft = _draft(device, place, step)
    if draft is not None:
        device.write(place, draft)


def _draft(device: PureDevice, place: tuple[bytes, str], step: Step) -> Draft | None:
    kind = KINDS["plan" if place[1] == "plans" else "memo"]
    groups = sorted(kind.groups)
    group = groups[step.group % len(groups)]
    record = record_id(step.place * 10 + step.record)
    state = device.state(record)
    about = Field(kind.name, *place, record, group)
    if step.what == "put":
        return draft_put(state, about, value_of(group, step.value), SCHEMAS, None)
    if not state.heads:
        return None
    if step.what == "resolve":
        return draft_resolve(state, about, value_of(group, step.value), SCHEMAS)
    return draft_life(state, about._replace(group=LIFE), SCHEMAS, deleted=step.what == "delete")


def value_of(group: str, number: int) -> dict[str, str | int]:
    """Return one of a few values that fit the group; dates may cross each other."""
    if group in {"starts", "ends"}:
        return {group: f"2026-11-{number + 10}"}
    return (
        {"count": number}
        if group == "count"
        else {"text" if group == "text" else "reason": f"{number}"}
    )


def _shuffled(giver: PureDevice, chance: random.Random, lost: float) -> list[SealedBatch]:
    """Return what a stick brings: some lost, some doubled, in any order."""
    held = [batch.sealed for batch in giver.batches.values() if chance.random() >= lost]
    held += [sealed for sealed in held if chance.random() < 0.3]
    chance.shuffle(held)
    return held
