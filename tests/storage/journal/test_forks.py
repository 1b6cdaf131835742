"""Two histories of one stream: kept, shown, never applied, and frozen from there on."""

import pytest

from storage.journal.arrival import Fit, Line
from storage.journal.batch import Batch
from storage.journal.forks import list_forks
from tests.storage.journal.devices import Device, introduce
from tests.storage.journal.made_up import CASE, record_id

PLANS, MEMOS = (CASE, "plans"), (CASE, "memos")
PLAN = record_id(1)


def copied_device() -> tuple[Device, Device, Device]:
    """Return a device, its copy (the same key), and a third that knows them; one edit in common."""
    one, copy, third = Device(1), Device(1), Device(2)
    introduce([one, third])
    introduce([copy, third])
    one.put("plan", PLANS, PLAN, count={"count": 1})
    copy.take(one.batches())
    copy.minutes = 30
    for device, number in ((one, 2), (copy, 3)):
        device.put("plan", PLANS, PLAN, count={"count": number})
    return one, copy, third


def count(device: Device) -> object:
    """Return the plan's count."""
    row = device.row("plan", PLAN)
    return row and row["count"]


def test_the_same_number_with_another_content_is_a_fork() -> None:
    """The first history stays applied, the second is kept and reported."""
    one, copy, third = copied_device()
    third.take(one.batches())
    taken = third.take(copy.batches())
    assert [place.seq for place in taken.forks] == [2]
    assert count(third) == 2
    with third.engine.begin() as connection:
        assert [(fork.seq, fork.reason) for fork in list_forks(connection)] == [(2, "fork")]
        assert list_forks(connection)[0].sealed == copy.batches()[1]


def test_the_alarm_sounds_once() -> None:
    """A fork that comes again is not new, and changes nothing."""
    one, copy, third = copied_device()
    third.take(one.batches())
    third.take(copy.batches())
    before = third.tables()
    again = third.take(copy.batches())
    assert not again.forks
    assert third.tables() == before


def test_both_histories_are_reported_on_both_sides() -> None:
    """Whoever got one history first sees the other as the fork."""
    one, copy, third = copied_device()
    fourth = Device(3)
    fourth.meet(one)
    for taker, first, second in ((third, one, copy), (fourth, copy, one)):
        taker.take(first.batches())
        assert taker.take(second.batches()).forks
    assert (count(third), count(fourth)) == (2, 3)


def test_after_a_fork_the_stream_is_frozen() -> None:
    """Later batches of either history are set aside; other streams go on."""
    one, copy, third = copied_device()
    third.take(one.batches())
    third.take(copy.batches())
    one.put("plan", PLANS, PLAN, count={"count": 5})
    one.put("memo", MEMOS, record_id(2), text={"text": "x"})
    taken = third.take(one.batches())
    assert [place.seq for place in taken.set_aside] == [3]
    assert count(third) == 2
    assert third.row("memo", record_id(2))


def test_without_the_freeze_the_stream_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: what follows a fork would be applied as if nothing had happened."""
    one, copy, third = copied_device()
    third.take(one.batches())
    third.take(copy.batches())
    one.put("plan", PLANS, PLAN, count={"count": 5})
    judge = Line.judge

    def thawed(line: Line, batch: Batch) -> tuple[Fit, int]:
        line.frozen = 0
        return judge(line, batch)

    monkeypatch.setattr(Line, "judge", thawed)
    assert not third.take(one.batches()).set_aside
    assert count(third) == 5


def test_a_chain_that_stands_on_another_history_is_a_fork() -> None:
    """The third batch of one history does not fit on the second of the other."""
    one, copy, third = copied_device()
    copy.put("plan", PLANS, PLAN, count={"count": 4})
    third.take(one.batches())
    taken = third.take(copy.batches()[2:])
    assert [place.seq for place in taken.forks] == [3]
    assert count(third) == 2


def test_a_gap_filled_from_another_history_is_a_fork() -> None:
    """The second batch of one history does not fit under the third of the other."""
    one, copy, third = copied_device()
    copy.put("plan", PLANS, PLAN, count={"count": 4})
    third.take([copy.batches()[0], copy.batches()[2]])
    taken = third.take(one.batches())
    assert [place.seq for place in taken.forks] == [2]
    assert count(third) == 4
    assert third.take(copy.batches()).new == 1, "the batch that fits still fills the gap"
    assert count(third) == 4


def test_a_fork_in_one_lot_is_seen() -> None:
    """Both histories on one stick."""
    one, copy, third = copied_device()
    taken = third.take([*one.batches(), *copy.batches()])
    assert [place.seq for place in taken.forks] == [2]


@pytest.mark.parametrize("late", [True, False])
def test_a_gap_before_the_fork_can_still_be_filled(late: bool) -> None:
    """What lies before the contradiction is the same in both histories."""
    one, copy, third = copied_device()
    first = one.batches()[0]
    third.take(one.batches()[1:])
    third.take(copy.batches()[1:])
    taken = third.take([first] if late else [first, first])
    assert taken.new == 1
    assert taken.gaps == ()
