"""The meetings' desk: when a meeting was, where nobody had planned its time."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.casebook.meetings import in_zone
from tests.offices import small_case

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

BEGAN = dt.datetime(2026, 11, 24, 7, 31, 12, tzinfo=dt.UTC)


def test_a_meeting_without_a_time_is_of_the_time_it_began(casebook: "Casebook") -> None:
    """Its wall time is written at the start; one undo takes start and time back."""
    small = small_case(casebook)
    meeting = casebook.meetings.plan(small.case, [])
    casebook.meetings.start(meeting, BEGAN)
    assert casebook.meetings.line(meeting).starts == dt.datetime(2026, 11, 24, 9, 31)  # noqa: DTZ001
    casebook.undo()
    line = casebook.meetings.line(meeting)
    assert (line.starts, line.state) == (None, "planned")


def test_a_planned_time_stays(casebook: "Casebook") -> None:
    """Starting late does not move the meeting."""
    small = small_case(casebook)
    planned = casebook.meetings.line(small.meeting).starts
    casebook.meetings.start(small.meeting, BEGAN)
    assert casebook.meetings.line(small.meeting).starts == planned


@pytest.mark.parametrize("zone", ["Nowhere/At all", ""])
def test_an_unknown_zone_is_the_machines(zone: str) -> None:
    """The moment stays the same."""
    assert in_zone(BEGAN, zone) == BEGAN
