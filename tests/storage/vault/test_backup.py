"""One sealed file: consistent, never half there, never over another."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from storage.errors import (
    DiskFull,
    FileExists,
    Stopped,
    WrongSecret,
)
from storage.vault import backup, files, slots
from storage.vault.backup import write_backup
from storage.vault.engine import OpenVault
from storage.vault.header import SlotKind
from storage.vault.restore import restore_backup
from tests.storage.vault.made import OTHER, PASSPHRASE, TINY, TINY_LIMITS, add, count
from tests.storage.vault.pages import decrypted
from tests.storage.vault.restoring import names, open_restored, restore


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


def test_a_disk_that_fills_while_copying_is_told(
    vault: OpenVault, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy's own errors carry no code, only a text; they are told, and nothing is left."""

    def full(*_args: object) -> None:
        message = "database or disk is full"  # all that sqlcipher3's backup() says
        raise dbapi2.OperationalError(message)

    monkeypatch.setattr(backup, "_copy_pages", full)
    with pytest.raises(DiskFull):
        write_backup(vault, target)
    assert names(target.parent) == []
    assert not list(vault.path.glob(".*"))


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
