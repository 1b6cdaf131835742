"""Purging: the value is gone from everywhere, and everything still verifies."""

import pytest
from sqlalchemy import Connection

from storage.journal import take
from storage.journal.compare import compare
from storage.journal.erased import Erased
from storage.journal.purge import purge
from storage.journal.replay import replay
from storage.journal.verify import verify_chains
from tests.storage.journal.devices import Device, acquainted
from tests.storage.journal.made_up import CASE, KINDS, record_id

PLANS = (CASE, "plans")
PLAN, OTHER = record_id(1), record_id(2)
CANARY = "Kanarialintu"


def written() -> Device:
    """Return a device with a secret in a living and in a superseded value, and one beside."""
    device = Device(1)
    with device.change() as change:
        change.writer.put("plan", *PLANS, PLAN, "text", {"title": CANARY + " 1"})
        change.writer.put("plan", *PLANS, OTHER, "text", {"title": "Malli"})
    device.put("plan", PLANS, PLAN, text={"title": CANARY + " 2"}, count={"count": 1})
    return device


def purged(device: Device, record: bytes, ops: list[bytes] | None = None) -> int:
    """Purge and project."""
    with device.engine.begin() as connection:
        count = purge(connection, record, ops)
    device.project(record)
    return count


def holds_canary(device: Device) -> bool:
    """Say whether the secret lies in any table."""
    with device.engine.begin() as connection:
        return CANARY.encode() in b"".join(_cells(connection))


def _cells(connection: Connection) -> list[bytes]:
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    found: list[bytes] = []
    for (name,) in names:
        for row in connection.exec_driver_sql(f"SELECT * FROM {name}"):  # noqa: S608 — our own names
            found += [cell if isinstance(cell, bytes) else str(cell).encode() for cell in row]
    return found


def sound(device: Device) -> bool:
    """Say whether chains verify and tables follow from batches."""
    with device.engine.begin() as connection:
        return not verify_chains(connection) and not compare(connection, KINDS)


def test_a_purge_leaves_nothing_of_the_record() -> None:
    """Living and superseded values, the row; not the record beside it in the same batch."""
    device = written()
    assert holds_canary(device)
    assert purged(device, PLAN) == 3
    assert not holds_canary(device)
    assert device.row("plan", PLAN) is None
    row = device.row("plan", OTHER)
    assert row is not None
    assert row["title"] == "Malli"
    assert sound(device)


def test_a_second_purge_finds_nothing() -> None:
    """It can be repeated."""
    device = written()
    purged(device, PLAN)
    assert purged(device, PLAN) == 0


def test_purging_one_op_leaves_the_rest_of_the_row() -> None:
    """The row stays without what was purged, and no rule complains of it."""
    device = written()
    heads = {op.group: op.id for op in device.state(PLAN).heads}
    assert purged(device, PLAN, [heads["text"]]) == 1
    row = device.row("plan", PLAN)
    assert row is not None
    assert (row["title"], row["count"]) == ("", 1)
    assert sound(device)


def test_a_deleted_record_stays_deleted() -> None:
    """The life of a record holds no text and is not purged."""
    device = written()
    device.delete("plan", PLANS, PLAN)
    purged(device, PLAN)
    assert not holds_canary(device)
    with device.engine.begin() as connection:
        replay(connection, KINDS)
    assert device.row("plan", PLAN) is None


def test_an_unknown_record_is_remembered_as_purged() -> None:
    """What arrives later of it arrives without values."""
    device, giver = acquainted(2)
    giver.put("plan", PLANS, PLAN, text={"title": CANARY})
    assert purged(device, PLAN) == 0
    device.take(giver.batches())
    assert not holds_canary(device)
    assert device.row("plan", PLAN) is None
    assert sound(device)


def test_a_doubled_batch_does_not_bring_the_value_back() -> None:
    """The tombstone stands against the peer's whole copy."""
    device, peer = written(), Device(2)
    peer.meet(device)
    peer.take(device.batches())
    purged(device, PLAN)
    taken = device.take(peer.batches())
    assert taken.doubled == 2
    assert not holds_canary(device)


def test_without_the_tombstone_it_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: the peer's copy would fill in what was purged."""
    device, peer = written(), Device(2)
    peer.meet(device)
    peer.take(device.batches())
    purged(device, PLAN)

    class NoTombstones(Erased):
        """Knows of no purge."""

        def __init__(self, connection: Connection) -> None:
            super().__init__(connection)
            self._is_any = False

    monkeypatch.setattr(take, "Erased", NoTombstones)
    device.take(peer.batches())
    assert holds_canary(device)


def test_purging_one_op_keeps_it_away_too() -> None:
    """Tombstones of ops hold like those of records."""
    device, peer = written(), Device(2)
    peer.meet(device)
    peer.take(device.batches())
    text = next(op.id for op in device.state(PLAN).heads if op.group == "text")
    purged(device, PLAN, [text])
    device.take(peer.batches())
    row = device.row("plan", PLAN)
    assert row is not None
    assert row["title"] == ""


def test_a_purged_batch_travels_on() -> None:
    """Who gets it from us gets the chain, without the value."""
    device, peer = written(), Device(2)
    peer.meet(device)
    purged(device, PLAN)
    peer.take(device.batches())
    assert sound(peer)
    assert peer.row("plan", PLAN) is None
    assert peer.row("plan", OTHER)


def test_a_purged_group_can_be_written_again() -> None:
    """The record goes on with a new value."""
    device = written()
    purged(device, PLAN)
    device.put("plan", PLANS, PLAN, text={"title": "Uusi"})
    row = device.row("plan", PLAN)
    assert row is not None
    assert row["title"] == "Uusi"
    assert sound(device)
