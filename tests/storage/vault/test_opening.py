"""Opening a vault: who is refused, and what is called damage. Trap 10."""

import os
from pathlib import Path

import pytest

from storage.errors import (
    VaultBusy,
    VaultDamaged,
    VaultMissing,
    VaultNewer,
    WrongSecret,
)
from storage.vault import connections
from storage.vault.connection import DATABASE_VERSION
from storage.vault.engine import OpenVault, create_vault, open_vault
from storage.vault.layout import Layout
from tests.storage.vault.made import Made, add, count, make


def test_a_second_opening_is_refused(vault: OpenVault, made: Made) -> None:
    """One process, one opening; after closing it opens again."""
    with pytest.raises(VaultBusy) as caught:
        made.open()
    assert caught.value.pid == os.getpid()
    vault.close()
    vault.close()
    made.open().close()


def test_a_foreign_key_is_a_wrong_secret(made: Made, tmp_path: Path) -> None:
    """Another vault's key is not called damage."""
    other = make(tmp_path / "other")
    with pytest.raises(WrongSecret):
        open_vault(made.folder, other.data_key)


@pytest.mark.parametrize("at", [0, 20, 2000, 4090])
def test_a_damaged_first_page_is_damage_not_a_wrong_secret(made: Made, at: int) -> None:
    """The key check in the header tells the two apart; nothing is overwritten."""
    data = bytearray(made.layout.database.read_bytes())
    data[at] ^= 1
    made.layout.database.write_bytes(data)
    with pytest.raises(VaultDamaged) as caught:
        made.open()
    assert caught.value.part == "database"
    assert made.layout.database.read_bytes() == data


@pytest.mark.parametrize("length", [0, 1, 100, 511, 512, 4095, 4096])
def test_a_truncated_database_is_damage(made: Made, length: int) -> None:
    """Cut to nothing (SQLite would begin an empty one), within a page, between pages."""
    made.layout.database.write_bytes(made.layout.database.read_bytes()[:length])
    with pytest.raises(VaultDamaged):
        made.open()
    assert made.layout.database.stat().st_size == length


def test_a_page_cut_in_two_is_damage_when_it_is_read(made: Made) -> None:
    """The first page is whole, so the vault opens; the cut one is never taken for data."""
    made.layout.database.write_bytes(made.layout.database.read_bytes()[:6000])
    vault = made.open()
    with pytest.raises(VaultDamaged):
        count(vault)
    vault.close()


def test_a_missing_database_is_not_made_anew(made: Made) -> None:
    """An empty vault would look like lost work."""
    made.layout.database.unlink()
    with pytest.raises(VaultDamaged):
        made.open()
    assert not made.layout.database.exists()


def test_no_vault_no_opening(tmp_path: Path, made: Made) -> None:
    """An empty folder holds no vault."""
    with pytest.raises(VaultMissing):
        open_vault(tmp_path, made.data_key)


def test_a_database_of_a_newer_program_is_refused_and_unchanged(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``user_version`` above ours: told, closed, left alone."""
    monkeypatch.setattr(connections, "DATABASE_VERSION", 0)
    before = made.layout.database.read_bytes()
    with pytest.raises(VaultNewer) as caught:
        made.open()
    assert (caught.value.found, caught.value.known) == (DATABASE_VERSION, 0)
    assert made.layout.database.read_bytes() == before
    monkeypatch.undo()
    made.open().close()


def test_everything_is_private(vault: OpenVault, made: Made) -> None:
    """Trap 10: files 0600, folders 0700, side files and reserve included."""
    add(vault)
    modes = {path.name: path.stat().st_mode & 0o777 for path in made.folder.rglob("*")}
    modes["."] = made.folder.stat().st_mode & 0o777
    assert {"vault.db-wal", "vault.db-shm", "reserve", "lock", "header.nivel"} <= set(modes)
    for name, mode in modes.items():
        assert mode == (0o700 if name in {".", "blobs", "backups"} else 0o600), name


def test_without_the_private_mode_the_side_files_are_open_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of trap 10: without mode and umask, others may read the side files."""
    old = os.umask(0o022)
    monkeypatch.setattr("storage.vault.layout.FILE_MODE", 0o644)
    try:
        with monkeypatch.context() as patch:
            patch.setattr(os, "umask", lambda _mask: 0)
            vault = make(tmp_path / "vault").open()
        add(vault)
        assert (tmp_path / "vault" / "vault.db-wal").stat().st_mode & 0o777 == 0o644
        vault.close()
    finally:
        os.umask(old)


def test_a_vault_is_never_made_over_another(made: Made) -> None:
    """The layout refuses, and so does the database."""
    from storage.errors import FileExists, VaultExists

    with pytest.raises(VaultExists):
        Layout(made.folder).make()
    with pytest.raises(FileExists):
        create_vault(made.folder, made.data_key)
    vault = made.open()
    assert count(vault) == 3
    vault.close()


def test_leftovers_of_a_kill_are_swept_at_the_opening(made: Made) -> None:
    """Parts of interrupted writes go, in the folder and in the backups."""
    for folder in (made.folder, made.layout.backups, made.layout.blobs):
        (folder / ".0123456789abcdef.part").write_bytes(b"x")
    made.open().close()
    assert not list(made.folder.rglob(".*.part"))


def test_subkeys_differ_by_label_and_last_over_openings(made: Made) -> None:
    """Same label, same key; 32 bytes."""
    vault = made.open()
    first = vault.subkey("a")
    assert vault.subkey("b") != first
    assert len(first) == 32
    vault.close()
    vault = made.open()
    assert vault.subkey("a") == first
    vault.close()
