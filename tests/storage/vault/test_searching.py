"""A long read never blocks a save, and can be stopped without stopping anything else."""

import threading
import time
from collections.abc import Iterator

import pytest

from storage.errors import (
    Stopped,
)
from storage.vault.engine import OpenVault
from storage.vault.medium import Medium
from tests.storage.vault.made import Made, add, count

SLOW = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


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


def test_closing_ends_a_search(vault: OpenVault, searching: list[BaseException]) -> None:
    """A search under way does not keep the vault from closing."""
    vault.close()
    assert isinstance(searching[0], Stopped)
