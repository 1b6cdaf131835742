"""Folders that carry parcels: strange files, full and read-only sticks, stopping, two at once."""

import os
from pathlib import Path

import pytest

from storage.casebook import delivering
from storage.errors import DiskFull, FileRefused, MediumGone, Stopped
from storage.exchange import carrier
from storage.lines.messages import Writing
from storage.refusals import FolderRefused
from tests.storage.casebook.exchanging import (
    Both,
    at,
    meet_in,
    parcels,
    reasons,
    shared,
)


def test_strange_files_are_told_apart_and_left_alone(both: Both, stick: Path) -> None:
    """Doubled, renamed, half-written, broken, newer and foreign files are named, never removed."""
    aino, bo = both
    shared(both)
    meet_in(stick, aino)
    (name,) = parcels(stick)
    data = (stick / name).read_bytes()
    strange = {
        "kuva.jpg": data,  # renamed, and the first to be read
        "0" * 32 + ".nvp": data,  # doubled
        f"{name[:-4]}.sync-conflict-20261124-093000-ABCDEFG.nvp": data,
        ".0123.nvp.part": data[:100],
        "1" * 32 + ".nvp": b"no parcel at all",
        "2" * 32 + ".nvp": data[:8] + b"\x09" + data[9:],
        "muistio.txt": b"foreign",
    }
    for other, content in strange.items():
        (stick / other).write_bytes(content)
    (stick / "linkki.nvp").symlink_to(stick / name)
    (stick / "kansio.nvp").mkdir()
    came = bo.delivery.exchange(stick)
    assert len(came.came) == 1
    assert reasons(came) == ["again", "again", "broken", "newer", "sync-copy", "unfinished"]
    assert came.foreign == 1
    aino.delivery.exchange(stick)
    assert strange.keys() <= {path.name for path in stick.iterdir()}


def test_a_folder_with_fifty_thousand_files_stays_bounded(
    both: Both, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only so many heads are read, and the rest is counted; our own are found among them."""
    aino, bo = both
    shared(both)
    meet_in(stick, aino)
    (name,) = parcels(stick)
    for number in range(50_000):
        os.link(stick / name, stick / f"f{number}")
    looked: list[str] = []

    def read_head(path: Path, size: int) -> bytes:
        looked.append(path.name)
        return path.read_bytes()[:size]

    monkeypatch.setattr(carrier, "read_head", read_head)
    came = bo.delivery.exchange(stick)
    assert len(came.came) == 1
    assert came.unlooked == 48_000
    assert len(looked) == 1


def test_the_vault_itself_is_no_folder_for_parcels(both: Both, tmp_path: Path) -> None:
    """Neither a vault nor what lies in it, nor what is not there, nor a file."""
    aino, _bo = both
    (tmp_path / "file").write_bytes(b"")
    for place, reason in (
        (aino.vault.path, "vault"),
        (aino.vault.path / "blobs", "vault"),
        (tmp_path / "nowhere", "missing"),
        (tmp_path / "file", "no-folder"),
    ):
        with pytest.raises(FolderRefused) as refusal:
            aino.delivery.exchange(place)
        assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("trouble", "told"), [(DiskFull, "full"), (MediumGone, "gone")], ids=["full", "gone"]
)
def test_a_stick_that_gives_out_is_not_safe_and_is_gone_on_with(
    both: Both, stick: Path, monkeypatch: pytest.MonkeyPatch, trouble: type, told: str
) -> None:
    """Nothing half-written counts; the next exchange writes what was not."""
    aino, bo = both
    small = shared(both)

    def fail(path: Path, _content: object) -> int:
        raise trouble(path)

    with monkeypatch.context() as broken:
        broken.setattr(carrier, "write_file", fail)
        out = aino.delivery.exchange(stick)
    assert (out.not_written, out.is_safe, out.went) == (told, False, ())
    meet_in(stick, aino, bo)
    assert bo.cases.line(small.case).label == "A-0001"


def test_a_read_only_stick_is_read_and_told(
    both: Both, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies there comes in; that nothing could be written is said."""
    aino, bo = both
    shared(both)
    meet_in(stick, aino)

    def deny(path: Path, _content: object) -> int:
        raise FileRefused(path, "denied")

    monkeypatch.setattr(carrier, "write_file", deny)
    came = bo.delivery.exchange(stick)
    assert len(came.came) == 1
    assert came.not_written == "read-only"


def test_it_can_be_stopped_and_goes_on(both: Both, stick: Path) -> None:
    """Stopped before writing nothing lies there; stopped before verifying all is whole."""
    aino, bo = both
    small = shared(both)
    for step in (delivering.CHECK, delivering.READ, delivering.WRITE):

        def stop(at_step: str, _done: int, _total: int, step: str = step) -> None:
            if at_step == step:
                raise Stopped

        with pytest.raises(Stopped):
            aino.delivery.exchange(stick, stop)
        assert parcels(stick) == []
    meet_in(stick, aino, bo)
    assert bo.cases.line(small.case).label == "A-0001"


def test_two_write_into_one_folder_at_once(both: Both, stick: Path) -> None:
    """A file that comes while another looks is read the next time; nothing is overwritten."""
    aino, bo = both
    shared(both)

    def meanwhile(step: str, done: int, _total: int) -> None:
        if step == delivering.WRITE and done == 0:
            bo.delivery.exchange(stick)

    first = aino.delivery.exchange(stick, meanwhile)
    assert len(first.went) == 1
    assert len(bo.delivery.exchange(stick).came) == 1


def test_names_sizes_and_page_tell_nothing(both: Both, stick: Path) -> None:
    """Random names alone; a word more or less does not show in the size class."""
    aino, bo = both
    aino.posting.send(Writing("a", "b", to=(at(aino, bo),)))
    meet_in(stick, aino)
    (name,) = parcels(stick)
    assert len(name) == 36
    assert set(name[:32]) <= set("0123456789abcdef")
    data = (stick / name).read_bytes()
    for word in (b"Aino", b"Bo Exempel", b"Keksitty", aino.me.person_id, bo.me.device_id):
        assert word not in data
