"""Replaying gives equal tables; ``compare`` finds and names every difference."""

from collections.abc import Callable

import pytest

from storage.errors import Stopped, VaultDamaged
from storage.journal import sections
from storage.journal.compare import MISSING, SURPLUS, UNREADABLE, Difference, compare
from storage.journal.replay import replay
from tests.storage.journal.devices import Device, acquainted
from tests.storage.journal.made_up import CASE, KINDS, OTHER_CASE, record_id

PLANS, OTHERS, MEMOS = (CASE, "plans"), (OTHER_CASE, "plans"), (CASE, "memos")


def busy() -> Device:
    """Return a device with edits, a conflict, a deletion, a gap and an awaited op."""
    one, two = acquainted(2)
    one.put("plan", PLANS, record_id(1), text={"title": "Malli"}, count={"count": 1})
    one.put("plan", OTHERS, record_id(2), text={"title": "Muu"})
    one.put("memo", MEMOS, record_id(3), text={"text": "x"})
    two.put("plan", PLANS, record_id(1), count={"count": 2})
    two.put("plan", PLANS, record_id(4), count={"count": 3})
    two.put("plan", PLANS, record_id(4), count={"count": 4})
    two.put("plan", PLANS, record_id(4), text={"title": "Kesken"})
    one.take([two.batches()[0], *two.batches()[2:]])
    one.delete("plan", OTHERS, record_id(2))
    return one


def differences(device: Device) -> tuple[Difference, ...]:
    """Return what ``compare`` finds."""
    with device.engine.begin() as connection:
        return compare(connection, device.kinds)


def change(device: Device, statement: str, *values: object) -> None:
    """Damage a table."""
    with device.engine.begin() as connection:
        assert connection.exec_driver_sql(statement, values).rowcount == 1


def test_replay_gives_equal_tables() -> None:
    """Heads, conflicts and rows are as they were; nothing differs."""
    device = busy()
    assert differences(device) == ()
    before = device.tables()
    with device.engine.begin() as connection:
        assert replay(connection, KINDS) == 8
    assert device.tables() == before
    assert differences(device) == ()


DAMAGE: dict[str, tuple[str, Difference]] = {
    "a field": (
        "UPDATE made_up_plan SET title = 'x' WHERE id = ?1",
        Difference("made_up_plan", record_id(1), "title"),
    ),
    "a row less": (
        "DELETE FROM made_up_plan WHERE id = ?1",
        Difference("made_up_plan", record_id(1), MISSING),
    ),
    "a head less": (
        "DELETE FROM head WHERE record = ?1 AND grp = 'text'",
        Difference("head", record_id(1), MISSING),
    ),
    "a head of another group": (
        "UPDATE head SET grp = 'x' WHERE record = ?1 AND grp = 'text'",
        Difference("head", record_id(1), SURPLUS),
    ),
    "a conflict less": (
        "DELETE FROM conflict WHERE record = ?1",
        Difference("conflict", record_id(1), MISSING),
    ),
    "a conflict of another kind": (
        "UPDATE conflict SET what = 'deletion' WHERE record = ?1",
        Difference("conflict", record_id(1), SURPLUS),
    ),
}


@pytest.mark.parametrize(("statement", "difference"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_found_named_and_mended(statement: str, difference: Difference) -> None:
    """By table, id and field; a replay mends it."""
    device = busy()
    before = device.tables()
    change(device, statement, record_id(1))
    assert difference in differences(device)
    with device.engine.begin() as connection:
        replay(connection, KINDS)
    assert device.tables() == before


STRAYS: dict[str, tuple[str, str]] = {
    "a row": ("INSERT INTO made_up_memo (id, text) VALUES (?1, 'x')", "made_up_memo"),
    "a head": ("INSERT INTO head VALUES (?1, 'mood', 1, 0)", "head"),
    "a head of no batch": ("INSERT INTO head VALUES (?1, 'text', 999, 0)", "head"),
    "a claim": ("INSERT INTO awaited VALUES (?1, x'00', 'plan', 'text', 1)", "awaited"),
    "a conflict": ("INSERT INTO conflict VALUES (?1, 'plan', 'text', 'values', '')", "conflict"),
}


@pytest.mark.parametrize("record", [record_id(77), record_id(1)], ids=["strange", "known"])
@pytest.mark.parametrize(("statement", "table"), STRAYS.values(), ids=STRAYS)
def test_what_no_batch_accounts_for_is_found(statement: str, table: str, record: bytes) -> None:
    """Under an id that the journal does not know, or that it knows otherwise."""
    device = busy()
    change(device, statement, record)
    assert Difference(table, record, SURPLUS) in differences(device)


def test_a_head_in_a_batch_of_another_section_is_found() -> None:
    """It cannot be named by its record alone, but it does not go unseen."""
    device = busy()
    change(device, "INSERT INTO head VALUES (?1, 'text', 3, 0)", record_id(1))
    assert differences(device) == (Difference("head", b"", SURPLUS),)


def test_a_deleted_record_with_a_row_is_found() -> None:
    """A row that should have gone."""
    device = busy()
    change(
        device,
        "INSERT INTO made_up_plan SELECT ?1, case_id, title, text, starts, ends, state,"
        " reason, count, is_urgent, told_at FROM made_up_plan WHERE id = ?2",
        record_id(2),
        record_id(1),
    )
    assert differences(device) == (Difference("made_up_plan", record_id(2), SURPLUS),)


def test_a_forgotten_claim_is_found() -> None:
    """Without it, the op it names would come back to life when it arrives."""
    device = busy()
    change(device, "DELETE FROM awaited")
    assert differences(device) == (Difference("awaited", record_id(4), MISSING),)


@pytest.mark.parametrize("raw", [b"", b"\xff", b"\x80", b"\x01", b"\x8a" + bytes(9), b"\xf6"])
@pytest.mark.parametrize("column", ["body", "payload"])
def test_a_batch_that_cannot_be_read_is_named_not_a_crash(column: str, raw: bytes) -> None:
    """The check goes on; a replay refuses, and so does reading the record."""
    device = busy()
    change(device, f"UPDATE batch SET {column} = ? WHERE id = 1", raw)  # noqa: S608 — constants
    with device.engine.begin() as connection:
        digest = connection.exec_driver_sql("SELECT hash FROM batch WHERE id = 1").scalar_one()
    assert Difference("batch", digest, UNREADABLE) in differences(device)
    with pytest.raises(VaultDamaged), device.engine.begin() as connection:
        replay(connection, KINDS)
    with pytest.raises(VaultDamaged):
        device.state(record_id(1))


def test_an_id_in_two_sections_is_no_difference() -> None:
    """No honest device does that; the check and the replay bear it."""
    device = busy()
    device.put("plan", OTHERS, record_id(1), count={"count": 9}, starts={"starts": "2026-12-01"})
    before = device.tables()
    assert differences(device) == ()
    with device.engine.begin() as connection:
        replay(connection, KINDS)
    assert device.tables() == before
    assert differences(device) == ()


def _rows_of(found: list[tuple[str, bytes]]) -> Callable[[str, bytes, object], None]:
    return lambda kind, record, _row: found.append((kind, record))


def test_replay_tells_of_each_record() -> None:
    """The search index is made anew on the way."""
    device = busy()
    found: list[tuple[str, bytes]] = []
    with device.engine.begin() as connection:
        replay(connection, KINDS, _rows_of(found))
    assert sorted(record for _, record in found) == [record_id(number) for number in range(1, 5)]


def test_replay_and_compare_tell_how_far_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """In batches; the callback may raise, and the transaction then leaves the old tables."""
    monkeypatch.setattr(sections, "STEP", 2)
    device = busy()
    told: list[tuple[int, int]] = []
    with device.engine.begin() as connection:
        compare(connection, KINDS, lambda done, of: told.append((done, of)))
    assert told == [(2, 7), (4, 7), (6, 7), (7, 7)]

    def stop(_done: int, _of: int) -> None:
        raise Stopped

    before = device.tables()
    with pytest.raises(Stopped), device.engine.begin() as connection:
        replay(connection, KINDS, progress=stop)
    assert device.tables() == before


def test_an_empty_journal_is_no_difference() -> None:
    """A new vault checks."""
    assert differences(Device(1)) == ()
