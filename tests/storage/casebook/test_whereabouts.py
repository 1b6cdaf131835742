"""A vault copied elsewhere becomes a new device at its next opening, and the others learn it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.casebook import entrance, whereabouts
from storage.refusals import Copied
from storage.vault.medium import Medium
from tests.offices import CHEAP_LIMITS, PASSPHRASE, reopen
from tests.storage.casebook.exchanging import at
from tests.storage.casebook.put_back import Pair


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Lend Aino, whose vault this machine knows, and Bo."""
    made = Pair(tmp_path)
    made.aino.close()
    made.aino = reopen(tmp_path / "a", made.marks)
    yield made
    made.aino.close()
    made.bo.close()


def carried(pair: Pair, name: str, marks: Path) -> bytes:
    """Copy Aino's closed vault, open the copy where ``marks`` are; return its device."""
    copy = shutil.copytree(pair.folder / "a", pair.folder / name)
    book = reopen(copy, marks)
    device = book.me.device_id
    book.close()
    return device


@pytest.mark.parametrize("is_watched", [True, False], ids=["watched", "control removed"])
def test_a_copy_on_another_machine_is_a_new_device(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, *, is_watched: bool
) -> None:
    """It has another key and other letters, sends nothing before the sheet, and is told."""
    before = pair.aino.me
    pair.aino.close()
    if not is_watched:
        monkeypatch.setattr(whereabouts, "look", lambda *_any: False)
    pair.aino = reopen(shutil.copytree(pair.folder / "a", pair.folder / "c"), pair.folder / "m2")
    if not is_watched:
        assert pair.aino.me == before  # two vaults sign as one device
        return
    assert pair.aino.me.device_id != before.device_id
    assert pair.aino.me.mark != before.mark
    assert pair.kinds(pair.aino) == ["copied"]
    out = pair.aino.delivery.exchange(pair.folder / "stick")
    assert (out.not_written, out.went) == ("copied", ())
    with pytest.raises(Copied):
        pair.aino.delivery.send_file(pair.folder / "file.nvp", at(pair.aino, pair.bo))


def test_the_others_learn_the_new_device(pair: Pair) -> None:
    """Certified by the sheet it introduces itself with the next parcel; nothing forks."""
    pair.aino.close()
    pair.aino = reopen(shutil.copytree(pair.folder / "a", pair.folder / "c"), pair.folder / "m2")
    pair.go_on()
    pair.aino.actions.add(pair.small.case, "Kirjattu kopiossa")
    pair.meet(times=2)
    (line,) = [one for one in pair.bo.cards.lines() if one.name == "Aino Keksitty"]
    assert line.devices == ("A", pair.aino.me.mark)
    held = {line.what for line in pair.bo.actions.lines(case_id=pair.small.case)}
    assert "Kirjattu kopiossa" in held
    assert (pair.kinds(pair.aino), pair.kinds(pair.bo)) == ([], [])


def test_a_copy_in_another_folder_of_this_machine_is_one_too(pair: Pair) -> None:
    """While both are there; where the first is gone, it was renamed, and stays the same device."""
    device = pair.aino.me.device_id
    pair.aino.close()
    assert carried(pair, "c", pair.marks) != device
    pair.aino = reopen(pair.folder / "a", pair.marks)
    assert pair.aino.me.device_id == device
    pair.aino.close()
    (pair.folder / "a").rename(pair.folder / "renamed")
    pair.aino = reopen(pair.folder / "renamed", pair.marks)
    assert pair.aino.me.device_id == device


def test_a_copy_is_told_once(pair: Pair) -> None:
    """The new device belongs to its machine: opened there again it stays what it is."""
    pair.aino.close()
    there = pair.folder / "m2"
    device = carried(pair, "c", there)
    again = reopen(pair.folder / "c", there)
    assert again.me.device_id == device
    again.close()
    pair.aino = reopen(pair.folder / "a", pair.marks)


def test_on_a_stick_it_may_travel(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """From machine to machine and back, the same device."""
    device = pair.aino.me.device_id
    pair.aino.close()
    monkeypatch.setattr("storage.vault.opening.detect_medium", lambda *_any: Medium.REMOVABLE)
    for marks in ("m2", "m3", "m2", "marks"):
        book = reopen(pair.folder / "a", pair.folder / marks)
        assert (book.me.device_id, book.delivery.rolled_back()) == (device, "")
        book.close()
    pair.aino = reopen(pair.folder / "a", pair.marks)


def test_a_restored_vault_is_not_told_twice(pair: Pair) -> None:
    """It is a new device by itself, and belongs to the machine that opened it first."""
    pair.aino.upkeep.backup(pair.folder / "backup")
    target, there = pair.folder / "restored", pair.folder / "m2"
    entrance.restore(pair.folder / "backup", target, PASSPHRASE, limits=CHEAP_LIMITS)
    first = reopen(target, there)
    device = first.me.device_id
    assert device != pair.aino.me.device_id
    first.close()
    again = reopen(target, there)
    assert (again.me.device_id, again.delivery.rolled_back()) == (device, "")
    again.close()


def test_a_place_that_takes_no_writing_costs_the_warning_alone(pair: Pair) -> None:
    """The vault opens as it is; broken files are no trouble either."""
    device = pair.aino.me.device_id
    pair.aino.close()
    (pair.folder / "file").write_bytes(b"")
    book = reopen(pair.folder / "a", pair.folder / "file")
    assert book.me.device_id == device
    book.close()
    (pair.marks / f"{device.hex()}.folder").write_bytes(b"\xff\xfe\n")
    pair.aino = reopen(pair.folder / "a", pair.marks)
    assert pair.aino.me.device_id == device
