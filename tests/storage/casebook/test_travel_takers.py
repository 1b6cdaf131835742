"""Who takes a pack: oneself, a colleague, another office's person; and who takes it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.casebook import entrance
from storage.casebook.gate import this_day
from storage.errors import ReasonNeeded
from storage.lines.travel import Errand
from storage.refusals import Barred, BasisMissing, ShareRefused
from tests.offices import CHEAP_LIMITS, PASSPHRASE, new_office, reopen
from tests.storage.casebook.correspondents import acquaint
from tests.storage.casebook.exchanging import at, consent, meet_in, share, two
from tests.storage.casebook.trips import WORD, Trip
from tests.storage.casebook.two_devices import carry


@pytest.fixture
def trip(tmp_path: Path) -> Iterator[Trip]:
    """Lend an office whose Aino knows Bo of another office."""
    aino, bo = two(tmp_path)
    made = Trip(tmp_path, aino)
    made.bo = bo  # type: ignore[attr-defined]
    yield made
    aino.close()
    bo.close()


def test_nobody_elses_pack_without_a_basis(trip: Trip) -> None:
    """Another office's person needs a basis; their pack holds what it covers, and no more."""
    bo = trip.bo  # type: ignore[attr-defined]
    taker = at(trip.aino, bo)
    parts = frozenset({"summary", "network", "meetings"})
    with pytest.raises(BasisMissing):
        trip.pack(taker=taker, sections=parts)
    assert trip.aino.travel.lines() == ()
    assert not trip.folder.exists()
    consent(trip.aino, trip.small.case, bo, *sorted(parts))
    with pytest.raises(ShareRefused) as refusal:
        trip.pack(taker=taker, sections=parts | {"own"})
    assert refusal.value.reason == "own-only"
    with pytest.raises(BasisMissing):
        trip.pack(taker=taker, sections=parts | {"actions"})
    trip.pack(taker=taker, sections=parts)
    (line,) = trip.aino.travel.lines()
    assert (line.taker, line.is_mine) == ("Bo Exempel", False)
    with trip.opened() as pack:
        with pack.vault.read() as connection:
            held = {row[0] for row in connection.exec_driver_sql("SELECT name FROM section")}
        assert held & {"actions", "own", "notes", "sharing"} == set()
        assert pack.me.person == "Bo Exempel"
        assert pack.me.office_id != trip.aino.me.office_id
    (logged,) = trip.aino.disclosures.lines(0, 9, case_id=trip.small.case)
    assert (logged.what, logged.ground, logged.receiver) == ("travel", "consent", "Bo Exempel")


def test_what_another_wrote_comes_home_within_their_parts(trip: Trip) -> None:
    """Their section comes in; another section is set aside; a professional they met is added."""
    bo = trip.bo  # type: ignore[attr-defined]
    parts = ("summary", "network", "meetings")
    consent(trip.aino, trip.small.case, bo, *parts)
    trip.pack(taker=at(trip.aino, bo), sections=frozenset(parts))
    with trip.opened() as pack:
        with pytest.raises(ReasonNeeded):
            pack.cases.read(trip.small.case)
        pack.cases.edit(trip.small.case, prison="Toinen vankila")
        pack.actions.add(trip.small.case, "Ei hänen osansa")
        met = pack.people.add(given_name="Uusi", family_name="Ohjaaja")
        pack.network.add(trip.small.case, person_id=met, role="ohjaaja", wish="invite")
        pack.people.edit(trip.small.worker, phone="666")
    back = trip.back()
    assert back.set_aside == 1
    assert trip.aino.cases.line(trip.small.case).prison == "Toinen vankila"
    assert trip.aino.actions.count(case_id=trip.small.case) == 0
    assert "Uusi Ohjaaja" in {one.name for one in trip.aino.people.lines()}
    assert trip.aino.people.read(trip.small.worker).phone != "666"
    assert trip.aino.upkeep.check() == ()


def test_a_case_that_another_gave_is_not_packed_on(trip: Trip, tmp_path: Path) -> None:
    """What was shared with us stays where it came; its giver packs it.

    Negative control: the giver does.
    """
    bo = trip.bo  # type: ignore[attr-defined]
    share(trip.aino, trip.small.case, bo)
    meet_in(tmp_path / "stick", trip.aino, bo, trip.aino, bo)
    assert bo.cases.line(trip.small.case).label == "A-0001"
    with pytest.raises(ShareRefused) as refusal:
        bo.travel.pack(Errand(trip.small.case, this_day()), tmp_path / "theirs", WORD)
    assert refusal.value.reason == "not-held"
    trip.pack()


def test_a_bar_keeps_a_pack_at_home(trip: Trip) -> None:
    """A prohibition that names the taker stops the packing, whatever the basis."""
    bo = trip.bo  # type: ignore[attr-defined]
    consent(trip.aino, trip.small.case, bo, "summary")
    named = trip.aino.receivers.recipient(
        trip.small.case, f"correspondent:{at(trip.aino, bo).hex()}"
    )
    trip.aino.bases.add_bar(trip.small.case, by="controller", **named)
    with pytest.raises(Barred):
        trip.pack(taker=at(trip.aino, bo), sections=frozenset({"summary"}))


def test_a_colleague_takes_all_of_it(tmp_path: Path) -> None:
    """One's own office needs no basis: the duty is logged; the pack has its own words and bases."""
    trip = Trip(tmp_path)
    eve = new_office(tmp_path / "e", "Eve Exempel", "E", office_id=trip.aino.me.office_id)
    taker = acquaint(trip.aino, eve)
    trip.pack(taker=taker)
    with trip.opened() as pack:
        assert pack.me.office_id == trip.aino.me.office_id
        assert (pack.me.person, pack.me.person_id) == ("Eve Exempel", eve.me.person_id)
        pack.people.edit(trip.small.worker, phone="050 111")
    assert trip.back().set_aside == 0
    assert trip.aino.people.read(trip.small.worker).phone == "050 111"
    (logged,) = trip.aino.disclosures.lines(0, 9, case_id=trip.small.case)
    assert logged.ground == "duty"
    eve.close()
    trip.aino.close()


def test_another_of_ones_own_devices_takes_it_back(tmp_path: Path) -> None:
    """The share came by an exchange: the other device knows the pack by it, key and all."""
    trip = Trip(tmp_path)
    trip.aino.upkeep.backup(tmp_path / "backup")
    entrance.restore(tmp_path / "backup", tmp_path / "second", PASSPHRASE, limits=CHEAP_LIMITS)
    second = reopen(tmp_path / "second")
    trip.pack()
    with trip.opened() as pack:
        pack.actions.add(trip.small.case, "Sovittu tapaamisessa")
    carry(trip.aino, second)
    first, trip.aino = trip.aino, second
    assert trip.back().is_gone
    assert second.actions.count(case_id=trip.small.case) == 1
    carry(second, first)
    assert first.actions.count(case_id=trip.small.case) == 1
    assert first.travel.lines()[0].state == "returned"
    first.close()
    second.close()
