"""Travel packs: one case and no other, until a day; home again, and gone."""

import datetime as dt
from pathlib import Path

import pytest

from storage.casebook import entrance, gate, opened, pack_term
from storage.casebook.gate import this_day
from storage.errors import VaultBusy, WeakPassphrase, WrongSecret
from storage.lines.travel import Errand
from storage.refusals import CertificateMissing, PackRefused, ShareRefused
from tests.offices import CHEAP_LIMITS, new_office
from tests.storage.casebook.trips import DAY, WORD, Trip


def canaries(folder: Path, *words: str) -> list[str]:
    """Return the words that stand readable in any file under ``folder``."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return [word for word in words if any(word.encode() in data for data in files)]


def test_a_pack_holds_one_case_and_whom_it_names(trip: Trip) -> None:
    """The case, its meeting and its people are there; the other case is not, in no table."""
    trip.aino.people.add(given_name="Ulkopuolinen", family_name="Salattu")
    trip.pack()
    with trip.opened() as pack:
        assert [line.id for line in pack.cases.lines()] == [trip.small.case]
        assert pack.meetings.line(trip.small.meeting).place == "Tapaamishuone 2"
        names = {line.name for line in pack.people.lines()}
        assert "Testi Testinen" in names
        assert not any("Salattu" in name for name in names)
        assert pack.search.find("salattu").hits == ()
        assert pack.me.person_id == trip.aino.me.person_id
        assert pack.me.mark != trip.aino.me.mark
        assert pack.upkeep.check() == ()
        term = pack.travel.term()
        assert term is not None
        assert (term.since, term.ends) == (this_day(), this_day() + DAY)
        with pack.vault.read() as connection:
            scopes = {
                bytes(row[0]) for row in connection.exec_driver_sql("SELECT scope FROM section")
            }
        assert trip.other not in scopes
    assert trip.aino.travel.term() is None
    assert canaries(trip.folder, "Testinen", "Esimerkki", WORD) == []


def test_a_pack_opens_no_other_case_and_exchanges_with_nobody(trip: Trip, tmp_path: Path) -> None:
    """A new case would belong to no share; a card and a parcel are the office's own.

    Negative control: the office itself does both.
    """
    trip.pack()
    with trip.opened() as pack:
        with pytest.raises(PackRefused) as refusal:
            pack.cases.open_case("Uusi", "Keksitty")
        assert refusal.value.reason == "one-case"
        with pytest.raises(PackRefused) as refusal:
            pack.delivery.exchange(tmp_path)
        assert refusal.value.reason == "no-exchange"
        with pytest.raises(PackRefused) as refusal:
            pack.delivery.send_file(tmp_path / "x.nvp", pack.me.person_id)
        assert refusal.value.reason == "no-exchange"
        with pytest.raises(CertificateMissing):
            pack.cards.own()
        with pytest.raises(PackRefused):
            pack.travel.pack(Errand(trip.small.case, this_day()), tmp_path / "more", WORD)
    assert trip.aino.cases.open_case("Uusi", "Keksitty")
    (tmp_path / "stick").mkdir()
    assert trip.aino.delivery.exchange(tmp_path / "stick").is_safe


def test_what_was_written_on_the_way_comes_home_and_the_pack_is_gone(trip: Trip) -> None:
    """Edits merge without a conflict; a new professional comes along; nothing is left behind."""
    share = trip.pack(purpose="tapaaminen vankilassa")
    (line,) = trip.aino.travel.lines(trip.small.case)
    assert (line.state, line.taker, line.is_mine) == ("out", "Aino Keksitty", True)
    with trip.opened() as pack:
        pack.actions.add(trip.small.case, "Sovittu tapaamisessa")
        pack.cases.edit(trip.small.case, prison="Toinen vankila")
        pack.people.add(given_name="Uusi", family_name="Ohjaaja")
    trip.aino.cases.edit(trip.small.case, wishes="Oma koti")
    back = trip.back()
    assert (back.case_id, back.set_aside, back.conflicts) == (trip.small.case, 0, 0)
    assert back.is_wiped
    assert back.is_gone
    assert not trip.folder.exists()
    case = trip.aino.cases.line(trip.small.case)
    assert case.prison == "Toinen vankila"
    assert [one.what for one in trip.aino.actions.lines(case_id=trip.small.case)] == [
        "Sovittu tapaamisessa"
    ]
    assert "Uusi Ohjaaja" in {one.name for one in trip.aino.people.lines()}
    assert trip.aino.upkeep.check() == ()
    (line,) = trip.aino.travel.lines(trip.small.case)
    assert (line.id, line.state, line.is_out) == (share, "returned", False)


def test_packing_and_returning_are_written_down(trip: Trip) -> None:
    """The disclosure log says what was taken along and why; the use log says the rest."""
    trip.pack(purpose="tapaaminen vankilassa")
    trip.back()
    lines = trip.aino.disclosures.lines(0, 9, case_id=trip.small.case)
    assert [(one.what, one.purpose) for one in lines] == [("travel", "tapaaminen vankilassa")]
    details = {one.detail for one in trip.aino.log.lines(case_id=trip.small.case)}
    assert {"travel.pack", "travel.return", "travel.wiped"} <= details


def test_the_directory_takes_what_the_pack_wrote_over_it(trip: Trip) -> None:
    """A new number written on the way stands at home; nobody is asked, and the note stays."""
    trip.aino.people.edit(trip.small.worker, phone="040 000", note="Vain aamuisin")
    trip.pack()
    with trip.opened() as pack:
        pack.people.edit(trip.small.worker, phone="050 111")
    assert trip.back().conflicts == 0
    worker = trip.aino.people.read(trip.small.worker)
    assert (worker.phone, worker.note) == ("050 111", "Vain aamuisin")
    assert trip.aino.upkeep.check() == ()


def test_what_both_wrote_is_for_a_person_to_decide(trip: Trip) -> None:
    """Office and pack write the same fields apart: both stand, in the case and the directory."""
    trip.pack()
    with trip.opened() as pack:
        pack.cases.edit(trip.small.case, prison="Matkalla kuultu")
        pack.people.edit(trip.small.worker, phone="050 111")
    trip.aino.cases.edit(trip.small.case, prison="Toimistolla kuultu")
    trip.aino.people.edit(trip.small.worker, phone="060 222")
    assert trip.back().conflicts == 2
    sides = {
        dict(side.values).get("prison") or dict(side.values).get("phone")
        for line in trip.aino.conflicts.lines()
        for side in line.sides
    }
    assert sides == {"Matkalla kuultu", "Toimistolla kuultu", "050 111", "060 222"}


def test_a_pack_that_ran_out_opens_only_to_come_home(
    trip: Trip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day after its last it opens no more; the office still takes what was written.

    Negative control: without the look at the term it would open.
    """
    trip.pack(ends=this_day())
    with trip.opened() as pack:
        pack.actions.add(trip.small.case, "Ajoissa kirjattu")
    monkeypatch.setattr(opened, "refuse_expired", lambda vault, day: _late(vault, day + DAY))
    with pytest.raises(PackRefused) as refusal:
        entrance.unlock(trip.folder, WORD, limits=CHEAP_LIMITS)
    assert (refusal.value.reason, refusal.value.ends) == ("expired", this_day().isoformat())
    monkeypatch.setattr(opened, "refuse_expired", lambda *_: None)
    with trip.opened():
        pass
    assert trip.back().is_gone
    assert trip.aino.actions.count(case_id=trip.small.case) == 1


_late = pack_term.refuse_expired


def test_a_clock_put_back_opens_no_pack(trip: Trip) -> None:
    """A pack that was written in today does not open on a machine that believes it is last week.

    Negative control: a day's difference is a journey, and the office's own vault is no pack.
    """
    trip.pack()
    with trip.opened() as pack:
        pack_term.refuse_expired(pack.vault, this_day() - DAY)
        with pytest.raises(PackRefused) as refusal:
            pack_term.refuse_expired(pack.vault, this_day() - 7 * DAY)
        assert refusal.value.reason == "clock"
    pack_term.refuse_expired(trip.aino.vault, this_day() - 7 * DAY)
    assert trip.back().is_gone


def test_a_laptop_years_ahead_comes_home_and_drags_no_clock_along(
    trip: Trip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it wrote counts; our clock stays where it was."""
    trip.pack(ends=this_day() + 4000 * DAY)
    with trip.opened() as pack:
        monkeypatch.setattr(pack.clock, "now_ms", lambda: 2_000_000_000_000)
        pack.actions.add(trip.small.case, "Väärässä vuodessa kirjattu")
    assert trip.back().set_aside == 0
    assert trip.aino.actions.count(case_id=trip.small.case) == 1
    assert trip.aino.clock.last >> 16 < 2_000_000_000_000


def test_only_its_own_vault_takes_a_pack_back(trip: Trip, tmp_path: Path) -> None:
    """A stranger's vault, a vault that is no pack, a wrong passphrase: refused, nothing wiped."""
    trip.pack()
    stranger = new_office(tmp_path / "s", "Vieras Viittala", "V")
    with pytest.raises(PackRefused) as refusal:
        stranger.travel.take_back(trip.folder, WORD, limits=CHEAP_LIMITS)
    assert refusal.value.reason == "other-vault"
    for folder in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(PackRefused) as refusal:
            stranger.travel.take_back(folder, WORD, limits=CHEAP_LIMITS)
        assert refusal.value.reason == "not-a-pack"
    stranger.close()
    with pytest.raises(WrongSecret):
        trip.aino.travel.take_back(trip.folder, WORD + "x", limits=CHEAP_LIMITS)
    with trip.opened(), pytest.raises(VaultBusy):
        trip.back()
    assert trip.back().is_gone


def test_what_cannot_be_packed_leaves_nothing_behind(trip: Trip, tmp_path: Path) -> None:
    """A day that has passed, a case that is not here, a weak passphrase, a folder in use."""
    desk = trip.aino.travel
    with pytest.raises(ShareRefused) as refusal:
        trip.pack(ends=this_day() - DAY)
    assert refusal.value.reason == "ended"
    with pytest.raises(ShareRefused) as refusal:
        desk.pack(Errand(b"x" * 16, this_day()), trip.folder, WORD)
    assert refusal.value.reason == "not-held"
    with pytest.raises(WeakPassphrase):
        desk.pack(Errand(trip.small.case, this_day()), trip.folder, "lyhyt")
    with pytest.raises(PackRefused) as in_use:
        desk.pack(Errand(trip.small.case, this_day()), tmp_path, WORD)
    assert in_use.value.reason == "not-empty"
    assert desk.lines() == ()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert trip.aino.disclosures.count(case_id=trip.small.case) == 0


def test_overdue_packs_are_named_first(trip: Trip) -> None:
    """The day after its last day a pack is overdue, until it is back."""
    share = trip.pack(ends=this_day())
    tomorrow = this_day() + DAY
    (line,) = trip.aino.travel.lines(today=tomorrow)
    assert (line.id, line.state, line.is_out) == (share, "overdue", True)
    assert trip.aino.travel.lines(trip.other) == ()
    trip.back()
    (line,) = trip.aino.travel.lines(today=tomorrow)
    assert line.state == "returned"
    assert gate.this_day() + DAY == tomorrow
    assert isinstance(line.ended_at, dt.datetime)
