"""Travel packs on their way home: cut off, lost, copied, damaged, late; nothing is lost."""

import shutil

import pytest

from storage.casebook import entrance, travel, unpacking
from storage.casebook.gate import this_day
from storage.errors import StorageError
from storage.journal.batch import SealedBatch
from storage.journal.take import take_in
from storage.refusals import PackRefused, ShareRefused
from storage.rules.rights import CONTENT
from tests.offices import CHEAP_LIMITS
from tests.storage.casebook.trips import (
    DAY,
    WORD,
    PlugPulledError,
    Trip,
    pull_the_plug,
    write_in,
    written,
)

NOTE = "Sovittu tapaamisessa"


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (unpacking, "take_in"),
        (unpacking, "_settle_directory"),
        (unpacking, "lacking"),
        (travel, "forget_keys"),
        (travel, "destroy"),
    ],
)
def test_a_return_that_stops_goes_on_where_it_was(
    trip: Trip, module: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off at any step, nothing is lost, nothing comes twice; the last step wipes for good."""
    trip.pack()
    write_in(trip, NOTE)
    with monkeypatch.context() as patched:
        patched.setattr(module, name, pull_the_plug)
        with pytest.raises(PlugPulledError):
            trip.back()
    if name == "destroy":  # the keys are gone: what is left opens nothing
        assert written(trip) == {NOTE}
        with pytest.raises(StorageError):
            entrance.unlock(trip.folder, WORD, limits=CHEAP_LIMITS)
        return
    if name != "forget_keys":  # written on after the return was cut off
        write_in(trip, "Vielä yksi")
    assert trip.back().is_gone
    assert written(trip) >= {NOTE}
    assert ("Vielä yksi" in written(trip)) is (name != "forget_keys")
    assert trip.aino.actions.count(case_id=trip.small.case) == len(written(trip))
    assert not trip.folder.exists()


def test_nothing_is_wiped_before_it_was_read_back(
    trip: Trip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A merge that lost a batch is found out: the pack stays whole, and the next return has all.

    Negative control: without the reading back it would be gone, and the note with it.
    """
    trip.pack()
    write_in(trip, NOTE)
    whole = take_in

    def losing(connection: object, batches: tuple[SealedBatch, ...], clock: object) -> object:
        return whole(connection, batches[:-1], clock)  # type: ignore[arg-type]

    copy = trip.folder.parent / "copy"
    shutil.copytree(trip.folder, copy)
    with monkeypatch.context() as patched:
        patched.setattr(unpacking, "take_in", losing)
        with pytest.raises(PackRefused) as refusal:
            trip.back()
        assert refusal.value.reason == "not-merged"
        assert trip.folder.exists()
        patched.setattr(unpacking, "lacking", lambda *_any: 0)
        assert trip.back(copy).is_gone  # the control removed: wiped, though not all is here
    assert trip.back().is_gone
    assert written(trip) == {NOTE}


def test_a_medium_that_takes_no_writing_is_not_called_wiped(
    trip: Trip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All has come home; that the pack still opens is said."""
    trip.pack()
    write_in(trip, NOTE)
    with monkeypatch.context() as patched:
        patched.setattr(travel, "forget_keys", lambda _folder: False)
        back = trip.back()
    assert (back.is_wiped, back.is_gone) == (False, False)
    assert written(trip) == {NOTE}
    with trip.opened():
        pass
    assert trip.back().is_gone


def test_a_lost_pack_comes_in_only_when_somebody_says_it_was_found(trip: Trip) -> None:
    """What was on it is told; what turns up is refused and left alone, until it is said.

    Negative control: the same pack, said to be found, comes home.
    """
    share = trip.pack()
    write_in(trip, "Löytäjän kirjaama?")
    trip.aino.travel.lose(share)
    with pytest.raises(ShareRefused):
        trip.aino.travel.lose(share)
    (line,) = trip.aino.travel.lines()
    assert line.state == "lost"
    assert set(line.sections) == CONTENT
    (shared,) = trip.aino.shares.lines(trip.small.case)
    assert {one.section for one in shared.sent} >= {"meetings", "network", "summary"}
    with pytest.raises(PackRefused) as refusal:
        trip.back()
    assert refusal.value.reason == "lost"
    assert written(trip) == set()
    assert trip.folder.exists()
    assert trip.back(is_found=True).is_gone
    assert written(trip) == {"Löytäjän kirjaama?"}


def test_losing_a_pack_can_be_undone(trip: Trip) -> None:
    """It was in the other bag."""
    share = trip.pack()
    trip.aino.travel.lose(share)
    trip.aino.undo()
    (line,) = trip.aino.travel.lines()
    assert line.state == "out"
    trip.aino.shares.withdraw(share)
    (line,) = trip.aino.travel.lines()
    assert line.state == "lost"


def test_two_copies_of_a_pack_are_both_kept_and_named(trip: Trip) -> None:
    """Two laptops wrote in copies of one pack: the first counts, the second is kept and said."""
    trip.pack()
    copy = trip.folder.parent / "copy"
    shutil.copytree(trip.folder, copy)
    write_in(trip, "Ensimmäinen")
    write_in(trip, "Toinen", copy)
    assert trip.back().forks == 0
    second = trip.back(copy)
    assert second.forks > 0
    assert second.is_gone
    assert written(trip) == {"Ensimmäinen"}
    with trip.aino.read() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM fork").scalar_one()
    assert kept >= second.forks


def test_a_damaged_pack_changes_nothing(trip: Trip) -> None:
    """A flipped byte of the header or the database: refused, nothing merged, nothing wiped."""
    trip.pack()
    write_in(trip, NOTE)
    for name, place in (("header.nivel", 100), ("vault.db", 1000)):
        path = trip.folder / name
        whole = path.read_bytes()
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        damaged = path.read_bytes()
        with pytest.raises(StorageError):
            trip.back()
        assert path.read_bytes() == damaged
        path.write_bytes(whole)
    assert written(trip) == set()
    assert trip.back().is_gone
    assert written(trip) == {NOTE}


def test_what_was_typed_and_not_saved_comes_along(trip: Trip) -> None:
    """A draft of the pack is a draft at home; beside one of the same field it stands below."""
    trip.pack()
    with trip.opened() as pack:
        pack.drafts.keep("case/ff", "Matkalla kesken")
        pack.drafts.keep("case/ee", "Vain matkalla")
    trip.aino.drafts.keep("case/ff", "Toimistolla kesken")
    assert trip.back().drafts == 2
    assert trip.aino.drafts.find("case/ff") == "Toimistolla kesken\n\nMatkalla kesken"
    assert trip.aino.drafts.find("case/ee") == "Vain matkalla"


def test_a_pack_overdue_comes_home_all_the_same(
    trip: Trip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A week late, everything counts."""
    trip.pack(ends=this_day())
    write_in(trip, NOTE)
    monkeypatch.setattr(travel, "this_day", lambda: this_day() + 7 * DAY)
    assert trip.aino.travel.lines()[0].state == "overdue"
    assert trip.back().set_aside == 0
    assert written(trip) == {NOTE}
