"""The Writer: deleting records and bringing them back."""

from storage.journal.merge import view
from storage.journal.op import LIFE
from tests.storage.journal.devices import Device
from tests.storage.journal.made_up import CASE, record_id

PLANS = (CASE, "plans")
PLAN = record_id(1)


def test_deleting_keeps_the_values() -> None:
    """The row goes; the heads stay and the life op names them."""
    device = Device(1)
    made = device.put("plan", PLANS, PLAN, text={"title": "Malli"}, count={"count": 1})
    gone = device.delete("plan", PLANS, PLAN)
    assert device.row("plan", PLAN) is None
    life = gone.batches[0].ops[0]
    assert set(life.saw) == {op.id for op in made.batches[0].ops}
    assert not device.delete("plan", PLANS, PLAN).batches


def test_what_a_change_made_and_deleted_was_never_there() -> None:
    """A record made and deleted in one change leaves no trace."""
    device = Device(1)
    with device.change() as change:
        change.writer.put("plan", *PLANS, PLAN, "text", {"title": "Malli"})
        change.writer.delete("plan", *PLANS, PLAN)
    assert not change.done.batches


def test_a_save_after_a_deletion_in_one_change_keeps_the_record() -> None:
    """The last word counts for the record's life too."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, text={"title": "Malli"})
    with device.change() as change:
        change.writer.delete("plan", *PLANS, PLAN)
        change.writer.put("plan", *PLANS, PLAN, "text", {"title": "Muu"})
    assert [op.group for op in change.done.batches[0].ops] == ["text"]
    assert device.row("plan", PLAN)


def test_a_deleted_record_saved_again_is_back() -> None:
    """What the program makes anew under a derived id comes back, even with the old values."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, text={"title": "Malli"})
    device.delete("plan", PLANS, PLAN)
    done = device.put("plan", PLANS, PLAN, text={"title": "Malli"})
    assert [op.group for op in done.batches[0].ops] == [LIFE]
    row = device.row("plan", PLAN)
    assert row is not None
    assert row["title"] == "Malli"
    assert not view(device.state(PLAN)).conflicts


def test_taking_back_what_was_not_deleted_writes_nothing() -> None:
    """Nor does it make a record."""
    device = Device(1)
    for _ in range(2):
        with device.change() as change:
            change.writer.undelete("plan", *PLANS, PLAN)
            change.writer.delete("plan", *PLANS, record_id(7))
        assert not change.done.batches
        device.put("plan", PLANS, PLAN, text={"title": "Malli"})
