"""Real databases: Writer, take_in, project, undo, purge and replay under any order of events.

At the end everybody meets everybody; then all devices hold the same tables, the tables are what a
replay makes, what ``compare`` finds is nothing, all chains verify, and the pure merge agrees.
``make faults`` runs many more stories, and with ``FULL=1`` longer ones too.
"""

import os
import random

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from storage.errors import UndoGone
from storage.journal.batch import read_batch
from storage.journal.canonical import encode
from storage.journal.compare import compare
from storage.journal.merge import EMPTY, RecordState, merge
from storage.journal.op import LIFE
from storage.journal.replay import replay
from storage.journal.states import read_states
from storage.journal.streams import list_gaps, version_vector
from storage.journal.undo import undo_into
from storage.journal.verify import verify_chains
from storage.journal.write import Done
from tests.storage.journal.devices import Device, introduce
from tests.storage.journal.made_up import CASE, KINDS, record_id
from tests.storage.journal.world import value_of

FULL = bool(os.environ.get("FULL"))
STORIES = settings().max_examples // 5
PLANS, MEMOS = (CASE, "plans"), (CASE, "memos")
WHO = st.integers(0, 2)
WHICH = st.integers(0, 2)
NUMBER = st.integers(0, 3)
GROUPS = sorted(KINDS["plan"].groups)


class Office(RuleBasedStateMachine):
    """Three devices with wrong clocks and lossy sticks; records 0 and 1 are plans, 2 a memo."""

    def __init__(self) -> None:
        """Start without devices."""
        super().__init__()
        self.devices: list[Device] = []
        self.done: dict[int, list[Done]] = {}

    @initialize(days=st.tuples(*[st.floats(-40, 40)] * 3))
    def meet(self, days: tuple[float, float, float]) -> None:
        """Make the devices."""
        self.devices = [Device(number, off) for number, off in enumerate(days, start=1)]
        introduce(self.devices)

    @rule(who=WHO, which=WHICH, group=st.sampled_from(GROUPS), number=NUMBER)
    def put(self, who: int, which: int, group: str, number: int) -> None:
        """Save one group."""
        kind, place = ("memo", MEMOS) if which == 2 else ("plan", PLANS)
        group = "text" if kind == "memo" else group
        done = self.devices[who].put(
            kind, place, record_id(which), **{group: value_of(group, number)}
        )
        self._remember(who, done)

    @rule(who=WHO, numbers=st.lists(st.tuples(st.integers(0, 1), NUMBER), min_size=2, max_size=4))
    def put_many(self, who: int, numbers: list[tuple[int, int]]) -> None:
        """Save several groups of several records and sections in one change."""
        with self.devices[who].change() as change:
            for which, number in numbers:
                group = GROUPS[number]
                change.writer.put("plan", *PLANS, record_id(which), group, value_of(group, number))
            change.writer.put("memo", *MEMOS, record_id(2), "text", value_of("text", numbers[0][1]))
        self._remember(who, change.done)

    @rule(who=WHO, which=WHICH, deleted=st.booleans())
    def live(self, who: int, which: int, deleted: bool) -> None:
        """Delete a record or bring it back."""
        kind, place = ("memo", MEMOS) if which == 2 else ("plan", PLANS)
        with self.devices[who].change() as change:
            call = change.writer.delete if deleted else change.writer.undelete
            call(kind, *place, record_id(which))
        self._remember(who, change.done)

    @rule(who=WHO, which=st.integers(0, 1), group=st.sampled_from(GROUPS), number=NUMBER)
    def resolve(self, who: int, which: int, group: str, number: int) -> None:
        """Settle a group for good."""
        with self.devices[who].change() as change:
            value = value_of(group, number)
            change.writer.resolve("plan", *PLANS, record_id(which), group, value)
        self._remember(who, change.done)

    @rule(who=WHO, back=st.integers(1, 3))
    def undo(self, who: int, back: int) -> None:
        """Undo one of the last changes; what cannot be undone changes nothing."""
        steps = self.done.get(who, [])
        if len(steps) < back:
            return
        step = steps[-back]
        before = self.devices[who].tables()
        try:
            with self.devices[who].change() as change:
                undo_into(change.writer, step)
        except UndoGone:
            assert self.devices[who].tables() == before
            return
        self._remember(who, change.done)
        for record, state in step.before.items():
            if state.heads:
                now = _shown(self.devices[who].state(record))
                was = _shown(state)
                for op in step.after[record].heads - state.heads:
                    assert now.get(op.group) == was.get(op.group)

    @rule(who=WHO, whom=WHO, seed=st.integers(0, 1_000))
    def carry(self, who: int, whom: int, seed: int) -> None:
        """Carry a stick: some batches lost, some doubled, in any order."""
        chance = random.Random(seed)  # noqa: S311 — a story, not a secret
        held = [batch for batch in self.devices[who].batches() if chance.random() > 0.3]
        held += [batch for batch in held if chance.random() < 0.3]
        chance.shuffle(held)
        self.devices[whom].take(held)

    @invariant()
    def tables_follow_from_the_batches(self) -> None:
        """Nothing that any device holds differs from what its batches say."""
        for device in self.devices:
            with device.engine.begin() as connection:
                assert compare(connection, KINDS) == ()

    def teardown(self) -> None:
        """Let everybody meet; then judge."""
        for _ in range(2):
            for giver in self.devices:
                for taker in self.devices:
                    taker.take(reversed(giver.batches()))
        tables = [_without_rows(device) for device in self.devices]
        assert all(one == tables[0] for one in tables)
        for device in self.devices:
            _judge(device)

    def _remember(self, who: int, done: Done) -> None:
        if done.batches:
            self.done.setdefault(who, []).append(done)


def _shown(state: RecordState) -> dict[str, set[bytes | None]]:
    found: dict[str, set[bytes | None]] = {}
    for op in state.heads:
        if (op.group == LIFE and not op.deletes) or op.raw == encode({}):
            continue  # alive again reads as never deleted, an empty group as an absent one
        found.setdefault(op.group, set()).add(op.raw)
    return found


def _without_rows(device: Device) -> dict[str, object]:
    """Return rows, conflicts, living ops and vector: what must be the same on all devices."""
    tables = device.tables()
    del tables["head"]  # its batch numbers are each device's own
    with device.engine.begin() as connection:
        states = read_states(connection, map(record_id, range(3))).states
        vector = version_vector(connection)
        assert list_gaps(connection) == ()
    heads = {record: sorted(state.heads) for record, state in states.items()}
    return {**tables, "heads": heads, "vector": vector}


def _judge(device: Device) -> None:
    """Check chains, replay and the pure merge of one device."""
    before = device.tables()
    with device.engine.begin() as connection:
        assert verify_chains(connection) == ()
        replay(connection, KINDS)
        assert compare(connection, KINDS) == ()
        held = read_states(connection, map(record_id, range(3))).states
    assert device.tables() == before
    pure: dict[bytes, RecordState] = {}
    for sealed in device.batches():
        for op in read_batch(sealed).ops:
            pure[op.record] = merge(pure.get(op.record, EMPTY), op)
    for record, state in pure.items():
        assert held[record].heads == state.heads


UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking a story takes minutes
Office.TestCase.settings = settings(
    max_examples=STORIES,
    stateful_step_count=60 if FULL else 25,
    phases=tuple(Phase) if FULL else UNSHRUNK,
)
TestOffice = Office.TestCase
