"""The lost-contact plan against a real vault: agreed, run in order, nobody protected in it."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.casebook import gate
from storage.errors import Invalid
from storage.refusals import Barred

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

NOW = dt.datetime(2026, 12, 7, 9, tzinfo=dt.UTC)


def agreed(casebook: "Casebook", small: "SmallCase") -> list[bytes]:
    """Agree on three steps."""
    add = casebook.lost_contact.add
    return [
        add(small.case, person_id=small.mother, may_say="että kaipaamme", agreed_on=NOW.date()),
        add(small.case, role="kaveri kahvilasta", channel="text"),
        add(small.case, person_id=small.worker, channel="letter"),
    ]


def outcomes(casebook: "Casebook", small: "SmallCase") -> list[str]:
    """Return what came of each step."""
    return [line.outcome for line in casebook.lost_contact.steps(small.case)]


def test_it_is_run_in_the_agreed_order(casebook: "Casebook", small: "SmallCase") -> None:
    """Only the next step; each is in the contact log; reached ends it; passing over says why."""
    mother, friend, worker = agreed(casebook, small)
    desk = casebook.lost_contact
    with pytest.raises(Invalid) as refused:
        desk.run(friend, "no-answer", now=NOW)
    assert refused.value.reason == "not-next"
    desk.run(mother, "no-answer", now=NOW)
    with pytest.raises(Invalid):
        desk.run(friend, "passed-over", now=NOW)
    desk.run(friend, "passed-over", "numero ei ole käytössä", now=NOW)
    desk.run(worker, "reached", now=NOW)
    assert outcomes(casebook, small) == ["no-answer", "passed-over", "reached"]
    logged = casebook.contact_attempts.lines(small.case)
    assert {(one.channel, one.outcome, one.person) for one in logged} == {
        ("phone", "no-answer", "Aino Keksitty"), ("letter", "reached", "Testi Testinen"),
    }  # fmt: skip
    casebook.undo()
    assert outcomes(casebook, small)[-1] == "open"
    assert casebook.contact_attempts.count(small.case) == 1


def test_it_can_be_run_again_and_put_in_order(casebook: "Casebook", small: "SmallCase") -> None:
    """Beginning anew opens every step and loses no contact; moving changes the order."""
    mother, friend, worker = agreed(casebook, small)
    casebook.lost_contact.run(mother, "reached", now=NOW)
    casebook.lost_contact.begin_anew(small.case)
    assert outcomes(casebook, small) == ["open"] * 3
    assert casebook.contact_attempts.count(small.case) == 1
    casebook.lost_contact.move(worker, -1)
    casebook.lost_contact.move(mother, -1)
    order = [line.id for line in casebook.lost_contact.steps(small.case)]
    assert order == [mother, worker, friend]
    casebook.lost_contact.remove(worker)
    assert len(casebook.lost_contact.steps(small.case)) == 2


def protected_in_plan(casebook: "Casebook", small: "SmallCase") -> bool:
    """Say whether a protected person stands in a step that is shown."""
    return small.mother in {line.person_id for line in casebook.lost_contact.steps(small.case)}


def test_nobody_protected_is_turned_to(
    casebook: "Casebook", small: "SmallCase", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither added, shown nor run; without the control they are shown: negative control."""
    mother, friend, _worker = agreed(casebook, small)
    casebook.bases.protect(small.case, small.mother, kind="restraining")
    assert not protected_in_plan(casebook, small)
    with pytest.raises(Barred):
        casebook.lost_contact.add(small.case, person_id=small.mother)
    with pytest.raises(Invalid):
        casebook.lost_contact.run(mother, "reached", now=NOW)
    casebook.lost_contact.run(friend, "no-answer", now=NOW)

    monkeypatch.setattr(gate.Gate, "shielded", lambda _gate, _case_id: frozenset())
    assert protected_in_plan(casebook, small)
