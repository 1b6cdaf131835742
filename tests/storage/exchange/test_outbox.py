"""The outbox: what is owed to whom, and how far it has come."""

from typing import TYPE_CHECKING

import pytest

from storage.exchange import outbox
from storage.exchange.outbox import State
from tests.storage.journal.devices import memory_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

ANNA, BERTTA = b"a" * 16, b"b" * 16
PARCEL = b"p" * 16
NOW = 1_795_000_000_000


@pytest.fixture
def connection() -> "Iterator[Connection]":
    """Lend an empty outbox."""
    with memory_engine().begin() as connection:
        outbox.create_tables(connection)
        yield connection


def owed(connection: "Connection", device: bytes, now: int = NOW) -> list[bytes]:
    """Return the data owed to a device, in order."""
    return [item.data for item in outbox.owed_to(connection, device, now)]


def test_the_same_item_again_changes_nothing(connection: "Connection") -> None:
    """An item has one name; a second adding neither doubles it nor sets its state back."""
    first = outbox.add(connection, "message", b"one", (ANNA, ANNA), made=1)
    outbox.note_written(connection, [first], ANNA, PARCEL, NOW)
    assert outbox.add(connection, "message", b"one", (ANNA, BERTTA), made=2) == first
    states = outbox.states(connection, first)
    assert states[ANNA] == (State.WRITTEN, NOW, PARCEL)
    assert states[BERTTA] == (State.WAITING, 0, None)
    assert outbox.item_id("messag", b"eone") != outbox.item_id("message", b"one") == first


def test_what_is_written_is_owed_until_it_is_acknowledged(connection: "Connection") -> None:
    """Written ones come after those that wait, the longest ago first; received ones are gone."""
    ids = [
        outbox.add(connection, "message", data, (ANNA,), made=at)
        for at, data in enumerate((b"1", b"2", b"3"))
    ]
    outbox.note_written(connection, ids[:1], ANNA, PARCEL, NOW + 5)
    outbox.note_written(connection, ids[1:2], ANNA, PARCEL, NOW + 2)
    assert owed(connection, ANNA) == [b"3", b"2", b"1"]
    outbox.note_received(connection, ids[:1], ANNA, NOW + 9)
    outbox.note_written(connection, ids[:1], ANNA, PARCEL, NOW + 10)
    assert owed(connection, ANNA) == [b"3", b"2"]
    assert outbox.states(connection, ids[0])[ANNA].state is State.RECEIVED


def test_data_is_let_go_once_all_have_it(connection: "Connection") -> None:
    """The bytes stay while one device lacks them, and come back if another is to have them."""
    one = outbox.add(connection, "message", b"long text", (ANNA, BERTTA))
    outbox.note_received(connection, [one], ANNA, NOW)
    assert owed(connection, BERTTA) == [b"long text"]
    outbox.note_received(connection, [one], BERTTA, NOW)
    held = connection.exec_driver_sql("SELECT data FROM item").scalar_one()
    assert bytes(held) == b""
    outbox.add(connection, "message", b"long text", (PARCEL,))
    assert owed(connection, PARCEL) == [b"long text"]


def test_only_what_has_not_gone_out_is_taken_back(connection: "Connection") -> None:
    """Withdrawing stops what waits; superseding also stops what nobody acknowledged."""
    one = outbox.add(connection, "message", b"one", (ANNA, BERTTA))
    outbox.note_written(connection, [one], ANNA, PARCEL, NOW)
    outbox.withdraw(connection, one, (ANNA, BERTTA))
    outbox.withdraw(connection, one, ())
    assert set(outbox.states(connection, one)) == {ANNA}
    outbox.supersede(connection, one)
    assert outbox.states(connection, one) == {}
    assert outbox.devices_owed(connection) == frozenset()


def test_an_expired_item_is_not_written(connection: "Connection") -> None:
    """From its hour on it is neither owed nor counted."""
    outbox.add(connection, "message", b"one", (ANNA,), expires=NOW)
    assert owed(connection, ANNA, NOW - 1) == [b"one"]
    assert outbox.count_waiting(connection, NOW - 1) == {"message": 1}
    assert owed(connection, ANNA) == []
    assert outbox.count_waiting(connection, NOW) == {}


def test_blobs_are_held_while_somebody_lacks_their_item(connection: "Connection") -> None:
    """A sealed file is named by its item until every device has acknowledged it."""
    one = outbox.add(connection, "message", b"one", (ANNA,), blobs=("f00d", "cafe"))
    assert outbox.blobs_of(connection, one) == ("cafe", "f00d")
    assert outbox.blobs_owed(connection) == {"f00d", "cafe"}
    outbox.note_received(connection, [one], ANNA, NOW)
    assert outbox.blobs_owed(connection) == frozenset()
    assert set(outbox.of_kind(connection, "message", ANNA)) == {one}
