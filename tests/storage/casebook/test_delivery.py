"""Exchange over a folder: what is shared comes over, what nobody has the right to is set aside."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.casebook import takers
from storage.lines.messages import Writing
from tests.offices import SmallCase, new_office, small_case
from tests.storage.casebook.correspondents import acquaint
from tests.storage.casebook.exchanging import Both, at, consent, meet_in, share

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def test_a_shared_case_and_a_message_come_over(both: Both, tmp_path: Path) -> None:
    """With the people it names, and so that the whole check finds nothing."""
    aino, bo = both
    small: SmallCase = small_case(aino)
    share(aino, small.case, bo)
    aino.posting.send(Writing("Hei", "Tervetuloa", to=(at(aino, bo),)))
    out, came = meet_in(tmp_path / "stick", aino, bo)
    assert [went.names for went in out.went] == [("Bo Exempel",)]
    assert out.is_safe
    assert [one.name for one in came.came] == ["Aino Keksitty"]
    assert bo.cases.line(small.case).label == "A-0001"
    worker = bo.people.line(small.worker)
    assert worker is not None
    assert worker.name == "Testi Testinen"
    assert [one.subject for one in bo.messages.lines("in")] == ["Hei"]
    assert bo.upkeep.check() == ()


def test_a_parcel_that_comes_again_changes_nothing(both: Both, tmp_path: Path) -> None:
    """Renamed and put back after it was taken in: it is named, and no row is another."""
    aino, bo = both
    share(aino, small_case(aino).case, bo)
    stick = tmp_path / "stick"
    meet_in(stick, aino)
    (parcel,) = stick.glob("*.nvp")
    shutil.copy(parcel, stick / f"{'0' * 32}.nvp")
    bo.delivery.exchange(stick, write=False)
    before = _batches(bo)
    again = bo.delivery.exchange(stick, write=False)
    assert [one.reason for one in again.unread] == ["again", "again"]
    assert _batches(bo) == before


def _batches(casebook: "Casebook") -> list[bytes]:
    with casebook.read() as connection:
        found = connection.exec_driver_sql("SELECT hash FROM batch ORDER BY hash")
        return [bytes(row[0]) for row in found]


@pytest.mark.parametrize("is_judged", [True, False], ids=["judged", "control removed"])
def test_what_is_written_without_the_right_is_set_aside(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_judged: bool
) -> None:
    """Bo writes before he hears that the share is over: kept, named, not applied."""
    aino, bo = both
    case = small_case(aino).case
    given = share(aino, case, bo)
    meet_in(tmp_path / "first", aino, bo)
    aino.shares.withdraw(given)
    bo.cases.read(case, "yhteinen asiakas")
    bo.cases.edit(case, wishes="kirjoitettu ilman oikeutta")
    if not is_judged:
        monkeypatch.setattr("storage.rules.rights.may_write", lambda *_anything: True)
    _out, came = meet_in(tmp_path / "second", bo, aino)
    arrived = aino.cases.read(case).wishes == "kirjoitettu ilman oikeutta"
    assert arrived is not is_judged
    assert bool(sum(one.set_aside for one in came.came)) is is_judged
    assert ("set-aside" in {one.kind for one in aino.delivery.alarms()}) is is_judged


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control removed"])
def test_a_case_of_somebody_unknown_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_held: bool
) -> None:
    """Bo has taken Aino's card but not compared it: her grant waits, her case does not open."""
    aino = new_office(tmp_path / "a", "Aino Keksitty", "A")
    bo = new_office(tmp_path / "b", "Bo Exempel", "B")
    acquaint(aino, bo)
    bo.cards.accept(aino.cards.own())
    small = small_case(aino)
    share(aino, small.case, bo)
    if not is_held:
        monkeypatch.setattr("storage.casebook.receiving.OF_CASES", frozenset())
        assert takers.OF_CASES  # the one that counts is the receiver's own
    meet_in(tmp_path / "stick", aino, bo)
    assert bool(bo.shares.received()) is not is_held
    assert bo.cases.lines() == ()
    aino.close()
    bo.close()


def test_a_basis_that_ends_stops_its_share(both: Both, tmp_path: Path) -> None:
    """The gate is asked at every parcel, not only when the share was given."""
    aino, bo = both
    case = small_case(aino).case
    basis = consent(aino, case, bo)
    aino.shares.give(case, at(aino, bo), ("summary",), purpose="tuki")
    aino.bases.withdraw(basis)
    out, _came = meet_in(tmp_path / "stick", aino, bo)
    assert [(one.case_label, one.reason) for one in out.held_back] == [("A-0001", "no-basis")]
    assert bo.cases.lines() == ()
