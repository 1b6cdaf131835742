"""What a record costs on the disk, counted in database pages over many records."""

from collections.abc import Callable

from sqlalchemy import Connection

from tests.storage.journal.devices import Device
from tests.storage.journal.made_up import CASE, PLAN, record_id

BAR = 1_500
VALUES: dict[str, dict[str, str | int | bool | bytes]] = {
    "text": {"case_id": CASE, "title": "Verkostopalaveri", "text": "Sovitaan asunnosta."},
    "starts": {"starts": "2026-12-01"},
    "ends": {"ends": "2026-12-24"},
    "state": {"state": "waiting", "reason": "Jono", "told_at": "2026-11-24T07:30:00Z"},
    "count": {"count": 7, "is_urgent": True},
}


def bytes_of(connection: Connection) -> int:
    """Return the size of the database."""
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def put(device: Device, number: int, **values: dict[str, str | int | bool | bytes]) -> None:
    """Write one change about one record."""
    device.put("plan", (CASE, "plans"), record_id(number), **values)


def growth(device: Device, number: int, write: Callable[[int], None]) -> float:
    """Return the bytes that each of ``number`` writes added."""
    with device.engine.begin() as connection:
        before = bytes_of(connection)
    for one in range(1, number + 1):
        write(one)
    with device.engine.begin() as connection:
        return (bytes_of(connection) - before) / number


def test_a_new_ten_field_record_costs_at_most_one_and_a_half_kilobytes() -> None:
    """Batch, heads and the row itself together, ids scattered as random ones are."""
    assert sum(len(value) for value in VALUES.values()) == len(PLAN.table.model_fields) - 1 == 10
    device = Device(1)
    put(device, 0, **VALUES)
    assert growth(device, 1_000, lambda one: put(device, one * 7_919 % 99_991, **VALUES)) <= BAR


def test_an_edit_costs_less_than_half_a_kilobyte() -> None:
    """One group of a record, again and again."""
    device = Device(1)
    put(device, 0, **VALUES)
    assert growth(device, 200, lambda one: put(device, 0, count={"count": one + 7})) <= 500


def test_a_batch_for_each_group_would_cost_more() -> None:
    """Negative control: the same record, each group in a batch of its own, breaks the bar."""
    device = Device(1)
    put(device, 0, **VALUES)

    def apart(one: int) -> None:
        for group, value in VALUES.items():
            put(device, one, **{group: value})

    assert growth(device, 100, apart) > BAR
