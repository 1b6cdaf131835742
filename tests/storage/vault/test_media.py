"""Each medium is opened in its own way, and what takes no writing from a copy. Trap 7."""

import errno
import shutil
import tempfile
from pathlib import Path

import pytest

from storage.errors import DiskFull, VaultReadOnly
from storage.vault import connection as connection_module
from storage.vault import private_copy
from storage.vault.engine import OpenVault
from storage.vault.medium import Medium
from tests.storage.vault.made import Made, add, count

SINGLE = [Medium.REMOVABLE, Medium.NETWORK]


WRITABLE = [Medium.LOCAL, *SINGLE]


@pytest.mark.parametrize(
    ("medium", "journal", "locking"),
    [
        (Medium.LOCAL, "wal", "normal"),
        (Medium.REMOVABLE, "truncate", "exclusive"),
        (Medium.NETWORK, "truncate", "exclusive"),
    ],
)
def test_each_medium_has_its_journal(
    made: Made, medium: Medium, journal: str, locking: str
) -> None:
    """Trap 7: no shared memory map on what can be pulled out."""
    vault = made.open(medium)
    add(vault)
    with vault.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == journal
        assert connection.exec_driver_sql("PRAGMA locking_mode").scalar() == locking
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    assert (made.folder / "vault.db-shm").exists() == (medium is Medium.LOCAL)
    vault.close()


def test_without_the_stick_settings_a_map_appears(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of trap 7: with the local settings, a stick would get the memory map."""
    monkeypatch.setattr(connection_module, "ALONE", connection_module.SHARED)
    vault = made.open(Medium.REMOVABLE)
    add(vault)
    assert (made.folder / "vault.db-shm").exists()
    vault.close()


def test_a_vault_moves_between_media(made: Made) -> None:
    """A vault left in the middle of WAL work opens on a stick, and the other way round."""
    for medium in (Medium.LOCAL, Medium.REMOVABLE, Medium.LOCAL):
        vault = made.open(medium)
        before = count(vault)
        add(vault)
        copy = {
            path.name: path.read_bytes()
            for path in made.folder.glob("vault.db*")
            if not path.name.endswith("-shm")
        }
        vault.close()
        for path in made.folder.glob("vault.db*"):
            path.unlink()
        for name, content in copy.items():  # as a kill -9 leaves it
            (made.folder / name).write_bytes(content)
        for other in WRITABLE:
            vault = made.open(other)
            assert count(vault) == before + 1
            vault.close()


def open_read_only(made: Made) -> OpenVault:
    """Open as from a medium that takes no writing."""
    return made.open(Medium.READ_ONLY)


def test_a_read_only_medium_shows_what_stands_in_the_wal(made: Made) -> None:
    """A copy of database and WAL is opened: the last save before the medium was frozen is there."""
    vault = made.open()
    add(vault, "viimeinen")
    frozen = open_read_only(made)
    assert count(frozen) == 4
    with pytest.raises(VaultReadOnly):
        add(frozen)
    frozen.close()
    vault.close()


def test_without_the_wal_the_last_save_is_missing(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: were the WAL left out (as ``immutable=1`` does), the save would be lost."""
    vault = made.open()
    add(vault, "viimeinen")
    monkeypatch.setattr(private_copy, "SIDE_FILES", ())
    frozen = open_read_only(made)
    assert count(frozen) == 3
    frozen.close()
    vault.close()


def test_a_read_only_medium_is_left_untouched(made: Made) -> None:
    """No lock, no reserve, no changed byte; the private copy is 0700 and goes with the closing."""
    made.layout.lock.unlink()
    made.layout.reserve.unlink()
    before = {path: path.read_bytes() for path in made.folder.iterdir() if path.is_file()}
    vault = open_read_only(made)
    private = vault.database.parent
    assert private != made.folder
    assert private.stat().st_mode & 0o777 == 0o700
    assert not vault.reserve_spent
    assert count(vault) == 3
    vault.close()
    assert not private.exists()
    assert {path: path.read_bytes() for path in made.folder.iterdir() if path.is_file()} == before


def test_a_copy_left_by_a_kill_goes_with_the_next(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One whose process is gone is removed, one that is held stays, a link is not followed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "nivel-copy-left"
    left.mkdir()
    (left / "vault.db").write_bytes(b"x")
    (tmp_path / "nivel-copy-link").symlink_to(made.folder)
    first = open_read_only(made)
    second = open_read_only(made)
    assert not left.exists()
    assert first.database.exists()
    assert made.layout.database.exists()
    first.close()
    second.close()


def test_a_full_temporary_folder_is_told(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room for the copy: the disk is full, and nothing of it stays."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(DiskFull):
        open_read_only(made)
