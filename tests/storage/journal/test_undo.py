"""Undo and redo as new changes."""

import pytest

from storage.errors import UndoGone
from storage.journal.merge import view
from storage.journal.purge import purge
from storage.journal.undo import undo_into
from storage.journal.write import Done
from tests.storage.journal.devices import Device, acquainted
from tests.storage.journal.made_up import CASE, record_id

PLANS = (CASE, "plans")
PLAN = record_id(1)


def undo(device: Device, done: Done) -> Done:
    """Undo a change by a new one."""
    with device.change() as change:
        undo_into(change.writer, done)
    return change.done


def count(device: Device) -> int | None:
    """Return the plan's count as its row has it."""
    row = device.row("plan", PLAN)
    return None if row is None else int(row["count"])


def test_an_edit_is_undone_and_done_again() -> None:
    """Redo is the undo of the undo."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, count={"count": 1}, text={"title": "Malli"})
    edit = device.put("plan", PLANS, PLAN, count={"count": 2})
    undone = undo(device, edit)
    assert count(device) == 1
    redone = undo(device, undone)
    assert count(device) == 2
    undo(device, redone)
    assert count(device) == 1


def test_a_group_that_did_not_stand_before_becomes_empty() -> None:
    """Its fields read as their defaults again."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, text={"title": "Malli"})
    undo(device, device.put("plan", PLANS, PLAN, count={"count": 2}))
    assert count(device) == 0


def test_making_a_record_is_undone_by_deleting_it() -> None:
    """And redone by bringing it back."""
    device = Device(1)
    made = device.put("plan", PLANS, PLAN, count={"count": 1}, text={"title": "Malli"})
    undone = undo(device, made)
    assert count(device) is None
    undo(device, undone)
    assert count(device) == 1
    assert not view(device.state(PLAN)).conflicts


def test_a_deletion_is_undone() -> None:
    """The record is back as it was, and can be deleted again by redo."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, count={"count": 1})
    undone = undo(device, device.delete("plan", PLANS, PLAN))
    assert count(device) == 1
    undo(device, undone)
    assert count(device) is None


def test_bringing_back_with_an_edit_is_undone() -> None:
    """The record is deleted again, without a conflict about the edit."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, count={"count": 1})
    device.delete("plan", PLANS, PLAN)
    undo(device, device.put("plan", PLANS, PLAN, count={"count": 2}))
    assert count(device) is None
    assert not view(device.state(PLAN)).conflicts


def test_bringing_back_with_an_edit_is_undone_to_the_old_value() -> None:
    """What lies under the deletion is what lay there before."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, count={"count": 1})
    deleted = device.delete("plan", PLANS, PLAN)
    undo(device, device.put("plan", PLANS, PLAN, count={"count": 2}))
    undo(device, deleted)
    assert count(device) == 1


def test_changes_are_undone_one_after_the_other() -> None:
    """And done again in turn, through making, editing, deleting and bringing back."""
    device = Device(1)
    steps = [device.put("plan", PLANS, PLAN, count={"count": 1})]
    steps.append(device.put("plan", PLANS, PLAN, count={"count": 2}))
    steps.append(device.put("plan", PLANS, PLAN, text={"title": "Malli"}))
    steps.append(device.delete("plan", PLANS, PLAN))
    steps.append(device.put("plan", PLANS, PLAN, count={"count": 3}))
    undone = []
    for seen in (None, 2, 2, 1, None):
        undone.append(undo(device, steps.pop()))
        assert count(device) == seen
    for seen in (1, 2, 2, None, 3):
        undo(device, undone.pop())
        assert count(device) == seen
    assert not view(device.state(PLAN)).conflicts


def test_the_same_value_by_another_device_stands_in_the_way() -> None:
    """A colleague who confirmed a value is not overruled by an undo."""
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, count={"count": 1})
    two.take(one.batches())
    edit = one.put("plan", PLANS, PLAN, count={"count": 2})
    two.put("plan", PLANS, PLAN, count={"count": 2})
    one.take(two.batches())
    with pytest.raises(UndoGone):
        undo(one, edit)


def test_a_resolution_is_undone_to_the_conflict_it_ended() -> None:
    """Both values are back, for another decision."""
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, count={"count": 1})
    two.put("plan", PLANS, PLAN, count={"count": 2})
    one.take(two.batches())
    with one.change() as change:
        change.writer.resolve("plan", *PLANS, PLAN, "count", {"count": 3})
    undo(one, change.done)
    assert {op.value["count"] for op in one.state(PLAN).heads if op.value} == {1, 2}
    assert [conflict.what for conflict in view(one.state(PLAN)).conflicts] == ["values"]


def test_a_change_of_several_records_is_undone_whole() -> None:
    """Each record by its own history."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, count={"count": 1})
    with device.change() as change:
        change.writer.put("plan", *PLANS, PLAN, "count", {"count": 2})
        change.writer.put("plan", *PLANS, record_id(2), "count", {"count": 5})
    undo(device, change.done)
    assert count(device) == 1
    assert device.row("plan", record_id(2)) is None


def test_a_later_edit_of_the_group_stands_in_the_way() -> None:
    """Undo never takes someone else's work with it, not even one's own later work."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, count={"count": 1})
    edit = device.put("plan", PLANS, PLAN, count={"count": 2})
    device.put("plan", PLANS, PLAN, count={"count": 3})
    with pytest.raises(UndoGone):
        undo(device, edit)
    assert count(device) == 3


def test_a_later_edit_of_another_group_does_not() -> None:
    """Groups are apart."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, count={"count": 1}, text={"title": "Malli"})
    edit = device.put("plan", PLANS, PLAN, count={"count": 2})
    device.put("plan", PLANS, PLAN, text={"title": "Muu"})
    undo(device, edit)
    assert count(device) == 1


def test_any_later_edit_keeps_a_new_record() -> None:
    """Undoing its making would delete the later work."""
    one, two = acquainted(2)
    made = one.put("plan", PLANS, PLAN, count={"count": 1})
    two.take(one.batches())
    two.put("plan", PLANS, PLAN, text={"title": "Malli"})
    one.take(two.batches())
    with pytest.raises(UndoGone):
        undo(one, made)


def test_a_change_cannot_be_undone_twice() -> None:
    """The second time, the undo itself stands on it."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, count={"count": 1})
    edit = device.put("plan", PLANS, PLAN, count={"count": 2})
    undo(device, edit)
    with pytest.raises(UndoGone):
        undo(device, edit)


def test_a_purged_value_does_not_come_back() -> None:
    """The old value lies in the memory of the change; after a purge it is not written again."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, count={"count": 1})
    edit = device.put("plan", PLANS, PLAN, count={"count": 2})
    with device.engine.begin() as connection:
        purge(connection, PLAN)
    with pytest.raises(UndoGone):
        undo(device, edit)


def test_a_purged_old_version_does_not_come_back_either() -> None:
    """Only the superseded value was purged; the change remembers it, the journal may not."""
    device = Device(1)
    first = device.put("plan", PLANS, PLAN, count={"count": 1})
    edit = device.put("plan", PLANS, PLAN, count={"count": 2})
    with device.engine.begin() as connection:
        assert purge(connection, PLAN, [op.id for op in first.batches[0].ops]) == 1
    with pytest.raises(UndoGone):
        undo(device, edit)
    assert count(device) == 2
