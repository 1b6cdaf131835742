"""A full disk spends the reserve, so that deleting still works."""

import errno
import os

import pytest
from sqlcipher3 import dbapi2

from storage.errors import DiskFull, MediumGone
from storage.vault.connections import Connections
from storage.vault.engine import OpenVault
from storage.vault.reserve import RESERVE_BYTES
from tests.storage.vault.made import Made, add, count


def spent(vault: OpenVault) -> bool:
    """Ask anew each time."""
    return vault.reserve_spent


def fill(vault: OpenVault) -> None:
    """Leave the database no room to grow."""
    with vault.alone() as raw:
        raw.set_authorizer(None)
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count={pages}").fetchall()


class _Usage:
    """What ``shutil.disk_usage`` tells."""

    def __init__(self, free: int) -> None:
        self.free = free


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
    monkeypatch.undo()  # room was made elsewhere: no save is needed first
    assert not spent(vault)
    assert made.layout.reserve.stat().st_size == RESERVE_BYTES


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


def test_a_disk_so_full_that_no_map_fits_still_opens(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WAL's memory map fails as input/output: the reserve is given back, and the owner gets in."""
    real, tries = Connections.start, [0]

    def start(connections: Connections) -> None:
        tries[0] += 1
        if tries[0] == 1:
            error = dbapi2.OperationalError("disk I/O error")
            error.sqlite_errorcode = 10  # as the driver sets it
            raise error
        real(connections)

    monkeypatch.setattr(Connections, "start", start)
    monkeypatch.setattr("storage.vault.trouble.shutil.disk_usage", lambda _p: _Usage(0))
    vault = made.open()
    assert not made.layout.reserve.exists()
    assert count(vault) == 3
    vault.close()


def test_a_medium_that_is_gone_is_not_called_full(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the same error with room on the disk is told as a medium out of reach."""

    def start(_connections: Connections) -> None:
        error = dbapi2.OperationalError("disk I/O error")
        error.sqlite_errorcode = 10  # as the driver sets it
        raise error

    monkeypatch.setattr(Connections, "start", start)
    with pytest.raises(MediumGone):
        made.open()
    assert made.layout.reserve.exists()
