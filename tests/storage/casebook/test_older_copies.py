"""A vault put back from an older copy: noticed, told, and a new device before it can do harm."""

from pathlib import Path

import pytest

from storage.casebook import whereabouts
from storage.exchange import high_water
from storage.lines.messages import Writing
from storage.refusals import RolledBack
from tests.offices import reopen
from tests.storage.casebook.exchanging import at
from tests.storage.casebook.put_back import Pair
from tests.storage.casebook.sneaker_template import SIZES
from tests.storage.casebook.sneaker_world import DAY_MS, World


@pytest.mark.parametrize("machine", ["marks", "other-machine"], ids=["marked", "control removed"])
def test_an_older_copy_is_noticed_by_this_machine(
    pair: Pair, machine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a new device before it writes; nothing is sent until somebody decides.

    Negative control: on a machine that kept no mark, nothing is noticed by the mark.
    """
    monkeypatch.setattr(whereabouts, "look", lambda *_any: False)  # that is another control
    pair.keep(pair.marks)
    before = pair.aino.me
    pair.aino.actions.add(pair.small.case, "Myöhemmin kirjattu")
    older = pair.put_back(pair.folder / machine)
    out = older.delivery.exchange(pair.folder / "stick")
    if machine != "marks":
        assert (older.me, older.delivery.rolled_back()) == (before, "")
        return
    assert older.me.device_id != before.device_id
    assert older.me.mark != before.mark
    assert older.delivery.rolled_back() == "machine"
    assert pair.kinds(older) == ["rolled-back"]
    assert (out.not_written, out.went) == ("rolled-back", ())
    with pytest.raises(RolledBack):
        older.delivery.send_file(pair.folder / "file.nvp", at(older, pair.bo))
    assert not (pair.folder / "file.nvp").exists()


def test_an_older_copy_goes_on_as_a_new_device(pair: Pair) -> None:
    """Decided and certified, it introduces itself; what it writes comes over, and nothing forks."""
    pair.keep(pair.marks)
    pair.aino.actions.add(pair.small.case, "Kirjattu ennen")
    pair.meet()
    older = pair.put_back(pair.marks)
    log = older.log.count()
    pair.go_on()
    assert older.log.count() == log + 1
    older.actions.add(pair.small.case, "Kirjattu kopiossa")
    pair.meet(times=2)
    held = {line.what for line in pair.bo.actions.lines(case_id=pair.small.case)}
    assert {"Kirjattu ennen", "Kirjattu kopiossa"} <= held
    assert (pair.kinds(older), pair.kinds(pair.bo)) == ([], [])


def test_what_was_on_its_way_to_an_older_copy_comes_to_the_new_device(pair: Pair) -> None:
    """Bo wrote to a device that is no more, and nobody acknowledged it."""
    pair.keep(pair.marks)
    pair.aino.actions.add(pair.small.case, "Kirjattu ennen")
    pair.bo.posting.send(Writing("Hei", "Moi", to=(at(pair.bo, pair.aino),)))
    older = pair.put_back(pair.marks)
    pair.go_on()
    pair.meet(times=3)
    assert [one.subject for one in older.messages.lines("in")] == ["Hei"]


def test_an_older_copy_introduces_itself_to_those_it_had_never_met() -> None:
    """Bo has Aino's card and she his, and nothing went between them before; then he writes."""
    world = World(SIZES[0])
    try:
        world.keep_copy("aino")
        world.open_case()
        world.write_to("bo", "aino")
        assert world.put_back("aino")
        for _round in range(3):
            for name in ("bo", "aino"):
                world.exchange(name, "stick")
        assert len(world.open["aino"].messages.lines("in")) == 1
    finally:
        world.close()


def test_a_new_device_is_known_though_its_clock_is_behind() -> None:
    """Its card was issued before the newest of the same person's that Bo holds."""
    world = World(SIZES[0])
    try:
        world.keep_copy("aino")
        world.now += 20 * DAY_MS  # a period key is due: Aino's new card goes to Bo
        world.write_to("aino", "bo")
        for name in ("aino", "bo"):
            world.exchange(name, "stick")
        assert world.put_back("aino")
        world.now -= 2 * DAY_MS
        for name in ("aino", "bo", "aino"):
            world.exchange(name, "stick")
        assert world.open["bo"].cards.person_of(world.open["aino"].me.device_id) is not None
    finally:
        world.close()


def test_an_older_copy_is_noticed_by_whom_it_wrote_to(pair: Pair) -> None:
    """Bo's acknowledgement names more of Aino's device than it remembers."""
    pair.keep()
    before = pair.aino.me
    pair.aino.actions.add(pair.small.case, "Myöhemmin kirjattu")
    pair.meet(times=2)
    older = pair.put_back()
    pair.bo.actions.add(pair.small.case, "Bon tehtävä")
    pair.bo.posting.send(Writing("Hei", "Moi", to=(at(pair.bo, older),)))
    pair.bo.delivery.exchange(pair.folder / "stick")
    older.delivery.exchange(pair.folder / "stick")
    assert older.delivery.rolled_back() == "Bo Exempel"
    assert older.me.device_id != before.device_id


def test_marks_never_go_down_and_cost_nothing(tmp_path: Path) -> None:
    """A smaller clock, a broken file and a place that takes no writing are no trouble."""
    device, marks = b"d" * 16, tmp_path / "marks"
    high, low = high_water.Mark(7, b"h" * 32), high_water.Mark(5, b"l" * 32)
    for mark in (high, low, None):
        high_water.raise_mark(marks, device, mark)
        assert high_water.read_mark(marks, device) == high
    high_water.raise_mark(marks, device, low, anew=True)
    assert high_water.read_mark(marks, device) == low
    (marks / f"{device.hex()}.mark").write_text("nonsense", encoding="ascii")
    assert high_water.read_mark(marks, device) is None
    (tmp_path / "file").write_bytes(b"")
    high_water.raise_mark(tmp_path / "file", device, high)


def test_what_an_older_copy_writes_does_not_hide_its_age(pair: Pair) -> None:
    """Work on the copy where nobody looks: by then its clock is later than the mark's."""
    pair.keep(pair.marks)
    pair.aino.actions.add(pair.small.case, "Alkuperäinen")
    older = pair.put_back()
    for number in range(9):
        older.actions.add(pair.small.case, f"Kopiossa {number}")
    older.close()
    pair.aino = reopen(pair.folder / "a", pair.marks)
    assert pair.aino.delivery.rolled_back() == "machine"


def test_two_histories_of_one_device_are_told_and_frozen(pair: Pair) -> None:
    """The copy and the vault both write: Bo keeps both, believes the first, and is told."""
    pair.keep()
    pair.aino.actions.add(pair.small.case, "Alkuperäinen")
    pair.meet(times=2)
    copy = pair.put_back()
    copy.actions.add(pair.small.case, "Kopiossa kirjattu")
    copy.delivery.exchange(pair.folder / "stick", read=False)
    pair.bo.delivery.exchange(pair.folder / "stick")
    assert "fork" in pair.kinds(pair.bo)
    (alarm,) = [one for one in pair.bo.delivery.alarms() if one.kind == "fork"]
    assert alarm.name == "A Aino Keksitty"
    names = [line.what for line in pair.bo.actions.lines(case_id=pair.small.case)]
    assert "Alkuperäinen" in names
    assert "Kopiossa kirjattu" not in names


def test_the_copy_learns_that_it_is_one(pair: Pair) -> None:
    """What it wrote contradicts what others hold of its device: it becomes a new one by itself."""
    pair.keep()
    before = pair.aino.me
    pair.aino.actions.add(pair.small.case, "Alkuperäinen")
    pair.meet(times=2)
    copy = pair.put_back()
    copy.actions.add(pair.small.case, "Kopiossa kirjattu")
    copy.delivery.exchange(pair.folder / "stick")
    pair.meet()
    assert copy.me.device_id != before.device_id
    assert "rolled-back" in pair.kinds(copy)
    copy.actions.add(pair.small.case, "Uuden laitteen")
    pair.go_on()
    pair.meet(times=2)
    assert "Uuden laitteen" in {
        line.what for line in pair.bo.actions.lines(case_id=pair.small.case)
    }
