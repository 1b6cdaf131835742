"""The network of one day, and two days compared, by the days written on the ties."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from storage.lines.network import TieLine
from storage.rules.network_days import compared, standing_on

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 1))


def tie(key: bytes, since: dt.date | None, until: dt.date | None) -> TieLine:
    """Return a tie of which only its days matter."""
    return TieLine(
        key, key, None, "", "", "close", "", "", "not-asked", "", "open", "", None, "unknown", "",
        "unknown", conflict=False, said_by_client=False, nearness="unknown", anchoring=False,
        since=since, until=until,
    )  # fmt: skip


ties = st.lists(
    st.builds(tie, st.binary(min_size=4, max_size=4), st.none() | DAYS, st.none() | DAYS).filter(
        lambda line: not (line.since and line.until) or line.since <= line.until
    ),
    unique_by=lambda line: line.id,
)


@given(ties, DAYS, DAYS)
def test_came_and_went_make_the_one_day_of_the_other(
    lines: list[TieLine], one: dt.date, other: dt.date
) -> None:
    """Who stood there first, without who went, with who came, stands there last."""
    found = compared(lines, one, other)
    before = {line.id for line in standing_on(lines, found.first)}
    after = {line.id for line in standing_on(lines, found.last)}
    went, came = ({line.id for line in part} for part in (found.went, found.came))
    assert (before - went) | came == after
    assert {line.id for line in found.stayed} == before & after
    assert not came & went


@given(ties, DAYS, DAYS)
def test_the_order_of_the_days_changes_nothing(
    lines: list[TieLine], one: dt.date, other: dt.date
) -> None:
    """The earlier day is always the first."""
    assert compared(lines, one, other) == compared(lines, other, one)


def test_first_and_last_day_are_in_it() -> None:
    """A tie holds on the day it begins and on its last day; before and after it does not."""
    line = tie(b"t", dt.date(2026, 1, 5), dt.date(2026, 1, 7))
    held = [bool(standing_on((line,), dt.date(2026, 1, day))) for day in range(4, 9)]
    assert held == [False, True, True, True, False]


def test_a_tie_without_a_first_day_is_counted_as_such() -> None:
    """It counts as there all along, and the comparison says that one such is in it."""
    found = compared((tie(b"t", None, None),), dt.date(2026, 1, 1), dt.date(2026, 2, 1))
    assert (len(found.stayed), found.undated) == (1, 1)
