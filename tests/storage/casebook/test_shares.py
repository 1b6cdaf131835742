"""Shares: on a basis or not at all, section by section, ended at once, listed as they were."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import tidying
from storage.casebook.gate import this_day
from storage.errors import Invalid, RecordMissing
from storage.refusals import BasisMissing, ShareRefused
from tests.offices import SmallCase, new_office, small_case
from tests.storage.casebook.exchanging import at, consent, meet_in, share, two

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

Both = tuple["Casebook", "Casebook", SmallCase]
DAY = dt.timedelta(days=1)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    """Lend two people of two offices, and a case of Aino's."""
    aino, bo = two(tmp_path)
    yield aino, bo, small_case(aino)
    aino.close()
    bo.close()


def parcels(folder: Path) -> int:
    """Count the parcels in a folder."""
    return sum(path.suffix == ".nvp" for path in folder.iterdir())


def test_nothing_is_shared_without_a_basis(both: Both) -> None:
    """Refused, and nothing is kept; with a consent for less than is asked, refused as well."""
    aino, bo, small = both
    with pytest.raises(BasisMissing):
        aino.shares.give(small.case, at(aino, bo), ("summary",), purpose="x")
    consent(aino, small.case, bo, "summary")
    with pytest.raises(BasisMissing) as refusal:
        aino.shares.give(small.case, at(aino, bo), ("summary", "network"), purpose="x")
    assert refusal.value.why == "narrow"
    assert aino.shares.lines() == ()
    assert aino.shares.give(small.case, at(aino, bo), ("summary",), purpose="x")


@pytest.mark.parametrize(
    ("sections", "error"),
    [((), ShareRefused), (("own",), ShareRefused), (("sharing",), Invalid), (("log",), Invalid)],
    ids=["none", "own", "sharing", "log"],
)
def test_what_cannot_be_shared_is_refused(
    both: Both, sections: tuple[str, ...], error: type[Exception]
) -> None:
    """Nothing, one's own organisation's part to another office, bases, and logs."""
    aino, bo, small = both
    consent(aino, small.case, bo)
    with pytest.raises(error):
        aino.shares.give(small.case, at(aino, bo), sections, purpose="x")


def test_days_people_and_cases_must_be_real(both: Both) -> None:
    """A day that has passed, somebody unknown, a case that is not here, a share ended twice."""
    aino, bo, small = both
    consent(aino, small.case, bo)
    who = at(aino, bo)
    with pytest.raises(Invalid):
        aino.shares.give(small.case, who, ("summary",), purpose="x", ends=this_day() - DAY)
    with pytest.raises(RecordMissing):
        aino.shares.give(small.case, b"n" * 16, ("summary",), purpose="x")
    with pytest.raises(ShareRefused):
        aino.shares.give(b"n" * 16, who, ("summary",), purpose="x")
    one = aino.shares.give(small.case, who, ("summary",), purpose="x", ends=this_day())
    aino.shares.withdraw(one)
    with pytest.raises(ShareRefused):
        aino.shares.withdraw(one)


def test_whoever_was_given_a_case_cannot_give_it_on(both: Both, tmp_path: Path) -> None:
    """Only the one who holds it can share it."""
    aino, bo, small = both
    share(aino, small.case, bo)
    meet_in(tmp_path / "stick", aino, bo)
    with pytest.raises(ShareRefused) as refusal:
        bo.shares.give(small.case, at(bo, aino), ("summary",), purpose="x")
    assert refusal.value.reason == "not-held"


def test_only_the_shared_sections_come_over(both: Both, tmp_path: Path) -> None:
    """Action items and nothing else: no name, no meeting, no word in the search, no count."""
    aino, bo, small = both
    aino.actions.add(small.case, "Hae henkilökortti", owner_id=small.worker)
    share(aino, small.case, bo, "actions")
    meet_in(tmp_path / "stick", aino, bo, times=2)
    assert [line.what for line in bo.actions.lines(case_id=small.case)] == ["Hae henkilökortti"]
    assert bo.cases.count() == 0
    assert bo.meetings.of_case(small.case) == ()
    for word in ("malli", "aino", "avaus", "keksilän"):
        assert bo.search.find(word).hits == ()
    worker = bo.people.line(small.worker)
    assert worker is not None
    assert worker.name == "Testi Testinen"
    (grant,) = bo.shares.received()
    assert (grant.label, grant.sections, grant.has_case) == ("A-0001", ("actions",), False)


def test_contacts_stay_home_unless_they_are_shared(both: Both, tmp_path: Path) -> None:
    """With action items alone no contact goes along; sharing follow-ups brings it (the control)."""
    aino, bo, small = both
    item = aino.actions.add(small.case, "Hae henkilökortti")
    aino.comments.add(item, "kuva puuttuu")
    aino.contact_attempts.add(small.case, "phone", "reached", words="soitettu asunnosta")
    share(aino, small.case, bo, "actions")
    meet_in(tmp_path / "stick", aino, bo, times=2)
    assert [one.words for one in bo.comments.lines(item)] == ["kuva puuttuu"]
    assert bo.contact_attempts.count(small.case) == 0
    assert bo.search.find("soitettu").hits == ()
    share(aino, small.case, bo, "actions", "follow-ups")
    meet_in(tmp_path / "stick", aino, bo, times=2)
    assert bo.contact_attempts.count(small.case) == 1


def test_a_withdrawn_share_stops_at_once_and_is_listed(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in the folder unread goes; what was read stays and is listed.

    Negative control: without the look for what may lie there no more, it would be read.
    """
    aino, bo, small = both
    one = share(aino, small.case, bo)
    stick = tmp_path / "stick"
    meet_in(stick, aino, bo, times=2)
    aino.cases.edit(small.case, prison="Toinen vankila")
    aino.delivery.exchange(stick)
    before = parcels(stick)
    aino.shares.withdraw(one)
    with monkeypatch.context() as blind:
        blind.setattr(tidying, "forbidden", lambda *_any: ())
        aino.delivery.exchange(stick)
        assert parcels(stick) >= before
    out = aino.delivery.exchange(stick)
    assert out.removed >= 1
    bo.delivery.exchange(stick)
    assert bo.cases.line(small.case).prison == "Keksilän vankila"
    (line,) = aino.shares.lines(small.case)
    assert line.state == "withdrawn"
    assert {sent.section for sent in line.sent} >= {"summary", "network", "meetings"}
    (grant,) = bo.shares.received()
    assert grant.state == "withdrawn"
    aino.cases.edit(small.case, prison="Kolmas vankila")
    meet_in(stick, aino, bo, times=2)
    assert bo.cases.line(small.case).prison == "Keksilän vankila"


def test_a_basis_that_ends_stops_the_share(both: Both, tmp_path: Path) -> None:
    """The client takes the consent back: the next parcel has nothing of the case, and says why."""
    aino, bo, small = both
    basis = consent(aino, small.case, bo)
    aino.shares.give(small.case, at(aino, bo), ("summary",), purpose="tuki")
    stick = tmp_path / "stick"
    meet_in(stick, aino, bo, times=2)
    aino.bases.withdraw(basis)
    aino.cases.edit(small.case, prison="Toinen vankila")
    out = aino.delivery.exchange(stick)
    assert [(one.case_label, one.reason) for one in out.held_back] == [("A-0001", "no-basis")]
    bo.delivery.exchange(stick)
    assert bo.cases.line(small.case).prison == "Keksilän vankila"


def test_every_parcel_with_something_new_writes_its_disclosure(both: Both, tmp_path: Path) -> None:
    """One line for what went, with sections and receiver; a second press writes none."""
    aino, bo, small = both
    share(aino, small.case, bo, "summary", "actions")
    stick = tmp_path / "stick"
    meet_in(stick, aino)
    first = aino.disclosures.lines(case_id=small.case)
    assert [(line.receiver, line.way) for line in first] == [("Bo Exempel", "parcel")]
    meet_in(stick, aino)
    assert aino.disclosures.lines(case_id=small.case) == first


def test_a_key_nobody_compared_holds_a_share_back(tmp_path: Path) -> None:
    """Taken in, not compared: the form is told, and the share waits."""
    aino, bo = new_office(tmp_path / "aino", "Aino Keksitty", "A"), new_office(tmp_path / "bo")
    try:
        small = small_case(aino)
        who = aino.cards.accept(bo.cards.own())
        named = aino.receivers.recipient(small.case, f"correspondent:{who.hex()}")
        aino.bases.add(small.case, kind="consent", sections=("summary",), purpose="x", **named)
        verdict, held = aino.shares.judge(small.case, who, ("summary",))
        assert (verdict.allowed, held) == (True, "unknown")
        aino.shares.give(small.case, who, ("summary",), purpose="x")
        (line,) = aino.shares.lines(small.case)
        assert (line.state, line.held) == ("held-back", "unknown")
    finally:
        aino.close()
        bo.close()


def test_a_share_that_ran_out_is_not_called_held_back(both: Both) -> None:
    """What is over says that it is over, whatever has become of its basis."""
    aino, bo, small = both
    one = consent(aino, small.case, bo)
    aino.shares.give(small.case, at(aino, bo), ("summary",), purpose="x", ends=this_day())
    aino.bases.withdraw(one)
    (line,) = aino.shares.lines()
    aino.shares.withdraw(line.id)
    assert [one.state for one in aino.shares.lines()] == ["withdrawn"]
