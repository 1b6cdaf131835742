"""A vault made from a backup: whole, proved, and a new device; or nothing at all."""

from pathlib import Path
from typing import Any

import pytest

from storage.errors import (
    NotABackup,
    SheetLineWrong,
    StorageError,
    VaultDamaged,
    VaultExists,
    VaultNewer,
    WrongSecret,
)
from storage.vault import backup
from storage.vault.backup import write_backup
from storage.vault.engine import OpenVault
from storage.vault.header import SlotKind
from storage.vault.layout import Layout
from storage.vault.medium import Medium
from storage.vault.restore import device_made, needs_new_device, restore_backup
from tests.storage.vault.made import OTHER, TINY_LIMITS, Made, add, count
from tests.storage.vault.restoring import names, open_restored, restore

MEDIA = [Medium.LOCAL, Medium.REMOVABLE, Medium.READ_ONLY]


@pytest.mark.parametrize("medium", MEDIA)
def test_a_backup_restores_to_the_same_notes(made: Made, target: Path, medium: Medium) -> None:
    """From a disk, a stick and a read-only medium."""
    vault = made.open(medium)
    length = write_backup(vault, target)
    assert count(vault) == 3
    vault.close()
    assert target.stat().st_size == length
    assert target.stat().st_mode & 0o777 == 0o600
    restore(target, made.folder.parent / "again")
    again = open_restored(made.folder.parent / "again")
    assert count(again) == 3
    add(again)
    again.close()


def test_the_recovery_sheet_restores_too(saved: Path, made: Made, tmp_path: Path) -> None:
    """Without the passphrase; a mistyped sheet is told by its line."""
    again = tmp_path / "again"
    with pytest.raises(SheetLineWrong):
        restore_backup(saved, again, "X" + made.sheet[1:], SlotKind.RECOVERY, limits=TINY_LIMITS)
    restore_backup(saved, again, made.sheet, SlotKind.RECOVERY, limits=TINY_LIMITS)
    vault = open_restored(again)
    assert count(vault) == 3
    assert (again / "blobs" / "0a1b").read_bytes() == b"sealed bytes" * 1000
    vault.close()


def test_what_is_restored_must_become_a_new_device(saved: Path, made: Made, tmp_path: Path) -> None:
    """The mark is there until the new device's key is saved; everything is private."""
    again = Layout(tmp_path / "again")
    restore(saved, again.folder)
    assert needs_new_device(again)
    assert not needs_new_device(made.layout)
    device_made(again)
    assert not needs_new_device(again)
    device_made(again)
    for path in again.folder.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


def test_restoring_never_overwrites(saved: Path, made: Made, tmp_path: Path) -> None:
    """A vault, a folder with something in it, a file: refused; an empty folder gives way."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("mine")
    for place in (made.folder, tmp_path / "full", saved):
        with pytest.raises(VaultExists):
            restore(saved, place)
    assert (tmp_path / "full" / "letter").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    restore(saved, tmp_path / "empty")
    open_restored(tmp_path / "empty").close()


def test_a_wrong_passphrase_restores_nothing(saved: Path, tmp_path: Path) -> None:
    """No folder appears."""
    with pytest.raises(WrongSecret):
        restore(saved, tmp_path / "again", OTHER)
    assert not (tmp_path / "again").exists()


def test_any_flipped_byte_is_refused_and_leaves_nothing(saved: Path, tmp_path: Path) -> None:
    """Over the whole file, header to last byte: never a vault, never a wrong passphrase."""
    whole = saved.read_bytes()
    places = [*range(60), *range(60, len(whole), 331), len(whole) - 1]
    for at in places:
        saved.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises((VaultDamaged, NotABackup, VaultNewer)):
            restore(saved, tmp_path / "again")
    assert names(tmp_path) == ["stick", "vault"]


def test_cut_anywhere_it_is_refused(saved: Path, tmp_path: Path) -> None:
    """A copy that broke off on the way is never restored, nor one with something appended."""
    whole = saved.read_bytes()
    for length in [*range(0, 60, 7), *range(60, len(whole), 997), len(whole) - 1]:
        saved.write_bytes(whole[:length])
        with pytest.raises((VaultDamaged, NotABackup)):
            restore(saved, tmp_path / "again")
    saved.write_bytes(whole + b"\0")
    with pytest.raises(VaultDamaged):
        restore(saved, tmp_path / "again")
    assert names(tmp_path) == ["stick", "vault"]


def test_another_file_is_no_backup(tmp_path: Path) -> None:
    """A letter, an empty file, a missing one, a newer format."""
    letter = tmp_path / "letter"
    letter.write_text("Hei, tämä on kirje eikä varmuuskopio.")
    with pytest.raises(NotABackup):
        restore(letter, tmp_path / "again")
    letter.write_bytes(b"")
    with pytest.raises(NotABackup):
        restore(letter, tmp_path / "again")
    letter.write_bytes(b"NIVELBAK\x02" + bytes(100))
    with pytest.raises(VaultNewer):
        restore(letter, tmp_path / "again")
    with pytest.raises(StorageError):
        restore(tmp_path / "missing", tmp_path / "again")


def test_a_name_that_leads_out_of_the_folder_is_refused(
    vault: OpenVault, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T23: even a backup sealed with the right key cannot write elsewhere."""
    real = backup._entries

    def hostile(*args: Any) -> Any:  # noqa: ANN401 - passes on
        name = b"blobs/../../out"
        yield bytes([len(name)]) + name + backup.SIZE.pack(1) + b"x"
        yield from real(*args)

    monkeypatch.setattr(backup, "_entries", hostile)
    write_backup(vault, target)
    with pytest.raises(VaultDamaged):
        restore(target, tmp_path / "again")
    assert names(tmp_path) == ["stick", "vault"]
