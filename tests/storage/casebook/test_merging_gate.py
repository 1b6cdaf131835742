"""Protections, bars and bases when people and organisations are merged: nothing opens by it."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.casebook import same
from storage.errors import Invalid
from storage.refusals import Barred
from storage.rules.sharing import Passage, Receiver, Way

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from tests.offices import SmallCase

DAY = dt.date(2026, 11, 24)


def passage(case: bytes, person: bytes | None) -> Passage:
    """Return a passage of the network to a person."""
    receiver = Receiver("ngo", person_id=person)
    return Passage(case, frozenset({"network"}), frozenset(), receiver, Way.EXPORT)


@pytest.fixture(params=["kept", "gone"])
def protected(
    request: pytest.FixtureRequest, casebook: "Casebook", small: "SmallCase", twin: bytes
) -> bytes:
    """Have one of the two protected, then merge them."""
    person = small.worker if request.param == "kept" else twin
    casebook.bases.protect(small.case, person)
    casebook.merging.merge("person", small.worker, twin)
    return person


def test_a_protected_person_stays_protected_under_every_card(
    casebook: "Casebook", small: "SmallCase", twin: bytes, protected: bytes
) -> None:
    """Neither suggested nor invited nor told, whichever card was protected, whichever is used."""
    del protected
    assert casebook.gate.shielded(small.case) == {small.worker, twin}
    assert casebook.people.pick("testi", case_id=small.case) == ()
    assert all(line.name != "Testi Testinen" for line in casebook.network.suggested(small.case))
    for person in (small.worker, twin):
        assert casebook.gate.judge(passage(small.case, person)).is_barred
        with pytest.raises(Barred):
            casebook.network.add(small.case, person_id=person)


def test_without_the_link_the_protection_would_not_follow(
    casebook: "Casebook", small: "SmallCase", twin: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a gate that does not ask who stands for whom lets one card through."""
    casebook.bases.protect(small.case, twin)
    casebook.merging.merge("person", small.worker, twin)
    monkeypatch.setattr(same, "read", lambda _connection: {})
    assert casebook.gate.shielded(small.case) == {twin}


def test_whom_a_protection_keeps_apart_is_never_merged(
    casebook: "Casebook", small: "SmallCase", twin: bytes
) -> None:
    """A restraining order between the two; and whoever exchanges, a client, a private person."""
    merge = casebook.merging.merge
    private = casebook.network.add_private(small.case, "Testi", "Testinen")
    person = casebook.network.read(private).person_id
    assert person is not None
    refused = (
        (small.worker, small.worker, "same-one"),
        (small.client, twin, "client"),
        (person, small.worker, "other-case"),
        (small.worker, casebook.people.me(), "exchanges"),
    )
    for kept, gone, reason in refused:
        with pytest.raises(Invalid, match=reason):
            merge("person", kept, gone)
    casebook.bases.protect(small.case, twin, kind="restraining", against_id=small.worker)
    with pytest.raises(Invalid, match="cannot-merge"):
        merge("person", small.worker, twin)
    merge("person", small.mother, person)
    merge("person", small.worker, small.mother)
    assert {line.name for line in casebook.merging.merged()} == {"Testi Testinen", "Aino Keksitty"}


def test_a_bar_follows_the_one_who_is_kept(
    casebook: "Casebook", small: "SmallCase", twin: bytes
) -> None:
    """Against a card that was merged, against its name in words, and against a merged house."""
    other = casebook.people.read(twin).organisation_id
    assert other is not None
    for named in ({"person_id": twin}, {"name": "Testi Testinén"}):
        bar = casebook.bases.add_bar(small.case, by="controller", **named)
        casebook.merging.merge("person", small.worker, twin)
        assert casebook.gate.judge(passage(small.case, small.worker)).is_barred
        casebook.undo()
        assert not casebook.gate.judge(passage(small.case, small.worker)).is_barred
        casebook.bases.lift_bar(bar)
    casebook.bases.add_bar(small.case, by="controller", organisation="Esimerkkilän HVA")
    casebook.merging.merge("organisation", small.organisation, other)
    receiver = casebook.receivers.organisation(small.organisation)
    told = Passage(small.case, frozenset({"network"}), frozenset(), receiver, Way.EXPORT)
    assert casebook.gate.judge(told).is_barred


def test_a_consent_follows_within_the_directory_only(
    casebook: "Casebook", small: "SmallCase", twin: bytes
) -> None:
    """Given to a card that was merged it holds; given to a private person of a case it does not."""
    tie = casebook.network.add_private(small.case, "Testi", "Yksityinen")
    private = casebook.network.read(tie).person_id
    assert private is not None
    for person, holds in ((twin, True), (private, False)):
        basis = casebook.bases.add(
            small.case, kind="consent", person_id=person, sector="ngo", sections="network",
            purpose="verkosto", given_on=DAY,
        )  # fmt: skip
        casebook.merging.merge("person", small.worker, person)
        assert casebook.gate.judge(passage(small.case, small.worker)).allowed is holds
        casebook.bases.withdraw(basis)
