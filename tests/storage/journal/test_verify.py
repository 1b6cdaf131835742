"""A tampered journal is found out, batch by batch (T26)."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from storage.crypto.keypair import DeviceSigner
from storage.journal import verify as verify_file
from storage.journal.canonical import decode_own, encode
from storage.journal.streams import Stream, list_gaps
from storage.journal.verify import Problem, verify_chains
from tests.storage.journal.devices import Device
from tests.storage.journal.made_up import CASE, record_id

PLANS = (CASE, "plans")
LENGTH = 5


def chained() -> Device:
    """Return a device with a stream of five batches."""
    device = Device(1)
    for number in range(1, LENGTH + 1):
        device.put("plan", PLANS, record_id(1), count={"count": number})
    return device


def problems(device: Device) -> list[tuple[int, str]]:
    """Return (seq, what)."""
    with device.engine.begin() as connection:
        found = verify_chains(connection)
    assert all(one.stream == Stream(*PLANS, device.signer.device_id) for one in found)
    return [(one.seq, one.what) for one in found]


def test_a_whole_journal_has_no_problem() -> None:
    """Purged values are none either (see test_purge)."""
    assert problems(chained()) == []


def _edit(column: str, at: int) -> Callable[[Connection], None]:
    def change(connection: Connection) -> None:
        statement = f"SELECT {column} FROM batch WHERE seq = ?"  # noqa: S608 — our own column names
        raw = bytearray(connection.exec_driver_sql(statement, (at,)).scalar_one())
        raw[len(raw) // 2] ^= 1
        write = f"UPDATE batch SET {column} = ? WHERE seq = ?"  # noqa: S608 — our own column names
        connection.exec_driver_sql(write, (bytes(raw), at))

    return change


def _remove(at: int) -> Callable[[Connection], None]:
    def change(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM batch WHERE seq = ?", (at,))
        connection.exec_driver_sql("UPDATE batch SET seq = seq - 1 WHERE seq > ?", (at,))

    return change


def _swap(at: int) -> Callable[[Connection], None]:
    def change(connection: Connection) -> None:
        for old, new in ((at, 99), (at + 1, at), (99, at + 1)):
            connection.exec_driver_sql("UPDATE batch SET seq = ? WHERE seq = ?", (new, old))

    return change


ALL = range(1, LENGTH + 1)
TAMPERED = {
    **{
        f"{column} of {at} edited": _edit(column, at)
        for column in ("body", "signature", "payload", "hash")
        for at in ALL
    },
    **{f"{at} removed, the rest moved up": _remove(at) for at in ALL if at < LENGTH},
    **{f"{at} and {at + 1} exchanged": _swap(at) for at in ALL if at < LENGTH},
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_any_tampering_at_any_place_is_found(change: Callable[[Connection], None]) -> None:
    """Edit, removal and reordering, at each position."""
    device = chained()
    with device.engine.begin() as connection:
        change(connection)
    assert problems(device)


@pytest.mark.parametrize("at", [at for at in ALL if at < LENGTH])
def test_a_removed_batch_is_a_gap(at: int) -> None:
    """Taken out without moving the rest, it is named as missing."""
    device = chained()
    with device.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM batch WHERE seq = ?", (at,))
        assert [(gap.first, gap.last) for gap in list_gaps(connection)] == [(at, at)]
    assert problems(device) == []


def test_a_cut_end_is_seen_by_the_one_who_knows_the_head() -> None:
    """A peer's copy of the last batches tells that they are missing here."""
    device, peer = chained(), Device(2)
    peer.meet(device)
    peer.take(device.batches())
    with device.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM batch WHERE seq > 3")
    assert problems(device) == []
    assert [place.seq for place in device.take(peer.batches()).returned] == [4, 5]


def test_another_history_of_the_same_device_does_not_fit() -> None:
    """A batch of the same key and number, well signed, breaks the chain above it."""
    device, copy = chained(), Device(1)
    copy.minutes = 50
    for number in (1, 7):
        copy.put("plan", PLANS, record_id(1), count={"count": number})
    with device.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM batch WHERE seq = 2")
    with copy.engine.begin() as connection:
        row = connection.exec_driver_sql(
            "SELECT stream, seq, hash, body, signature, payload FROM batch WHERE seq = 2"
        ).one()
    with device.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO batch (stream, seq, hash, body, signature, payload)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            tuple(row),
        )
    assert problems(device) == [(2, "chain"), (3, "chain")]


def test_a_batch_of_a_forgotten_device_is_a_problem() -> None:
    """Without the key nothing can be said."""
    device = chained()
    with device.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM peer")
    assert problems(device) == [(at, "unknown-device") for at in ALL]


def test_a_batch_in_another_stream_is_out_of_place() -> None:
    """The body says where it belongs."""
    device = chained()
    with device.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE section SET name = 'memos'")
        found = verify_chains(connection)
    assert [one.what for one in found] == ["place"] * LENGTH


def test_without_the_signature_a_resigned_history_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: who can write the database could rewrite it all, but for the key."""
    device = chained()
    thief = DeviceSigner.from_seed(b"made-up-device-00000000000000666")
    with device.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM batch WHERE seq = 5")
        raw = connection.exec_driver_sql("SELECT hash FROM batch WHERE seq = 4").scalar_one()
        connection.exec_driver_sql(
            "UPDATE batch SET signature = ? WHERE seq = 4", (thief.sign(raw),)
        )
    assert problems(device) == [(4, "signature")]
    with device.engine.begin() as connection:
        assert verify_chains(connection, verify=lambda *_: True) == ()


def test_it_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """In batches, and at the end."""
    monkeypatch.setattr(verify_file, "STEP", 2)
    device = chained()
    told: list[tuple[int, int]] = []
    with device.engine.begin() as connection:
        verify_chains(connection, lambda done, of: told.append((done, of)))
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_a_value_exchanged_for_another_is_found() -> None:
    """The commitment is in the signed body."""
    device = chained()
    with device.engine.begin() as connection:
        raw = connection.exec_driver_sql("SELECT payload FROM batch WHERE seq = 2").scalar_one()
        salt = decode_own(raw)[0][0]
        forged = encode([[salt, encode({"count": 9})]])
        connection.exec_driver_sql("UPDATE batch SET payload = ? WHERE seq = 2", (forged,))
        stream = Stream(*PLANS, device.signer.device_id)
        assert verify_chains(connection) == (Problem(stream, 2, "value"),)
