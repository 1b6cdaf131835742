"""The hybrid clock: it never goes back, and never follows a wrong one."""

from hypothesis import given
from hypothesis import strategies as st

from storage.journal.clock import COUNTER_BITS, DAY_MS, HybridClock, is_future, system_ms, wall_ms

NOW = 1_795_000_000_000


def test_a_tick_shows_the_wall_time() -> None:
    """The first tick is the wall time with counter zero."""
    assert HybridClock(0, lambda: NOW).tick() == NOW << COUNTER_BITS


@given(st.lists(st.integers(min_value=-(10**12), max_value=2 * NOW), min_size=2, max_size=30))
def test_ticks_only_grow_while_the_wall_clock_jumps(times: list[int]) -> None:
    """A wall clock set back, or before 1970, never makes our clock go back."""
    walls = iter(times)
    clock = HybridClock(0, lambda: 0)
    clock.now_ms = lambda: next(walls)
    ticks = [clock.tick() for _ in times]
    assert ticks == sorted(set(ticks))


def test_a_tick_stands_after_what_was_seen() -> None:
    """An op written after another was read has the later clock."""
    clock = HybridClock(0, lambda: NOW)
    foreign = (NOW + DAY_MS) << COUNTER_BITS
    assert clock.observe(foreign)
    assert clock.tick() == foreign + 1


def test_a_clock_more_than_a_day_ahead_is_flagged_and_not_followed() -> None:
    """The tolerance is 24 hours to the millisecond."""
    clock = HybridClock(0, lambda: NOW)
    foreign = (NOW + DAY_MS + 1) << COUNTER_BITS
    assert is_future(foreign, NOW)
    assert not clock.observe(foreign)
    assert clock.tick() == NOW << COUNTER_BITS


def test_without_the_tolerance_one_wrong_clock_drags_ours() -> None:
    """Negative control: following any clock would put ours 40 days ahead."""
    clock = HybridClock(0, lambda: NOW)
    clock.last = max(clock.last, (NOW + 40 * DAY_MS) << COUNTER_BITS)
    assert wall_ms(clock.tick()) == NOW + 40 * DAY_MS


def test_the_system_clock_is_milliseconds_of_this_century() -> None:
    """A unit mistaken would put every op into the future."""
    assert NOW // 2 < system_ms() < NOW * 2


def test_it_goes_on_after_a_restart() -> None:
    """The last clock kept in the vault is stood after, unless it lies in the future."""
    last = (NOW << COUNTER_BITS) + 7
    assert HybridClock(last, lambda: NOW).tick() == last + 1
    wild = (NOW + 2 * DAY_MS) << COUNTER_BITS
    assert HybridClock(wild, lambda: NOW).tick() == NOW << COUNTER_BITS
