"""The open vault: one writer, readers beside it, errors translated."""

import threading
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlcipher3 import dbapi2

from storage.errors import (
    MediumGone,
    VaultReadOnly,
)
from storage.vault import connection as connection_module
from storage.vault.engine import OpenVault
from storage.vault.medium import Medium
from tests.storage.vault.made import Made, add, count

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


def test_errors_show_neither_values_nor_causes(vault: OpenVault) -> None:
    """A mistake of the program keeps no parameters, and no chained error does."""
    with pytest.raises(IntegrityError) as caught, vault.write() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES (?, ?)", (0, "kanarialintu"))
    assert "kanarialintu" not in str(caught.value)
    assert caught.value.params is None
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


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


def test_the_reader_used_last_is_lent_again(vault: OpenVault) -> None:
    """Reads that follow each other share one connection's page cache, however many were opened."""
    all_there = threading.Barrier(3)

    def read() -> None:
        with vault.read():
            all_there.wait(timeout=20)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lent = set()
    for _ in range(6):
        with vault.read() as connection:
            lent.add(id(connection.connection.driver_connection))
    assert len(lent) == 1


def test_what_a_failure_left_closed_is_opened_again(vault: OpenVault) -> None:
    """A rekey on a stick that was pulled: told at each save, and working when it is back."""

    def gone(*_: object) -> None:
        error = dbapi2.OperationalError("disk I/O error")
        error.sqlite_errorcode = 10
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection_module, "open_keyed", gone)
        with pytest.raises(MediumGone), vault.stopped():
            pass
        for act in (add, count):
            with pytest.raises(MediumGone):
                act(vault)
        with pytest.raises(MediumGone), vault.alone():
            pass
    add(vault)
    assert count(vault) == 4


def test_a_closed_vault_stays_closed(vault: OpenVault) -> None:
    """Using it is a mistake of the program."""
    vault.close()
    for act in (add, count):
        with pytest.raises(RuntimeError):
            act(vault)
