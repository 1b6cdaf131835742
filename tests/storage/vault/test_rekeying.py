"""Rewriting the database under another key: seen while it goes on, and its errors told apart."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from sqlcipher3 import dbapi2

from storage.errors import DiskFull, MediumGone, Stopped, StorageError, VaultDamaged
from storage.vault import rekeying, slots
from storage.vault.engine import OpenVault
from storage.vault.opening import answers_to
from tests.storage.vault.made import OTHER, PASSPHRASE, TINY, TINY_LIMITS, Made, count

if TYPE_CHECKING:
    from storage.vault.rekeying import Progress

UNTOLD = "An error occurred with PRAGMA key or rekey."


def change(vault: OpenVault, progress: "Progress" = rekeying.no_progress) -> None:
    """Change the passphrase."""
    slots.change_passphrase(
        vault, PASSPHRASE, OTHER, progress=progress, parameters=TINY, limits=TINY_LIMITS
    )


@pytest.fixture
def large(vault: OpenVault) -> OpenVault:
    """Make the vault so large that rewriting it is longer than looking at it."""
    with vault.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO note (text) SELECT hex(randomblob(500000)) FROM json_each('[1,2,3,4,5,6]')"
        )
    return vault


@pytest.fixture
def keen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the growing file without rest."""
    monkeypatch.setattr(rekeying, "_LOOK_SECONDS", 0.0001)


@pytest.mark.usefixtures("keen")
def test_it_is_told_how_far_the_rewriting_is(large: OpenVault) -> None:
    """While pages are rewritten the watching thread runs, and tells hundredths that grow."""
    told: list[tuple[int, int]] = []
    change(large, lambda done, whole: told.append((done, whole)))
    hundredths = [done for done, _whole in told]
    assert {whole for _done, whole in told} == {100}
    assert any(0 < done < 99 for done in hundredths)
    assert max(hundredths) <= 99


@pytest.mark.usefixtures("keen")
def test_a_wish_to_stop_does_not_cut_it(large: OpenVault, made: Made) -> None:
    """One transaction is finished: the old key opens nothing, the notes are there."""

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    change(large, stop)
    assert count(large) == 9
    assert not answers_to(made.layout.database, made.data_key)


def failing(error: BaseException) -> object:
    """Return a way of changing the key that fails with ``error``."""

    def fail(*_given: object) -> None:
        raise error

    return fail


def untold() -> dbapi2.OperationalError:
    """Return the error that the statement has for everything."""
    error = dbapi2.OperationalError(UNTOLD)
    error.sqlite_errorcode = 1
    return error


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("database or disk is full", DiskFull),
        ("database disk image is malformed", VaultDamaged),
    ],
)
def test_a_full_disk_is_not_called_damage(
    vault: OpenVault,
    monkeypatch: pytest.MonkeyPatch,
    reason: str,
    expected: type[StorageError],
) -> None:
    """The statement's error says nothing; what the call says counts, though it has no code."""
    monkeypatch.setattr(rekeying, "_by_statement", failing(untold()))
    monkeypatch.setattr(rekeying, "_by_call", failing(dbapi2.OperationalError(reason)))
    with pytest.raises(expected):
        change(vault)
    assert count(vault) == 3
    assert vault.rekey_pending


def lock(raw: Any, _key: object) -> None:  # noqa: ANN401 - untyped
    """Do what a rewriting does that found no room: nothing, and keep the lock."""
    raw.execute("BEGIN IMMEDIATE")


@pytest.mark.parametrize(("free", "expected"), [(1_000, DiskFull), (1 << 40, MediumGone)])
def test_a_rewriting_that_was_taken_back_is_not_called_busy(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch, free: int, expected: type[StorageError]
) -> None:
    """SQLCipher keeps only a lock from it: without room it is a full disk, else the medium."""
    usage = SimpleNamespace(free=free)
    monkeypatch.setattr(rekeying, "_by_statement", lock)
    monkeypatch.setattr("storage.vault.rekeying.shutil.disk_usage", lambda _path: usage)
    with pytest.raises(expected):
        change(vault)
    monkeypatch.undo()
    assert count(vault) == 3
    assert vault.rekey_pending


def test_what_the_statement_could_not_do_the_call_does(
    vault: OpenVault, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room that came back meanwhile is used: the rekey is whole."""
    monkeypatch.setattr(rekeying, "_by_statement", failing(untold()))
    change(vault)
    assert not vault.rekey_pending
    assert count(vault) == 3
    assert not answers_to(made.layout.database, made.data_key)
