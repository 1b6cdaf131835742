"""Conflicts as they are listed, read and resolved."""

from storage.journal.conflicts import (
    Choice,
    Conflict,
    count_conflicts,
    list_conflicts,
    read_conflict,
)
from storage.journal.op import LIFE
from tests.storage.journal.devices import Device, acquainted
from tests.storage.journal.made_up import CASE, record_id

PLANS = (CASE, "plans")
PLAN = record_id(1)


def disagreeing() -> tuple[Device, Device]:
    """Return two devices that wrote different counts, both taken in on both."""
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, text={"title": "Malli"}, count={"count": 1})
    two.take(one.batches())
    two.minutes += 5
    one.put("plan", PLANS, PLAN, count={"count": 2})
    two.put("plan", PLANS, PLAN, count={"count": 3})
    one.take(two.batches())
    two.take(one.batches())
    return one, two


def listed(device: Device) -> list[tuple[str, str]]:
    """Return (group, what) of all conflicts."""
    with device.engine.begin() as connection:
        found = list_conflicts(connection)
        assert len(found) == count_conflicts(connection)
    return [(one.group, one.what) for one in found]


def sides(device: Device, group: str) -> tuple[Choice, ...]:
    """Return the sides of a conflict."""
    with device.engine.begin() as connection:
        return read_conflict(connection, PLAN, group)


def test_differing_values_are_listed_on_both_sides() -> None:
    """With the kind of the record, and nothing of the values."""
    one, two = disagreeing()
    for device in (one, two):
        with device.engine.begin() as connection:
            assert list_conflicts(connection) == (Conflict(PLAN, "plan", "count", "values", ""),)


def test_the_sides_say_who_wrote_what() -> None:
    """The shown one first, with device, person and clock."""
    one, two = disagreeing()
    first, second = sides(one, "count")
    assert (first.value, first.is_shown, first.deleted) == ({"count": 3}, True, False)
    assert (second.value, second.is_shown) == ({"count": 2}, False)
    assert first.op.device == two.signer.device_id
    assert first.op.source.person == two.person
    assert first.op.clock > second.op.clock


def test_a_resolution_ends_it_everywhere() -> None:
    """One decides; the decision travels."""
    one, two = disagreeing()
    with one.change() as change:
        change.writer.resolve("plan", *PLANS, PLAN, "count", {"count": 2})
    two.take(one.batches())
    assert listed(one) == listed(two) == []
    assert sides(one, "life") == ()
    row = two.row("plan", PLAN)
    assert row is not None
    assert row["count"] == 2


def deleted_and_edited() -> tuple[Device, Device]:
    """Return a device that deleted and one that edited, both taken in on both."""
    one, two = acquainted(2)
    one.put("plan", PLANS, PLAN, text={"title": "Malli"}, count={"count": 1})
    two.take(one.batches())
    one.delete("plan", PLANS, PLAN)
    two.put("plan", PLANS, PLAN, count={"count": 2})
    one.take(two.batches())
    two.take(one.batches())
    return one, two


def test_delete_against_edit_keeps_the_row_and_is_listed() -> None:
    """The sides are the deletion and the edit that it had not seen."""
    one, two = deleted_and_edited()
    for device in (one, two):
        assert listed(device) == [(LIFE, "deletion")]
        row = device.row("plan", PLAN)
        assert row is not None
        assert row["count"] == 2
    found = sides(one, LIFE)
    assert [(side.deleted, side.value) for side in found if not side.deleted] == [
        (False, {"count": 2})
    ]
    assert sum(side.deleted for side in found) == 1


def test_deleting_again_ends_it() -> None:
    """The second time the edit was seen."""
    one, two = deleted_and_edited()
    two.delete("plan", PLANS, PLAN)
    one.take(two.batches())
    for device in (one, two):
        assert device.row("plan", PLAN) is None
        assert listed(device) == []
        assert sides_of_deleted(device) == ()


def sides_of_deleted(device: Device) -> tuple[Choice, ...]:
    """Return what is in conflict about the deleted plan."""
    return (*sides(device, LIFE), *sides(device, "count"))


def test_bringing_back_ends_it() -> None:
    """The edit stays."""
    one, two = deleted_and_edited()
    with one.change() as change:
        change.writer.undelete("plan", *PLANS, PLAN)
    two.take(one.batches())
    for device in (one, two):
        assert device.row("plan", PLAN)
        assert listed(device) == []


def test_an_invalid_record_shows_all_its_groups() -> None:
    """A person sees what does not fit together."""
    device = Device(1)
    device.put("plan", PLANS, PLAN, starts={"starts": "2026-12-05"}, ends={"ends": "2026-12-01"})
    assert listed(device) == [("", "invalid")]
    assert [side.op.group for side in sides(device, "")] == ["ends", "starts"]
    assert [side.op.group for side in sides(device, "starts")] == ["starts"]
