"""Handing a role over: offered, accepted or declined, the client told, first contact, history."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.errors import Invalid, RecordMissing
from storage.refusals import Barred

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.needs import HandoverLine
    from tests.offices import SmallCase

DAY = dt.date(2026, 11, 24)
ONE = dt.timedelta(days=1)


def successor(casebook: "Casebook", given: str = "Uusi") -> bytes:
    """Add a professional."""
    return casebook.people.add(given_name=given, family_name="Keksitty", sector="ngo")


def tie_of(casebook: "Casebook", small: "SmallCase", person: bytes) -> bytes:
    """Return the tie of a person, the one that stands."""
    lines = casebook.network.lines(small.case)
    return next(one.id for one in lines if one.person_id == person and one.until is None)


def only(casebook: "Casebook", small: "SmallCase") -> "HandoverLine":
    """Return the newest handover."""
    return casebook.handovers.lines(small.case, DAY + 9 * ONE)[0]


def test_an_actors_role_goes_over_with_its_needs(casebook: "Casebook", small: "SmallCase") -> None:
    """The former tie ends, the new one stands, the need follows; one undo takes all of it back."""
    old, new = tie_of(casebook, small, small.worker), successor(casebook)
    need = casebook.needs.set(small.case, "housing", state="needed", tie_id=old)
    made = casebook.handovers.offer(small.case, old, new, ends_on=DAY)
    assert (only(casebook, small).standing, only(casebook, small).gap_days) == ("no-answer", 8)
    casebook.handovers.accept(made, DAY + 2 * ONE)
    tie = tie_of(casebook, small, new)
    line = casebook.needs.line(need)
    assert line is not None
    assert (line.tie_id, line.actor, line.actor_role, line.gap) == (
        tie, "Uusi Keksitty", "omatyöntekijä", "",
    )  # fmt: skip
    former = casebook.network.line(old)
    assert former is not None
    assert former.until == DAY
    casebook.undo()
    assert tie_of(casebook, small, small.worker) == old
    assert only(casebook, small).state == "offered"
    casebook.redo()
    assert only(casebook, small).standing == "not-told"
    casebook.handovers.tell(made, DAY + 3 * ONE)
    assert only(casebook, small).standing == "no-contact"
    casebook.handovers.contact(made, DAY + 4 * ONE)
    assert (only(casebook, small).standing, only(casebook, small).gap_days) == ("", 3)


def test_the_key_workers_case_goes_over(casebook: "Casebook", small: "SmallCase") -> None:
    """The case is the successor's once it is accepted; it waits on until the client was told."""
    new = successor(casebook)
    made = casebook.handovers.offer(small.case, None, new, words="sovittu puhelimessa")
    assert [line.id for line in casebook.handovers.waiting(DAY)] == [made]
    casebook.handovers.accept(made, DAY)
    assert casebook.cases.line(small.case).owner == "Uusi Keksitty"
    assert [line.standing for line in casebook.handovers.waiting(DAY)] == ["not-told"]
    casebook.handovers.tell(made, DAY)
    casebook.handovers.contact(made, DAY)
    assert casebook.handovers.waiting(DAY, mine=False) == ()
    assert only(casebook, small).gap_days is None
    assert [hit.record_id for hit in casebook.search.find("puhelimessa").hits] == [made]


def test_declined_it_waits_for_another(casebook: "Casebook", small: "SmallCase") -> None:
    """With a reason only; offered to another the first is history; an answer is given once."""
    first, second = successor(casebook), successor(casebook, "Toinen")
    made = casebook.handovers.offer(small.case, None, first)
    with pytest.raises(Invalid):
        casebook.handovers.decline(made, " ", DAY)
    with pytest.raises(Invalid):
        casebook.handovers.contact(made, DAY)
    casebook.handovers.decline(made, "täynnä", DAY)
    assert [line.standing for line in casebook.handovers.waiting(DAY)] == ["no-successor"]
    with pytest.raises(Invalid):
        casebook.handovers.accept(made, DAY)
    again = casebook.handovers.offer(small.case, None, second)
    assert [(line.id, line.standing) for line in casebook.handovers.lines(small.case)] == [
        (again, "no-answer"), (made, ""),
    ]  # fmt: skip
    casebook.handovers.withdraw(again, "", DAY)
    assert casebook.handovers.waiting(DAY) == ()


def test_what_cannot_be_handed_over_is_refused(casebook: "Casebook", small: "SmallCase") -> None:
    """To oneself, of another case, to nobody; a protected person is refused without a why."""
    old = tie_of(casebook, small, small.worker)
    other = casebook.cases.open_case("Toinen", "Keksitty")
    offer = casebook.handovers.offer
    with pytest.raises(Invalid):
        offer(small.case, old, small.worker)
    with pytest.raises(Invalid):
        offer(other, old, successor(casebook))
    with pytest.raises(RecordMissing):
        offer(small.case, old, b"x" * 16)
    casebook.bases.protect(small.case, small.mother, kind="address")
    with pytest.raises(Barred):
        offer(small.case, old, small.mother)
    assert casebook.handovers.lines(small.case) == ()


def test_action_items_follow_by_a_step_of_their_own(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """Accepting moves none; taking them over gives each a comment, in one undo."""
    old, new = tie_of(casebook, small, small.worker), successor(casebook)
    items = [casebook.actions.add(small.case, what, owner_id=small.worker) for what in ("a", "b")]
    made = casebook.handovers.offer(small.case, old, new)
    with pytest.raises(Invalid):
        casebook.handovers.take_items(made, "siirtyi")
    casebook.handovers.accept(made, DAY)
    assert only(casebook, small).items == len(items)
    assert casebook.handovers.take_items(made, "siirtyi") == len(items)
    assert {line.owner_id for line in casebook.actions.lines(case_id=small.case)} == {new}
    assert [one.words for one in casebook.comments.lines(items[0])] == ["siirtyi"]
    casebook.undo()
    assert only(casebook, small).items == len(items)
