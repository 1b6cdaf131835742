"""The open vault: one writer, readers beside it, errors translated."""

import errno
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.errors import (
    DiskFull,
    Stopped,
    VaultBusy,
    VaultDamaged,
    VaultMissing,
    VaultNewer,
    VaultReadOnly,
    WrongSecret,
)
from storage.vault import connection as connection_module
from storage.vault import connections, opening
from storage.vault.engine import OpenVault, create_vault, open_vault
from storage.vault.layout import Layout
from storage.vault.medium import Medium
from storage.vault.reserve import RESERVE_BYTES
from tests.storage.vault.made import Made, add, count, make

SLOW = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
SINGLE = [Medium.REMOVABLE, Medium.NETWORK]
WRITABLE = [Medium.LOCAL, *SINGLE]


@pytest.mark.parametrize("medium", WRITABLE)
def test_what_is_written_is_there_after_closing(made: Made, medium: Medium) -> None:
    """On every medium that takes writing."""
    vault = made.open(medium)
    add(vault)
    vault.close()
    vault = made.open()
    assert count(vault) == 4
    vault.close()


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


@pytest.mark.parametrize("medium", WRITABLE)
def test_an_error_undoes_the_whole_transaction(made: Made, medium: Medium) -> None:
    """All or nothing, also for a nested write."""
    vault = made.open(medium)

    def fail() -> None:
        with vault.write():
            add(vault)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - ours
        fail()
    assert count(vault) == 3
    add(vault)
    assert count(vault) == 4
    vault.close()


def test_a_nested_write_joins_and_a_swallowed_error_dooms_it(vault: OpenVault) -> None:
    """An inner write that failed cannot be half kept."""
    with vault.write() as outer:
        add(vault)
        with vault.write() as inner:
            assert inner is outer
    assert count(vault) == 4

    def swallow() -> None:
        with vault.write():
            add(vault)
            try:
                with vault.write() as inner:
                    inner.exec_driver_sql("INSERT INTO note VALUES (0, 'twice')")
            except DBAPIError:
                pass

    with pytest.raises(RuntimeError):
        swallow()
    assert count(vault) == 4


def test_a_read_inside_a_write_sees_what_was_written(vault: OpenVault) -> None:
    """It shares the writer's connection."""
    with vault.write():
        add(vault)
        assert count(vault) == 4


@pytest.mark.parametrize("medium", WRITABLE)
def test_a_write_inside_a_read_is_a_mistake_everywhere(made: Made, medium: Medium) -> None:
    """So that it is found on the local disk, not on a stick."""
    vault = made.open(medium)
    with vault.read(), pytest.raises(RuntimeError):
        add(vault)
    add(vault)
    vault.close()


def test_a_read_sees_one_state(vault: OpenVault) -> None:
    """What another thread saves meanwhile does not show within the read."""
    with vault.read() as connection:
        first = connection.exec_driver_sql("SELECT count(*) FROM note").scalar()
        thread = threading.Thread(target=add, args=(vault,))
        thread.start()
        thread.join(10)
        assert not thread.is_alive()
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == first
        assert count(vault) == first  # a nested read shares the state
    assert count(vault) == 4


def test_a_reader_cannot_write(vault: OpenVault) -> None:
    """Only ``write`` writes."""
    with pytest.raises(VaultReadOnly), vault.read() as connection:
        connection.exec_driver_sql("DELETE FROM note")
    assert count(vault) == 3


@pytest.fixture
def searching(vault: OpenVault) -> Iterator[list[BaseException]]:
    """Run an endless search in another thread; its end is noted in the list."""
    ended: list[BaseException] = []
    began = threading.Event()

    def search() -> None:
        try:
            with vault.read(stoppable=True) as connection:
                began.set()
                connection.exec_driver_sql(SLOW).scalar()
        except BaseException as error:  # noqa: BLE001 - noted
            ended.append(error)

    thread = threading.Thread(target=search)
    thread.start()
    began.wait(10)
    time.sleep(0.05)
    yield ended
    while thread.is_alive():
        vault.interrupt_readers()
        thread.join(0.05)


def test_a_long_read_never_blocks_a_save(vault: OpenVault, searching: list[BaseException]) -> None:
    """Saves go through while a search runs on."""
    for _ in range(5):
        add(vault)
    assert not searching
    assert count(vault) == 8


def test_an_interrupt_stops_the_search_and_nothing_else(
    vault: OpenVault, searching: list[BaseException]
) -> None:
    """The search ends with ``Stopped``; a write and a plain read go on."""
    with vault.write() as connection:
        add(vault)
        while not searching:
            vault.interrupt_readers()
            time.sleep(0.01)
        connection.exec_driver_sql("INSERT INTO note (text) VALUES ('after')")
    with vault.read() as connection:
        vault.interrupt_readers()
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == 5
    assert isinstance(searching[0], Stopped)


def test_on_a_stick_a_search_is_stopped_before_a_save(made: Made) -> None:
    """One connection: the save waits for the search, and the interrupt hits the search alone."""
    vault = made.open(Medium.REMOVABLE)
    began = threading.Event()
    ended: list[type] = []

    def search() -> None:
        try:
            with vault.read(stoppable=True) as connection:
                began.set()
                connection.exec_driver_sql(SLOW).scalar()
        except Stopped:
            ended.append(Stopped)

    thread = threading.Thread(target=search)
    thread.start()
    began.wait(10)
    saver = threading.Thread(target=add, args=(vault,))
    saver.start()
    while thread.is_alive():
        vault.interrupt_readers()
        thread.join(0.02)
    saver.join(10)
    assert ended == [Stopped]
    assert count(vault) == 4
    vault.close()


def test_a_second_opening_is_refused(vault: OpenVault, made: Made) -> None:
    """One process, one opening; after closing it opens again."""
    with pytest.raises(VaultBusy) as caught:
        made.open()
    assert caught.value.pid == os.getpid()
    vault.close()
    vault.close()
    made.open().close()


def test_closing_ends_a_search(vault: OpenVault, searching: list[BaseException]) -> None:
    """A search under way does not keep the vault from closing."""
    vault.close()
    assert isinstance(searching[0], Stopped)


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
    assert (caught.value.found, caught.value.known) == (1, 0)
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


def test_errors_show_neither_values_nor_causes(vault: OpenVault) -> None:
    """A mistake of the program keeps no parameters, and no chained error does."""
    with pytest.raises(IntegrityError) as caught, vault.write() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES (?, ?)", (0, "kanarialintu"))
    assert "kanarialintu" not in str(caught.value)
    assert caught.value.params is None
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def spent(vault: OpenVault) -> bool:
    """Ask anew each time."""
    return vault.reserve_spent


def fill(vault: OpenVault) -> None:
    """Leave the database no room to grow."""
    with vault.alone() as raw:
        raw.set_authorizer(None)
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count={pages}").fetchall()


def test_a_full_disk_spends_the_reserve_and_keeps_what_was_saved(
    vault: OpenVault, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``DiskFull``, the reserve is gone, reading and deleting work; with room it comes back."""
    monkeypatch.setattr("storage.vault.reserve.shutil.disk_usage", lambda _p: _Usage(0))
    fill(vault)
    assert made.layout.reserve.stat().st_size == RESERVE_BYTES
    assert not spent(vault)
    with pytest.raises(DiskFull):
        add(vault, "x" * 100_000)
    assert spent(vault)
    assert not made.layout.reserve.exists()
    assert count(vault) == 3
    with vault.write() as connection:
        connection.exec_driver_sql("DELETE FROM note WHERE id = 0")
    assert count(vault) == 2
    assert spent(vault)
    monkeypatch.undo()
    add(vault)
    assert not spent(vault)
    assert made.layout.reserve.stat().st_size == RESERVE_BYTES


class _Usage:
    """What ``shutil.disk_usage`` tells."""

    def __init__(self, free: int) -> None:
        self.free = free


def test_a_reserve_that_cannot_be_made_is_spent(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full at the opening: the vault opens, and says so."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    made.layout.reserve.unlink()
    monkeypatch.setattr(os, "posix_fallocate", full)
    vault = made.open()
    assert spent(vault)
    assert not made.layout.reserve.exists()
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
    monkeypatch.setattr(opening, "SIDE_FILES", ())
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
    assert not spent(vault)
    assert count(vault) == 3
    vault.close()
    assert not private.exists()
    assert {path: path.read_bytes() for path in made.folder.iterdir() if path.is_file()} == before


def test_readers_in_many_threads_do_not_meet(vault: OpenVault) -> None:
    """Ten threads read and write at once; every save counts."""
    errors: list[Any] = []

    def work() -> None:
        try:
            for _ in range(10):
                add(vault)
                count(vault)
        except BaseException as error:  # noqa: BLE001 - noted
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert count(vault) == 103
