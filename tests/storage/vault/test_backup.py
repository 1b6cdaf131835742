"""One sealed file, and a vault made from it again."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.errors import (
    DiskFull,
    FileExists,
    NotABackup,
    SheetLineWrong,
    Stopped,
    StorageError,
    VaultDamaged,
    VaultExists,
    VaultNewer,
    WrongSecret,
)
from storage.vault import backup, files, slots
from storage.vault.backup import write_backup
from storage.vault.engine import OpenVault, open_vault
from storage.vault.header import SlotKind, read_header
from storage.vault.keyslots import unlock_header
from storage.vault.layout import Layout
from storage.vault.medium import Medium
from storage.vault.restore import device_made, needs_new_device, restore_backup
from tests.storage.vault.made import OTHER, PASSPHRASE, TINY, TINY_LIMITS, Made, add, count
from tests.storage.vault.pages import decrypted

MEDIA = [Medium.LOCAL, Medium.REMOVABLE, Medium.READ_ONLY]


def restore(source: Path, target: Path, text: str = PASSPHRASE) -> None:
    """Restore by passphrase, at the tests' cheap cost."""
    restore_backup(source, target, text, SlotKind.PASSPHRASE, limits=TINY_LIMITS)


def open_restored(target: Path, text: str = PASSPHRASE) -> OpenVault:
    """Open a restored vault."""
    header = read_header(Layout(target).header, limits=TINY_LIMITS)
    key = unlock_header(header, text, SlotKind.PASSPHRASE, limits=TINY_LIMITS)
    return open_vault(target, key, medium=Medium.LOCAL)


def names(folder: Path) -> list[str]:
    """Return everything in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Name a file that is not there yet, in a folder of its own."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "made.nivelbackup"


@pytest.fixture
def saved(vault: OpenVault, target: Path) -> Path:
    """Back the vault up, with an attachment."""
    (vault.layout.blobs / "0a1b").write_bytes(b"sealed bytes" * 1000)
    write_backup(vault, target)
    return target


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


def test_what_must_not_travel_is_taken_out(vault: OpenVault, target: Path, tmp_path: Path) -> None:
    """``strip`` changes the copy and not the vault; the erased words are in no page of the copy."""
    add(vault, "kanarialintu", times=30)

    def strip(raw: Any) -> None:  # noqa: ANN401 - sqlcipher3 ships no types
        raw.execute("DELETE FROM note WHERE text = 'kanarialintu'")

    write_backup(vault, target, strip=strip)
    assert count(vault) == 33
    restore(target, tmp_path / "again")
    again = open_restored(tmp_path / "again")
    assert count(again) == 3
    again.close()
    plain = decrypted(tmp_path / "again" / "vault.db", vault.key)
    assert b"kanarialintu" not in plain
    assert b"n1" in plain


def test_a_backup_is_one_state_while_saves_go_on(
    vault: OpenVault, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saves between two steps of the copying neither wait nor show."""
    monkeypatch.setattr(backup, "_STEP_PAGES", 5)
    add(vault, "x" * 3000, times=100)
    saves: list[int] = []

    def meanwhile(_done: int, _total: int) -> None:
        if len(saves) < 5:
            thread = threading.Thread(target=add, args=(vault,))
            thread.start()
            thread.join(10)
            saves.append(thread.is_alive())

    write_backup(vault, target, meanwhile)
    assert saves == [False] * 5
    assert count(vault) == 108
    restore(target, tmp_path / "again")
    again = open_restored(tmp_path / "again")
    assert count(again) == 103
    again.close()


def test_progress_grows_to_the_whole(vault: OpenVault, saved: Path, tmp_path: Path) -> None:
    """Bytes done never go back and end at the total, on both ways."""
    seen: list[tuple[int, int]] = []
    write_backup(vault, tmp_path / "b", lambda done, total: seen.append((done, total)))
    steps = [done for done, _ in seen]
    assert steps == sorted(steps)
    assert seen[-1][0] == seen[-1][1] > 0
    seen.clear()
    restore_backup(
        saved,
        tmp_path / "again",
        PASSPHRASE,
        SlotKind.PASSPHRASE,
        lambda done, total: seen.append((done, total)),
        limits=TINY_LIMITS,
    )
    assert seen[-1][0] == seen[-1][1] > 0


def stop_at(call: int) -> Callable[[int, int], None]:
    """Return a progress that stops the work at its n-th call."""
    calls = iter(range(10_000))

    def progress(_done: int, _total: int) -> None:
        if next(calls) == call:
            raise Stopped

    return progress


@pytest.mark.parametrize("call", [0, 1, 2, 4])
def test_stopped_anywhere_nothing_is_left(
    vault: OpenVault, target: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    """While copying and while sealing: no file under the name, none beside it, work goes on."""
    monkeypatch.setattr(backup, "_STEP_PAGES", 20)
    add(vault, "x" * 3000, times=60)
    with pytest.raises(Stopped):
        write_backup(vault, target, stop_at(call))
    assert names(target.parent) == []
    assert not list(vault.path.rglob(".*.part*"))
    add(vault)
    write_backup(vault, target)


def test_a_backup_never_overwrites(vault: OpenVault, target: Path) -> None:
    """Not even an empty file."""
    target.write_bytes(b"")
    with pytest.raises(FileExists):
        write_backup(vault, target)
    assert target.read_bytes() == b""


def test_a_full_stick_leaves_no_half_file(
    vault: OpenVault, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is told, the reserve of the vault's own disk is not spent."""

    def full(_part: Path, _content: object) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr(files, "_fill", full)
    with pytest.raises(DiskFull):
        write_backup(vault, target)
    assert names(target.parent) == []
    assert not vault.reserve_spent


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


def test_a_backup_of_a_pending_rekey_opens_with_what_stays(
    vault: OpenVault, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is written under the new key: the removed passphrase opens no later backup."""

    def full(*_: object) -> None:
        raise DiskFull(Path())

    monkeypatch.setattr("storage.vault.opening._rewrite", full)
    with pytest.raises(DiskFull):
        slots.change_passphrase(vault, PASSPHRASE, OTHER, parameters=TINY, limits=TINY_LIMITS)
    monkeypatch.undo()
    write_backup(vault, target)
    with pytest.raises(WrongSecret):
        restore(target, tmp_path / "again")
    restore(target, tmp_path / "again", OTHER)
    again = open_restored(tmp_path / "again", OTHER)
    assert count(again) == 3
    again.close()
