"""Action items that repeat, comments, handing over: against a real vault."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.errors import Invalid
from storage.records.actions import ActionState
from storage.records.identity import derive_id

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

TODAY = dt.date(2026, 11, 24)
LAST_OF_MONTH = dt.date(2026, 8, 31)
MOMENT = dt.datetime(2026, 11, 24, 9, 40, tzinfo=dt.UTC)
DONE, OPEN = ActionState.DONE, ActionState.OPEN


def repeating(casebook: "Casebook", small: "SmallCase", repeat: str, due: dt.date) -> bytes:
    """Add an item that repeats."""
    return casebook.actions.add(
        small.case, "Soittaa", due=due, repeat=repeat, owner_id=small.worker, note="ovipuhelin"
    )


def test_marking_done_makes_the_next_one(casebook: "Casebook", small: "SmallCase") -> None:
    """Same words, doer and note, the next day of the repeat, open; the id is derived."""
    first = repeating(casebook, small, "weeks:1", TODAY)
    (made,) = casebook.actions.mark([first], DONE, on=TODAY)
    assert made == (derive_id(first, "next"), dt.date(2026, 12, 1))
    found = casebook.actions.line(made.id)
    assert found is not None
    assert (found.what, found.owner_id, found.note) == ("Soittaa", small.worker, "ovipuhelin")
    assert (found.state, found.repeat, found.done_on) == ("open", "weeks:1", None)


def test_undoing_takes_the_next_one_back(casebook: "Casebook", small: "SmallCase") -> None:
    """One change: the item is open again and the next one is gone; done again, it is back."""
    first = repeating(casebook, small, "months:1", LAST_OF_MONTH)
    (made,) = casebook.actions.mark([first], DONE, on=LAST_OF_MONTH)
    assert made.due == dt.date(2026, 9, 30)
    casebook.undo()
    assert casebook.actions.line(made.id) is None
    assert casebook.actions.mark([first], DONE, on=LAST_OF_MONTH) == (made,)
    (after,) = casebook.actions.mark([made.id], DONE, on=made.due)
    assert after.due == dt.date(2026, 10, 31)


def test_opening_again_makes_no_second_one(casebook: "Casebook", small: "SmallCase") -> None:
    """Done, opened, done: the next item is there once, with what was done to it."""
    first = repeating(casebook, small, "days:3", TODAY)
    (made,) = casebook.actions.mark([first], DONE, on=TODAY)
    casebook.actions.edit(made.id, note="muutettu")
    casebook.actions.mark([first], OPEN)
    assert casebook.actions.mark([first], DONE, on=TODAY) == ()
    found = casebook.actions.line(made.id)
    assert found is not None
    assert found.note == "muutettu"


def test_a_repeat_that_is_over_makes_none(casebook: "Casebook", small: "SmallCase") -> None:
    """After its last day, at the end of the calendar, and when it is dropped."""
    over = casebook.actions.add(
        small.case, "Soittaa", due=TODAY, repeat="weeks:1", repeat_until=dt.date(2026, 11, 30)
    )
    last = repeating(casebook, small, "days:9999", dt.date(9999, 12, 1))
    dropped = repeating(casebook, small, "days:1", TODAY)
    assert casebook.actions.mark([over, last], DONE, on=TODAY) == ()
    assert casebook.actions.mark([dropped], ActionState.DROPPED, reason="muutti") == ()


def test_a_late_one_is_not_caught_up_with(casebook: "Casebook", small: "SmallCase") -> None:
    """A weekly item that is done five weeks late has one next day, and it is not late."""
    first = repeating(casebook, small, "weeks:1", TODAY - dt.timedelta(weeks=5, days=1))
    (made,) = casebook.actions.mark([first], DONE, on=TODAY)
    assert made.due == TODAY + dt.timedelta(days=6)


@pytest.mark.parametrize(
    ("repeat", "due"), [("yearly", TODAY), ("days:0", TODAY), ("days:1", None)]
)
def test_what_cannot_repeat_is_refused(
    casebook: "Casebook", small: "SmallCase", repeat: str, due: dt.date | None
) -> None:
    """A text that is no repeat, and a repeat without a first day."""
    with pytest.raises(Invalid):
        casebook.actions.add(small.case, "Soittaa", repeat=repeat, due=due)


def test_handing_over_is_one_change_with_its_comment(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """Doer and comment come together and are undone together."""
    item = casebook.actions.add(small.case, "Soittaa", owner_id=small.worker)
    casebook.comments.add(item, "kysytty eilen")
    casebook.comments.hand_over(item, small.mother, "lomalla joulukuun")
    line = casebook.actions.line(item)
    assert line is not None
    assert line.owner_id == small.mother
    assert [one.words for one in casebook.comments.lines(item)] == [
        "kysytty eilen", "lomalla joulukuun",
    ]  # fmt: skip
    casebook.undo()
    line = casebook.actions.line(item)
    assert line is not None
    assert line.owner_id == small.worker
    assert [one.words for one in casebook.comments.lines(item)] == ["kysytty eilen"]


def test_handing_over_says_why_and_to_another(casebook: "Casebook", small: "SmallCase") -> None:
    """Without words, or to whom it belongs already, nothing changes."""
    item = casebook.actions.add(small.case, "Soittaa", owner_id=small.worker)
    with pytest.raises(Invalid):
        casebook.comments.hand_over(item, small.mother, " ")
    with pytest.raises(Invalid):
        casebook.comments.hand_over(item, small.worker, "sama")
    line = casebook.actions.line(item)
    assert line is not None
    assert line.owner_id == small.worker
    assert casebook.comments.lines(item) == ()


def test_search_finds_comments(casebook: "Casebook", small: "SmallCase") -> None:
    """The words of a comment lead to its record."""
    item = casebook.actions.add(small.case, "Soittaa")
    comment = casebook.comments.add(item, "ovikoodi on vaihtunut")
    assert [hit.record_id for hit in casebook.search.find("ovikoodi").hits] == [comment]


def test_a_repeat_shows_its_agreement_once(casebook: "Casebook", small: "SmallCase") -> None:
    """The minutes tell an agreement once, with how its newest item stands."""
    agreement = casebook.minutes.add_agreement(
        small.meeting, "Soitetaan viikoittain", MOMENT, doer_id=small.worker
    )
    (line,) = casebook.minutes.sheet(small.meeting).agreements
    assert line.id == agreement
    assert line.action_id is not None
    casebook.actions.edit(line.action_id, repeat="weeks:1", due=TODAY)
    (made,) = casebook.actions.mark([line.action_id], DONE, on=TODAY)
    (after,) = casebook.minutes.sheet(small.meeting).agreements
    assert (after.action_id, after.action_state) == (made.id, "open")


def test_late_and_this_week(casebook: "Casebook", small: "SmallCase") -> None:
    """``until`` and ``since`` narrow by due day, both counted; no day is in neither."""
    add = casebook.actions.add
    late, soon, far = (
        add(small.case, "x", due=TODAY + dt.timedelta(days=days)) for days in (-1, 0, 9)
    )
    add(small.case, "ilman päivää")

    def found(since: dt.date | None = None, until: dt.date | None = None) -> list[bytes]:
        return [line.id for line in casebook.actions.lines(since=since, until=until)]

    assert found(until=TODAY - dt.timedelta(days=1)) == [late]
    assert found(since=TODAY, until=TODAY + dt.timedelta(days=5)) == [soon]
    assert found(since=TODAY) == [soon, far]
    assert casebook.actions.count(since=TODAY) == 2
