"""Gaps, unmet needs without names, and what a handover waits for: by every combination."""

import datetime as dt
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.lines.needs import NeedLine
from storage.records.needs import AIMS, NeedArea, NeedState
from storage.records.sharing import LifeArea
from storage.rules.gaps import MOST, WANTED, Actor, Gap, gap_of, gaps
from storage.rules.handovers import gap_days, standing
from storage.rules.unmet import FEW, tally

AREAS = st.sampled_from([str(area) for area in LifeArea])
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
FOUND = st.lists(
    st.tuples(
        st.integers(0, 30).map(lambda n: bytes([n])), AREAS, st.sampled_from(["", "PS", "KS"])
    ),
    max_size=120,
)


def need(area: str, gap: str) -> NeedLine:
    """Return a need with this gap."""
    return NeedLine(
        area.encode(), b"case", area, "needed", "", "", None, "", "", is_person=False,
        service_id=None, service="", unmet=gap == Gap.UNMET, unmet_words="", is_kept=True,
        is_aim=False, gap=gap,
    )  # fmt: skip


def test_the_areas_are_the_aims_and_those_of_sharing() -> None:
    """One list of life areas: in another order or with another word it would not be one."""
    assert [str(area) for area in NeedArea if area not in AIMS] == [str(area) for area in LifeArea]


@given(st.sampled_from(NeedState), st.sampled_from(Actor), st.booleans(), st.booleans())
def test_a_gap_is_a_wanted_need_without_anybody_named(
    state: NeedState,
    actor: Actor,
    has_service: bool,
    unmet: bool,
) -> None:
    """And nothing else is one; an aim never is; what is unmet is called so."""
    found = gap_of(state, actor, has_service=has_service, unmet=unmet)
    assert bool(found) == (state in WANTED and actor != Actor.NAMED)
    if found and unmet:
        assert found == Gap.UNMET
    assert not gap_of(state, actor, has_service=has_service, unmet=unmet, is_aim=True)


@given(st.lists(st.tuples(AREAS, st.sampled_from(["", *Gap])), max_size=12), st.integers(0, 9))
def test_each_gap_comes_once_with_what_was_found_for_its_area(
    given_: list[tuple[str, str]], many: int
) -> None:
    """No gap is left out, at most five services are named, none where none answers."""
    asked: list[str] = []

    def suggest(area: str) -> Any:  # noqa: ANN401 - stands for lines of services
        asked.append(area)
        return tuple(range(many))

    found = gaps([need(*each) for each in given_], suggest)
    assert [(line.need.area, line.need.gap) for line in found] == [one for one in given_ if one[1]]
    for line in found:
        assert len(line.suggestions) == (0 if line.need.gap == Gap.UNMET else min(many, MOST))
    assert Counter(asked) == Counter(area for area, gap in given_ if gap not in {"", Gap.UNMET})


@settings(max_examples=100)
@given(FOUND)
def test_no_small_number_is_told_and_none_can_be_reckoned(
    found: list[tuple[bytes, str, str]],
) -> None:
    """Each number told is five clients at least; counties, where told, make up the whole area."""
    clients = {
        area: {case for case, one, _county in found if one == area} for _c, area, _k in found
    }
    lines = tally(found)
    assert {line.area for line in lines} == set(clients)
    for line in lines:
        many = len(clients[line.area])
        assert line.clients == (many if many >= FEW else None)
        assert all(count >= FEW for _county, count in line.counties)
        assert not line.counties or sum(count for _county, count in line.counties) == many


def test_a_small_number_would_be_seen() -> None:
    """Negative control: with the least number taken away, one client is told."""
    (line,) = tally([(b"1", "housing", "PS")], few=1)
    assert (line.clients, line.counties) == (1, (("PS", 1),))
    assert tally([(b"1", "housing", "PS")])[0].clients is None


@given(
    st.sampled_from(("offered", "accepted", "declined", "withdrawn")),
    st.none() | DAYS, st.none() | DAYS, st.booleans(),
)  # fmt: skip
def test_a_handover_is_over_when_accepted_told_and_met(
    state: str,
    told: dt.date | None,
    contact: dt.date | None,
    is_latest: bool,
) -> None:
    """Or withdrawn, or when the role was offered again; else it waits for one thing."""
    over = not is_latest or state == "withdrawn" or (state == "accepted" and told and contact)
    assert bool(standing(state, told, contact, is_latest=is_latest)) == (not over)


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_days_without_anybody_are_whole_days_between(end: dt.date, met: int, now: int) -> None:
    """Met on the last day or the next one: none; not met: they grow with each day."""
    one = dt.timedelta(days=1)
    days = gap_days(end, end + met * one, end + now * one)
    assert days == sum(end < end + n * one < end + met * one for n in range(met + 1))
    assert gap_days(end, None, end + now * one) == max(0, now - 1)
    assert gap_days(None, None, end) is None
