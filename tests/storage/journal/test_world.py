"""Three to five devices, any story: everybody ends equal, nothing is lost, all chains verify.

``FULL=1`` lives through twenty times as many stories.
"""

from collections.abc import Callable
from itertools import combinations, groupby

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from storage.crypto.keypair import verify
from storage.journal.batch import open_batch
from storage.journal.conflicts import Conflict
from storage.journal.limits import FIRST
from storage.journal.merge import RecordState, RecordView, merge, view
from storage.journal.op import LIFE, Op
from storage.journal.project import project_state
from tests.storage.journal.made_up import KINDS, PLAN
from tests.storage.journal.world import KEYS, PLACES, Plan, PureDevice, Step, live_through

Viewing = Callable[[RecordState], RecordView]
WHAT = ["put"] * 6 + ["carry"] * 5 + ["resolve", "delete", "undelete"]
STEPS = st.builds(
    Step,
    st.sampled_from(WHAT),
    st.integers(0, 4),
    st.integers(0, 4),
    st.integers(0, 2),
    st.integers(0, 1),
    st.integers(0, 4),
    st.integers(0, 3),
    st.integers(0, 1_000),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a story. The first device holds everything, the others at least one place."""
    number = draw(st.integers(3, 5))
    days = draw(st.tuples(*[st.floats(-4_000, 4_000) for _ in range(number)]))
    some = st.frozensets(st.integers(0, len(PLACES) - 1), min_size=1)
    others = [draw(some) for _ in range(number - 1)]
    holds = (frozenset(range(len(PLACES))), *others)
    return Plan(days, holds, tuple(draw(st.lists(STEPS, min_size=10, max_size=40))))


def broken_law(devices: list[PureDevice]) -> str:
    """Return the law that does not hold at the end, or nothing."""
    laws = (_unequal, _lost, _unseen, _hidden, _unchained, _invalid_unlisted)
    return next((law.__name__ for law in laws if law(devices)), "")


def _unequal(devices: list[PureDevice]) -> bool:
    """Find two devices that differ on a place that both hold."""
    return any(
        _heads(one, place) != _heads(other, place)
        for one, other in combinations(devices, 2)
        for place in one.holds & other.holds
    )


def _heads(device: PureDevice, place: tuple[bytes, str]) -> set[Op]:
    return {op for state in device.states.values() for op in state.heads if op.place == place}


def _lost(devices: list[PureDevice]) -> bool:
    """Find a living value that is neither shown nor among a conflict's sides."""
    for device in devices:
        ops = [op for batch in device.batches.values() for op in batch.ops]
        gone = {one for op in ops for one in op.supersedes}
        living = {op for op in ops if op.id not in gone}
        if living != {op for state in device.states.values() for op in state.heads}:
            return True
        if any(op not in _told(device.states[op.record]) for op in living):
            return True
    return False


def _told(state: RecordState) -> set[Op]:
    """Return the living ops whose value is shown or listed; all, once a deletion saw them."""
    seen = view(state)
    if seen.deleted:
        return set(state.heads)
    told = {head for one in seen.conflicts for head in one.heads} | set(seen.shown.values())
    values = {(head.group, head.raw) for head in told}
    return {head for head in state.heads if (head.group, head.raw) in values}


def _unseen(devices: list[PureDevice]) -> bool:
    """Find an op that supersedes what its author did not have on screen."""
    seen = {op_id: heads for device in devices for op_id, heads in device.seen.items()}
    return any(
        not set(op.supersedes) | set(op.saw) <= {head.id for head in seen[op.id]}
        for device in devices
        for batch in device.batches.values()
        for op in batch.ops
    )


def _hidden(devices: list[PureDevice], viewing: Viewing = view) -> bool:
    """Find a deleted record with a living value that no deleting author had on screen."""
    seen = {op_id: heads for device in devices for op_id, heads in device.seen.items()}
    for device in devices:
        for state in device.states.values():
            values = {head for head in state.heads if head.group != LIFE}
            deletions = [head for head in state.heads if head.deletes]
            if viewing(state).deleted and not any(values <= seen[one.id] for one in deletions):
                return True
    return False


def _unchained(devices: list[PureDevice]) -> bool:
    """Find a gap in a stream, a link that does not fit, a batch that does not verify."""
    for device in devices:
        batches = sorted(device.batches.values(), key=lambda batch: batch.source[:4])
        for _, stream in groupby(batches, key=lambda batch: batch.source[:3]):
            prev = FIRST
            for seq, batch in enumerate(stream, start=1):
                if (batch.source.seq, batch.prev) != (seq, prev):
                    return True
                prev = open_batch(batch.sealed, KEYS.get, verify).source.hash
    return False


def _invalid_unlisted(devices: list[PureDevice]) -> bool:
    """Find a plan that ends before it starts and is not listed, or the other way round."""
    for device in devices:
        for record, state in device.states.items():
            values = view(state).values
            starts = values.get("starts", {}).get("starts")
            ends = values.get("ends", {}).get("ends")
            wrong = bool(starts and ends and str(ends) < str(starts)) and not view(state).deleted
            listed = Conflict(record, PLAN.name, "", "invalid", "end-before-start")
            found = [one for item in project_state(state, KINDS) for one in item.conflicts]
            if wrong != (listed in found):
                return True
    return False


@given(plans())
@settings(max_examples=settings().max_examples // 2)
def test_every_story_ends_equal_and_nothing_is_lost(plan: Plan) -> None:
    """The five laws of ``broken_law`` hold whatever happens."""
    assert broken_law(live_through(plan)) == ""


def last_writer_wins(state: RecordState, op: Op) -> RecordState:
    """Keep the greatest clock of each group alone."""
    heads = {head for head in state.heads if head.group != op.group}
    mine = [head for head in state.heads if head.group == op.group]
    return RecordState(frozenset({*heads, max([*mine, op], key=lambda one: one.rank)}))


def forgetful(state: RecordState, op: Op) -> RecordState:
    """Merge without remembering what was superseded before it came."""
    return RecordState(merge(state, op).heads)


def blind(state: RecordState, op: Op) -> RecordState:
    """Let every new op replace the whole group."""
    rest = frozenset(head for head in state.heads if head.group != op.group)
    return RecordState(rest | {op}, state.awaited)


@pytest.mark.parametrize("merging", [last_writer_wins, forgetful, blind])
def test_a_weaker_merge_breaks_a_law(
    merging: Callable[[RecordState, Op], RecordState],
) -> None:
    """Negative control: three ways to merge wrongly, each found out by some story."""
    plan = _story(lambda plan: bool(broken_law(live_through(plan, merging))))
    assert broken_law(live_through(plan, merging)) in {"_unequal", "_lost"}
    assert broken_law(live_through(plan)) == ""


def test_a_deletion_that_always_wins_breaks_a_law() -> None:
    """Negative control: it hides a value that nobody who deleted had seen."""

    def deletion_wins(state: RecordState) -> RecordView:
        return view(state)._replace(deleted=any(head.deletes for head in state.heads))

    plan = _story(lambda plan: _hidden(live_through(plan), deletion_wins))
    assert broken_law(live_through(plan)) == ""


def _story(breaks: Callable[[Plan], bool]) -> Plan:
    """Return some story for which ``breaks`` is true."""
    return find(
        plans(),
        breaks,
        settings=settings(max_examples=2_000, phases=[Phase.generate], database=None),
    )


def test_the_search_for_a_broken_law_can_come_back_empty() -> None:
    """The controls above would fail if no story broke the law."""
    with pytest.raises(NoSuchExample):
        find(
            plans(),
            lambda plan: bool(broken_law(live_through(plan))),
            settings=settings(max_examples=50, phases=[Phase.generate], database=None),
        )
