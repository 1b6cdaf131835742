"""A protected person is never suggested and never asked, and no refusal says why."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.refusals import Barred
from storage.rules.sharing import Passage, Way

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase


@pytest.fixture
def protected(casebook: "Casebook", small: "SmallCase") -> "SmallCase":
    """Protect the mother in the small case."""
    casebook.bases.protect(small.case, small.mother, kind="restraining")
    return small


def test_nobody_suggests_a_protected_person(casebook: "Casebook", protected: "SmallCase") -> None:
    """Neither the network, nor the pickers, nor the receivers offer them; the list keeps them."""
    case = protected.case
    assert protected.mother in {line.person_id for line in casebook.network.lines(case)}
    assert protected.mother not in {line.person_id for line in casebook.network.suggested(case)}
    assert protected.mother not in {line.id for line in casebook.people.pick("", case_id=case)}
    keys = {line.key for line in casebook.receivers.pick(case, "aino")}
    assert f"person:{protected.mother.hex()}" not in keys


def test_a_protected_person_is_not_asked(casebook: "Casebook", protected: "SmallCase") -> None:
    """They are taken off what is planned, and cannot be asked again, in any way."""
    there = {line.person_id for line in casebook.minutes.sheet(protected.meeting).attendance}
    assert there == {protected.client, protected.worker}
    with pytest.raises(Barred) as refused:
        casebook.meetings.invite(protected.meeting, protected.mother)
    assert vars(refused.value) == {"case": "K-0001"}
    with pytest.raises(Barred):
        casebook.meetings.plan(protected.case, people=[protected.mother])
    with pytest.raises(Barred):
        casebook.network.add(protected.case, person_id=protected.mother)
    named = casebook.receivers.called(protected.case, "aino keksitty")
    told = Passage(protected.case, frozenset(), frozenset(), named, Way.INVITATION)
    assert casebook.gate.judge(told).is_barred


def test_a_protection_is_lifted(casebook: "Casebook", protected: "SmallCase") -> None:
    """Once it is over they can be asked again."""
    (line,) = casebook.bases.sheet(protected.case, dt.datetime.now(dt.UTC).date()).protections
    casebook.bases.unprotect(line.id)
    casebook.meetings.invite(protected.meeting, protected.mother)
    assert casebook.gate.shielded(protected.case) == frozenset()


def test_who_must_stay_away_from_the_client_is_not_asked(
    casebook: "Casebook", small: "SmallCase"
) -> None:
    """Where the client is protected, it is the other who is not asked; the client always is."""
    casebook.bases.protect(small.case, small.client, kind="restraining", against_id=small.mother)
    assert casebook.gate.shielded(small.case) == {small.mother}
    there = {line.person_id for line in casebook.minutes.sheet(small.meeting).attendance}
    assert there == {small.client, small.worker}
