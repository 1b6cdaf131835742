"""The clock of an agenda."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as some

from storage.lines.meetings import AgendaLine
from storage.rules.agenda import (
    minutes_between,
    moved_on,
    next_item,
    planned_minutes,
    running_item,
    seconds_left,
    used_seconds,
)

NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)


def item(
    number: int, *, minutes: int = 5, spent: int = 0, ago: int = -1, closed: bool = False
) -> AgendaLine:
    """Make an item; ``ago`` seconds since its clock started, -1 for a clock that stands."""
    started = None if ago < 0 else NOW - dt.timedelta(seconds=ago)
    return AgendaLine(
        number.to_bytes(16, "big"), number, f"Kohta {number}", minutes, None, "",
        from_client=False, started_at=started, spent=spent, closed=closed,
    )  # fmt: skip


ITEMS = some.lists(
    some.builds(
        item, some.integers(0, 99), minutes=some.integers(0, 120), spent=some.integers(0, 9999),
        ago=some.integers(-1, 9999), closed=some.booleans(),
    ),
    max_size=8,
    unique_by=lambda line: line.id,
)  # fmt: skip


def test_the_running_stretch_counts() -> None:
    """Two minutes before and one running are three minutes; seven of ten are left."""
    running = item(1, minutes=10, spent=120, ago=60)
    assert used_seconds(running, NOW) == 180
    assert seconds_left(running, NOW) == 420


def test_a_closed_item_stands_still() -> None:
    """What was spent stays, whatever the clock says."""
    assert used_seconds(item(1, spent=90, ago=500, closed=True), NOW) == 90


def test_a_clock_set_back_never_takes_time_away() -> None:
    """A start in the future counts as nothing."""
    later = NOW - dt.timedelta(hours=1)
    assert used_seconds(item(1, spent=30, ago=0), later) == 30


@given(ITEMS)
def test_next_is_open_and_not_running(items: list[AgendaLine]) -> None:
    """The next item is never the running one nor a closed one; none only when none is open."""
    found, running = next_item(items), running_item(items)
    if found is None:
        assert all(line.closed or line is running for line in items)
    else:
        assert not found.closed
        assert found is not running


@given(ITEMS)
def test_totals(items: list[AgendaLine]) -> None:
    """The plan is the sum of its items; what was used is never negative."""
    assert planned_minutes(items) == sum(line.minutes for line in items)
    assert all(used_seconds(line, NOW) >= line.spent for line in items)


@given(ITEMS, some.data())
def test_moving_on_stops_one_clock_and_starts_one(
    items: list[AgendaLine], data: some.DataObject
) -> None:
    """After moving on exactly the item that was meant runs, and no second is lost."""
    keys = [line.id for line in items]
    wanted = data.draw(some.sampled_from([None, *keys]))
    after = moved_on(items, wanted, NOW)
    assert [line.id for line in after if line.started_at and not line.closed] == (
        [] if wanted is None else [wanted]
    )
    assert sum(used_seconds(line, NOW) for line in after) == sum(
        used_seconds(line, NOW) for line in items
    )


def test_length_of_a_meeting() -> None:
    """A meeting without an end has no length."""
    start = dt.datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001 - a wall time
    assert minutes_between(start, start + dt.timedelta(minutes=45)) == 45
    assert minutes_between(start, None) is None
