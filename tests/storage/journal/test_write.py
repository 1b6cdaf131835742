"""The Writer: what a change writes, and what it leaves alone."""

from itertools import groupby

import pytest

from storage.errors import DeviceForked, Invalid
from storage.journal import chain, draft
from storage.journal.canonical import MAX_TEXT, Value
from storage.journal.heads import read_last_clock
from storage.journal.limits import FIRST, MAX_VALUE
from storage.journal.merge import view
from tests.storage.journal.devices import Device, acquainted
from tests.storage.journal.made_up import CASE, OTHER_CASE, record_id

PLANS, MEMOS, OTHERS = (CASE, "plans"), (CASE, "memos"), (OTHER_CASE, "plans")
PLAN, MEMO = record_id(1), record_id(2)


def test_a_change_is_one_batch_for_each_stream() -> None:
    """Batches of one change share its id and clock, and stand in streams of their own."""
    device = Device(1)
    with device.change() as change:
        for place in (PLANS, OTHERS):
            change.writer.put(
                "plan", *place, record_id(len(place[1]) + place[0][-1]), "text", {"title": "Malli"}
            )
        change.writer.put("memo", *MEMOS, MEMO, "text", {"text": "x"})
        change.writer.put("memo", *MEMOS, record_id(3), "text", {"text": "y"})
    sources = [batch.source for batch in change.done.batches]
    assert len(sources) == 3
    assert len({(source.change, source.clock) for source in sources}) == 1
    assert [source.seq for source in sources] == [1, 1, 1]
    assert [len(batch.ops) for batch in change.done.batches] == [1, 1, 2]


def test_batches_of_a_stream_are_chained() -> None:
    """Each stands on the hash of the one before."""
    device = Device(1)
    batches = [
        device.put("plan", PLANS, PLAN, count={"count": number}).batches[0]
        for number in range(1, 4)
    ]
    assert [batch.source.seq for batch in batches] == [1, 2, 3]
    hashes = [FIRST, *(batch.source.hash for batch in batches)]
    assert [batch.prev for batch in batches] == hashes[:3]


def test_a_save_that_changes_nothing_writes_nothing() -> None:
    """The value on screen, saved again, is no op."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, text={"title": "Malli"}, state={"state": "done"})
    again = device.put("plan", PLANS, PLAN, text={"title": "Malli"}, state={"state": "open"})
    assert [op.group for batch in again.batches for op in batch.ops] == ["state"]
    assert not device.put("plan", PLANS, PLAN, text={"title": "Malli"}).batches


def test_an_empty_group_of_a_new_record_writes_nothing() -> None:
    """Fields at their defaults are not written, but a record of defaults alone exists."""
    device = Device(1)
    done = device.put("plan", PLANS, PLAN, text={"title": "Malli"}, count={}, ends={})
    assert [op.group for op in done.batches[0].ops] == ["text"]
    device.put("plan", PLANS, record_id(9), text={}, count={})
    assert device.row("plan", record_id(9)) is not None


def test_the_last_word_of_a_change_counts() -> None:
    """Two saves of one group in one change are one op; back to what was is none."""
    device = Device(1)
    with device.change() as change:
        for number in (1, 2):
            change.writer.put("plan", *PLANS, PLAN, "count", {"count": number})
    assert [op.value for op in change.done.batches[0].ops] == [{"count": 2}]
    with device.change() as change:
        for number in (3, 2):
            change.writer.put("plan", *PLANS, PLAN, "count", {"count": number})
    assert not change.done.batches


def test_a_save_in_a_conflict_leaves_the_other_values_alone() -> None:
    """Nobody's value goes without a decision; ``resolve`` is one."""
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, count={"count": 1})
    two.put("plan", PLANS, PLAN, count={"count": 2})
    one.take(two.batches())
    one.put("plan", PLANS, PLAN, count={"count": 3})
    living = {op.value["count"] for op in one.state(PLAN).heads if op.value}
    assert len(living) == 2
    assert 3 in living
    with one.change() as change:
        change.writer.resolve("plan", *PLANS, PLAN, "count", {"count": 4})
    assert [op.value for op in one.state(PLAN).heads] == [{"count": 4}]


def test_an_untouched_group_of_a_stale_screen_overwrites_nothing() -> None:
    """The author saw an older value and changed nothing: the newer one stays."""
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, count={"count": 1})
    two.take(one.batches())
    screen = one.state(PLAN).heads
    two.put("plan", PLANS, PLAN, count={"count": 2})
    one.take(two.batches())
    with one.change() as change:
        change.writer.put("plan", *PLANS, PLAN, "count", {"count": 1}, seen=screen)
    assert not change.done.batches
    assert view(one.state(PLAN)).values == {"count": {"count": 2}}


def test_an_edit_on_a_stale_screen_is_a_conflict() -> None:
    """What came in while the form was open was not seen, so it is not replaced."""
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, count={"count": 1})
    two.take(one.batches())
    screen = one.state(PLAN).heads
    two.put("plan", PLANS, PLAN, count={"count": 2})
    one.take(two.batches())
    with one.change() as change:
        change.writer.put("plan", *PLANS, PLAN, "count", {"count": 3}, seen=screen)
    assert [one.what for one in view(one.state(PLAN)).conflicts] == ["values"]
    with one.change() as change:
        change.writer.put("plan", *PLANS, PLAN, "count", {"count": 4})
    assert {op.value["count"] for op in one.state(PLAN).heads if op.value} == {2, 4}


def test_without_seen_a_stale_save_overwrites() -> None:
    """Negative control: only what was on screen tells a stale save from a fresh one."""
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, count={"count": 1})
    two.take(one.batches())
    two.put("plan", PLANS, PLAN, count={"count": 2})
    one.take(two.batches())
    one.put("plan", PLANS, PLAN, count={"count": 1})
    assert view(one.state(PLAN)).values == {"count": {"count": 1}}


def test_a_large_change_is_several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """No batch holds more ops or bytes than one read should decode."""
    monkeypatch.setattr(chain, "BATCH_BYTES", 4_000)
    device = Device(1)
    with device.change() as change:
        for number in range(300):
            change.writer.put("memo", *MEMOS, record_id(number), "text", {"text": "x"})
        for number in range(300, 304):
            change.writer.put("memo", *MEMOS, record_id(number), "text", {"text": "x" * 3_000})
    sizes = [len(batch.ops) for batch in change.done.batches]
    assert sum(sizes) == 304
    assert max(sizes) <= chain.BATCH_OPS
    assert sizes[-3:] == [1, 1, 1]
    assert [batch.source.seq for batch in change.done.batches] == list(range(1, len(sizes) + 1))
    for before, after in zip(change.done.batches, change.done.batches[1:], strict=False):
        assert after.prev == before.source.hash


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"text": "x" * (MAX_TEXT + 1)}, "not-allowed"),
        ({"text": 1.5}, "not-allowed"),
        ({"text": "\ud800"}, "not-allowed"),
        ({"a": bytes(MAX_VALUE)}, "too-long"),
    ],
)
def test_a_value_that_could_not_travel_is_refused_at_once(value: Value, reason: str) -> None:
    """What other devices would refuse is never signed; nothing of the change is written."""
    device = Device(1)
    with pytest.raises(Invalid) as caught:
        device.put("memo", MEMOS, MEMO, text=value)
    assert caught.value.reason == reason
    assert not device.batches()


def test_more_living_values_than_an_op_can_name_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What others would refuse is not signed."""
    monkeypatch.setattr(draft, "MAX_LINKS", 1)
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, count={"count": 1})
    two.put("plan", PLANS, PLAN, count={"count": 2})
    one.take(two.batches())
    with pytest.raises(Invalid), one.change() as change:
        change.writer.resolve("plan", *PLANS, PLAN, "count", {"count": 3})


def test_the_clock_goes_on_after_a_restart() -> None:
    """The greatest clock is kept in the vault."""
    device = Device(1)
    done = device.put("plan", PLANS, PLAN, count={"count": 1})
    with device.engine.begin() as connection:
        assert read_last_clock(connection) == done.batches[0].source.clock


def test_a_forked_device_writes_no_more() -> None:
    """Going on would give others a history that they set aside."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, count={"count": 1})
    with device.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE stream SET frozen = 1")
    with pytest.raises(DeviceForked):
        device.put("plan", PLANS, PLAN, count={"count": 2})
    assert [len(list(group)) for _, group in groupby(device.batches())] == [1]
