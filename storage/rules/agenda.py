"""The clock of an agenda: what is planned, what was used, what runs now, what comes next.

The law: pure functions over agenda lines in their order; seconds of one's own clock, never a
judgement of a person. A clock set back never gives less than nothing.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from storage.lines.meetings import AgendaLine

MINUTE = 60


def used_seconds(item: AgendaLine, now: dt.datetime) -> int:
    """Return the seconds spent on ``item``, the stretch now running included."""
    running = 0.0
    if item.started_at is not None and not item.closed:
        running = max(0.0, (now - item.started_at).total_seconds())
    return item.spent + int(running)


def planned_minutes(items: Sequence[AgendaLine]) -> int:
    """Return the minutes planned for all items."""
    return sum(item.minutes for item in items)


def running_item(items: Sequence[AgendaLine]) -> AgendaLine | None:
    """Return the item whose clock runs."""
    return next((item for item in items if item.started_at and not item.closed), None)


def next_item(items: Sequence[AgendaLine]) -> AgendaLine | None:
    """Return the first open item after the running one, else the first open one before it."""
    running = running_item(items)
    place = items.index(running) + 1 if running is not None else 0
    order = chain(items[place:], items[:place])
    return next((item for item in order if not item.closed and item is not running), None)


def moved_on(
    items: Sequence[AgendaLine], item_id: bytes | None, now: dt.datetime
) -> tuple[AgendaLine, ...]:
    """Return the items after the running one was stopped and ``item_id`` started; None only stops.

    What the meetings' desk writes, known before it is written.
    """
    stopped = (
        replace(item, spent=used_seconds(item, now), started_at=None, closed=True)
        if item.started_at is not None and not item.closed
        else item
        for item in items
    )
    return tuple(
        replace(item, started_at=now, closed=False) if item.id == item_id else item
        for item in stopped
    )


def seconds_left(item: AgendaLine, now: dt.datetime) -> int:
    """Return the planned seconds that are left of ``item``; below 0 it runs over."""
    return item.minutes * MINUTE - used_seconds(item, now)


def minutes_between(starts: dt.datetime | None, ends: dt.datetime | None) -> int | None:
    """Return the length of a meeting in minutes, None while it has no end."""
    if starts is None or ends is None:
        return None
    return round((ends - starts).total_seconds() / MINUTE)
