"""The check of the pages names what is wrong, and finds what only stands in the WAL. Trap 10."""

import threading

import pytest
from sqlcipher3 import dbapi2

from storage.errors import Stopped
from storage.vault import integrity
from storage.vault.connection import BUSY_MS
from storage.vault.integrity import Damage, check_pages
from storage.vault.medium import Medium
from tests.storage.vault.made import Made, add

PAGE = 4096


@pytest.fixture
def big(made: Made) -> Made:
    """Grow the vault to some dozen pages."""
    vault = made.open()
    add(vault, "x" * 3000, times=40)
    vault.close()
    return made


def flip(made: Made, page: int) -> None:
    """Flip a bit in the middle of a page, counted from 1."""
    data = bytearray(made.layout.database.read_bytes())
    data[(page - 1) * PAGE + 1000] ^= 1
    made.layout.database.write_bytes(data)


@pytest.mark.parametrize("medium", [Medium.LOCAL, Medium.REMOVABLE, Medium.READ_ONLY])
def test_a_sound_vault_has_nothing_to_tell(big: Made, medium: Medium) -> None:
    """On each medium."""
    vault = big.open(medium)
    assert check_pages(vault) == []
    vault.close()


@pytest.mark.parametrize("medium", [Medium.LOCAL, Medium.REMOVABLE])
def test_each_damaged_page_and_the_table_it_hurts_are_named(big: Made, medium: Medium) -> None:
    """Two pages flipped, two pages named, and the table that cannot be read."""
    flip(big, 7)
    flip(big, 20)
    vault = big.open(medium)
    found = check_pages(vault)
    assert {one.page for one in found if one.where == "page"} == {7, 20}
    assert Damage("table", name="note") in found
    assert any(one.where == "structure" for one in found)
    vault.close()


def test_what_stands_in_the_wal_is_checked(big: Made) -> None:
    """Trap 10: the WAL is folded in first, so the main file the check reads is whole and new."""
    vault = big.open()
    add(vault, "y" * 3000, times=20)
    assert (big.folder / "vault.db-wal").stat().st_size > 0
    assert check_pages(vault) == []
    assert (big.folder / "vault.db-wal").stat().st_size == 0
    vault.close()


def test_without_folding_the_new_pages_are_not_looked_at(big: Made) -> None:
    """Negative control of trap 10: the check alone reads the main file, where nothing is yet."""
    vault = big.open()
    with vault.beside() as raw:
        before = raw.execute("PRAGMA cipher_integrity_check").fetchall()
        size = big.layout.database.stat().st_size
    add(vault, "y" * 3000, times=20)
    assert big.layout.database.stat().st_size == size  # twenty new pages, none in the main file
    with vault.beside() as raw:
        assert raw.execute("PRAGMA page_count").fetchone()[0] * PAGE > size
        assert raw.execute("PRAGMA cipher_integrity_check").fetchall() == before == []
    vault.close()


def test_a_long_read_does_not_keep_the_check_waiting(big: Made) -> None:
    """The WAL cannot be folded in while somebody reads an old state: the rest is checked."""
    vault = big.open()
    began, done = threading.Event(), threading.Event()

    def read() -> None:
        with vault.read() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM note").scalar()
            began.set()
            done.wait(20)

    thread = threading.Thread(target=read)
    thread.start()
    began.wait(20)
    add(vault, "y" * 3000)
    assert check_pages(vault) == []
    done.set()
    thread.join()
    with vault.alone() as raw:
        assert raw.execute("PRAGMA busy_timeout").fetchone() == (BUSY_MS,)
    vault.close()


def test_the_check_can_be_stopped(big: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """``stop`` ends it with ``Stopped``, and the vault works on."""
    monkeypatch.setattr(integrity, "_STEPS", 1)
    vault = big.open()
    with pytest.raises(Stopped):
        check_pages(vault, stop=lambda: True)
    add(vault)
    vault.close()


def test_a_save_goes_on_while_the_check_runs(big: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a local disk the check has its own connection."""
    monkeypatch.setattr(integrity, "_STEPS", 10)
    vault = big.open()
    saves = iter(range(3))

    def save_meanwhile() -> bool:
        if next(saves, None) is not None:
            add(vault)
        return False

    assert check_pages(vault, stop=save_meanwhile) == []
    assert next(saves, None) is None
    vault.close()


class Broken:
    """A connection to a database that cannot be read at all."""

    def execute(self, _statement: str) -> None:
        """Fail as SQLCipher does."""
        raise dbapi2.DatabaseError


def test_a_check_that_cannot_run_is_a_finding_not_a_crash() -> None:
    """The damage is told, whatever is left to read."""
    assert integrity._signatures(Broken()) == [Damage("page")]
    assert integrity._structure(Broken()) == [Damage("structure")]
    assert integrity._tables(Broken()) == []
