"""Follow-up contacts against a real vault: planned, moved, tried, missed, their own section."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.errors import Invalid
from storage.records.kinds import KINDS

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

RELEASE = dt.date(2026, 12, 3)
NEXT_DAY = dt.date(2026, 12, 4)
NOW = dt.datetime(2026, 12, 4, 10, tzinfo=dt.UTC)


def plan_all(casebook: "Casebook", case: bytes) -> tuple[bytes, ...]:
    """Accept every proposal as it stands."""
    lines = casebook.follow_ups.proposals(case).lines
    return casebook.follow_ups.plan(case, {line.id: line.due for line in lines})


def test_nothing_is_written_before_it_is_accepted(casebook: "Casebook", small: "SmallCase") -> None:
    """Proposals are read only; what is accepted is one change, and one undo takes it away."""
    plan = casebook.follow_ups.proposals(small.case)
    assert plan.release == RELEASE
    assert [line.asked for line in plan.lines] == [
        NEXT_DAY, dt.date(2026, 12, 10), dt.date(2027, 1, 3), dt.date(2027, 3, 3),
        dt.date(2027, 6, 3),
    ]  # fmt: skip
    assert plan.lines[2].due == dt.date(2027, 1, 4)  # the third of January is a Sunday
    assert casebook.follow_ups.lines(small.case) == ()
    plan_all(casebook, small.case)
    assert len(casebook.follow_ups.lines(small.case)) == len(plan.lines)
    casebook.undo()
    assert casebook.follow_ups.lines(small.case) == ()


def test_the_day_asked_for_may_be_kept(casebook: "Casebook", small: "SmallCase") -> None:
    """Whoever declines the move has the closed day; the asked one stands beside either."""
    line = casebook.follow_ups.proposals(small.case).lines[2]
    (made,) = casebook.follow_ups.plan(small.case, {line.id: line.asked})
    (kept,) = casebook.follow_ups.lines(small.case)
    assert (kept.id, kept.asked, kept.due) == (made, line.asked, line.asked)


def test_two_plannings_make_one_plan(casebook: "Casebook", small: "SmallCase") -> None:
    """The ids are derived: planning again makes nothing new, and says so."""
    first = plan_all(casebook, small.case)
    standing = {line.standing for line in casebook.follow_ups.proposals(small.case).lines}
    assert standing == {"same"}
    assert plan_all(casebook, small.case) == first


def test_a_new_planning_date_moves_nothing_by_itself(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """The contacts stay until the new days are accepted; what was made is proposed as ended."""
    plan_all(casebook, small.case)
    first = casebook.follow_ups.lines(small.case)[0]
    casebook.follow_ups.mark(first.id, "done", on=NEXT_DAY)
    casebook.cases.tell_release(small.case, day=dt.date(2026, 12, 10), certainty="confirmed")
    assert casebook.follow_ups.lines(small.case)[1].due == dt.date(2026, 12, 10)
    lines = casebook.follow_ups.proposals(small.case).lines
    assert [line.standing for line in lines] == ["ended", *["moved"] * 4]
    assert lines[1].before == dt.date(2026, 12, 10)
    moved = {line.id: line.due for line in lines if line.standing == "moved"}
    casebook.follow_ups.plan(small.case, moved)
    after = casebook.follow_ups.lines(small.case)
    assert (after[0].state, after[0].due) == ("done", NEXT_DAY)
    assert after[1].due == dt.date(2026, 12, 17)


def test_a_planning_date_removed(casebook: "Casebook", small: "SmallCase") -> None:
    """The contacts stay as they are and say from which day; planning is refused."""
    plan_all(casebook, small.case)
    casebook.cases.plan_by(small.case, None)
    line = casebook.follow_ups.lines(small.case)[0]
    assert (line.planned_from, line.release, line.due) == (RELEASE, None, NEXT_DAY)
    assert casebook.follow_ups.proposals(small.case).lines == ()
    with pytest.raises(Invalid) as refused:
        casebook.follow_ups.plan(small.case, {})
    assert refused.value.reason == "no-planning-date"


def test_a_contact_before_the_release_is_refused(casebook: "Casebook", small: "SmallCase") -> None:
    """Added, planned or edited: never before the day it was planned from."""
    day = RELEASE - dt.timedelta(days=1)
    first = casebook.follow_ups.proposals(small.case).lines[0]
    (made,) = casebook.follow_ups.plan(small.case, {first.id: first.due})
    for work in (
        lambda: casebook.follow_ups.add(small.case, "soitto", day),
        lambda: casebook.follow_ups.plan(small.case, {first.id: day}),
        lambda: casebook.follow_ups.edit(made, due=day),
    ):
        with pytest.raises(Invalid) as refused:
            work()
        assert refused.value.reason == "before-release"
    assert [line.due for line in casebook.follow_ups.lines(small.case)] == [first.due]


def test_attempts_and_the_next_one(casebook: "Casebook", small: "SmallCase") -> None:
    """No answer waits for the next day; reached ends it; both are logged, and undone."""
    first, *_rest = plan_all(casebook, small.case)
    again = dt.date(2026, 12, 7)
    desk = casebook.follow_ups
    desk.attempt(first, "phone", "no-answer", next_try=again, now=NOW)
    line = desk.line(first)
    assert line is not None
    assert (line.state, line.day, line.attempts) == ("planned", again, 1)
    assert [one.id for one in desk.due(again, again)] == [first]
    assert desk.due(NEXT_DAY, NEXT_DAY) == ()
    desk.attempt(first, "visit", "reached", words="kahvilla", now=NOW + dt.timedelta(days=3))
    line = desk.line(first)
    assert line is not None
    assert (line.state, line.ended_on, line.last_outcome) == ("done", again, "reached")
    assert [one.follow_up_id for one in casebook.contact_attempts.lines(small.case)] == [first] * 2
    casebook.undo()
    line = desk.line(first)
    assert line is not None
    assert (line.state, line.attempts) == ("planned", 1)


def test_what_is_missed_stays_visible(casebook: "Casebook", small: "SmallCase") -> None:
    """Without a first day everything that has gone by is listed; a closed case's contacts rest."""
    plan_all(casebook, small.case)
    desk, later = casebook.follow_ups, dt.date(2026, 12, 11)
    assert [line.due for line in desk.due(None, later)] == [NEXT_DAY, dt.date(2026, 12, 10)]
    assert desk.count_due(None, later) == desk.count_due(None, later, mine=True) == 2
    today = casebook.today.read(later)
    assert (today.follow_up_count, [line.due for line in today.follow_ups]) == (
        2, [NEXT_DAY, dt.date(2026, 12, 10)],
    )  # fmt: skip
    week = casebook.week.read(NEXT_DAY)
    assert [day.day for day in week if day.follow_ups] == [NEXT_DAY]
    desk.mark(desk.due(None, later)[0].id, "missed", on=later)
    assert desk.count_due(None, later) == 1
    casebook.cases.close(small.case, "muutti")
    assert desk.count_due() == 0
    casebook.cases.reopen(small.case)
    assert desk.count_due(None, later) == 1
    with pytest.raises(Invalid):
        desk.mark(desk.due(None, later)[0].id, "dropped")


def test_the_template_is_the_offices(casebook: "Casebook", small: "SmallCase") -> None:
    """The first edit makes the usual rows records; a row added is planned; what is none refused."""
    desk = casebook.follow_ups
    usual = desk.template()
    assert [(one.first, one.last, one.unit) for one in usual[:2]] == [
        (1, 3, "days"), (1, 1, "weeks"),
    ]  # fmt: skip
    desk.save_interval(None, first=2, last=2, unit="weeks", label="kahvit", channel="visit")
    desk.remove_interval(usual[0].id)
    assert [one.label for one in desk.template()] == ["", "kahvit", "", "", ""]
    assert casebook.follow_ups.proposals(small.case).lines[1].label == "kahvit"
    for first, last in ((3, 1), (-1, 1), (0, 0), (1, 1000)):
        with pytest.raises(Invalid):
            desk.save_interval(None, first=first, last=last, unit="days")
    casebook.undo()
    assert len(desk.template()) == len(usual) + 1


def test_its_own_section_search_and_directory(casebook: "Casebook", small: "SmallCase") -> None:
    """Follow-ups stand in their section, the template in the directory; the words are found."""
    made = casebook.follow_ups.add(small.case, "syntymäpäiväsoitto", dt.date(2026, 12, 9))
    assert [hit.record_id for hit in casebook.search.find("syntymäpäiväsoitto").hits] == [made]
    assert KINDS["follow-up"].section(None) == "follow-ups"
    assert KINDS["follow-up-template"].section(None) == "directory"
    assert casebook.log.lines(case_id=small.case)[0].detail == "follow-up.add"
