"""Period keys: new every two weeks, dead after twelve, whatever the clock does meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from storage.exchange import period_keys
from storage.exchange.parcel import Recipient, open_parcel, seal_parcel
from storage.exchange.period_keys import (
    DAY,
    create_tables,
    current,
    is_fresh,
    key_id,
    live,
    renew,
    rotate,
)
from storage.refusals import ParcelRefused
from tests.storage.exchange.parties import device, letter, public_of
from tests.storage.vault.made import Made, make
from tests.storage.vault.pages import decrypted

START = 1_790_000_000_000
WEEK = 7 * DAY
YEAR = 365 * DAY


@pytest.fixture
def keys() -> Iterator[Connection]:
    """Lend a database with the table."""
    yield from _database()


def _database() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        create_tables(connection)
        create_tables(connection)  # twice does no harm
        yield connection
    engine.dispose()


def ids(connection: Connection) -> set[bytes]:
    """Return the ids of all rows, alive or not."""
    return {bytes(row[0]) for row in connection.exec_driver_sql("SELECT id FROM period_key")}


def use(connection: Connection, start: int, days: int) -> None:
    """Use the program every day."""
    for day in range(days):
        rotate(connection, start + day * DAY)


def test_a_key_is_drawn_and_stays_two_weeks(keys: Connection) -> None:
    """The same key for 14 days, then another; its id is the hash of its public half."""
    first = current(keys, START)
    assert len(first.public) == 1216
    assert first.key_id == key_id(first.public)
    assert (first.made, first.until) == (START, START + 2 * WEEK)
    assert current(keys, START + 2 * WEEK - 1) == first
    second = current(keys, START + 2 * WEEK)
    assert second.key_id != first.key_id
    assert set(live(keys, START + 2 * WEEK)) == {first.key_id, second.key_id}


def test_what_is_sealed_to_it_opens_for_twelve_weeks_and_then_never(keys: Connection) -> None:
    """The old private half opens a late parcel until the last day, and is gone on the next."""
    made = current(keys, START)
    to_me = Recipient(device("bertta").id, made.key_id, made.public)
    data = seal_parcel(letter(), device("aino").signer, [to_me])
    use(keys, START, 84)
    held = live(keys, START + 84 * DAY - 1)
    assert open_parcel(data, held, device("bertta").id, public_of).payload == letter()
    assert rotate(keys, START + 84 * DAY) == 1
    with pytest.raises(ParcelRefused, match="not-for-us"):
        open_parcel(data, live(keys, START + 84 * DAY), device("bertta").id, public_of)


def test_a_dead_key_is_not_handed_out_though_nobody_rotated(keys: Connection) -> None:
    """The promise does not hang on the deletion alone."""
    first = current(keys, START).key_id
    use(keys, START, 80)
    assert first in live(keys, START + 83 * DAY)
    assert first not in live(keys, START + 84 * DAY)
    assert first in ids(keys)


def test_in_daily_use_no_more_than_seven_keys_are_kept(keys: Connection) -> None:
    """After a year of daily use there are six or seven, none of them older than 12 weeks."""
    use(keys, START, 365)
    made = keys.exec_driver_sql("SELECT made FROM period_key").scalars().all()
    assert len(made) in {6, 7}
    assert min(made) > START + (364 - 84) * DAY


def test_freshness() -> None:
    """Ten weeks after it was made a key is too old; one from the future is no key to trust."""
    assert is_fresh(START, START)
    assert is_fresh(START, START + 10 * WEEK)
    assert not is_fresh(START, START + 10 * WEEK + 1)
    assert is_fresh(START, START - DAY)  # two clocks may be a day apart
    assert not is_fresh(START, START - DAY - 1)


def test_after_months_away_what_waits_can_be_read(keys: Connection) -> None:
    """The last key before a long absence lives for two weeks after it, then it dies."""
    last = current(keys, START).key_id
    back = START + 26 * WEEK
    rotate(keys, back)
    assert last in live(keys, back + 13 * DAY)
    assert rotate(keys, back + 14 * DAY) == 1
    assert last not in ids(keys)


@pytest.mark.parametrize("years", [1, 10, 70])
def test_a_clock_far_ahead_deletes_nothing(
    keys: Connection, years: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days under a clock years ahead cost no key; put right, all goes on as before (T27)."""
    use(keys, START, 60)
    now, before = START + 60 * DAY, ids(keys)
    use(keys, now + years * YEAR, 13)
    assert ids(keys) > before
    assert set(live(keys, now + years * YEAR)) > before
    use(keys, now, 1)
    assert current(keys, now).key_id in before
    # a rule that believes the clock alone loses everything in one moment
    monkeypatch.setattr(period_keys, "_DELETE", "DELETE FROM period_key WHERE dies <= :now")
    rotate(keys, now + years * YEAR)
    assert not ids(keys) & before


def test_a_key_from_the_future_dies_too(keys: Connection) -> None:
    """What was drawn under the wrong clock goes some twelve weeks after it was put right."""
    use(keys, START, 3)
    wrong = current(keys, START + 10 * YEAR).key_id
    assert current(keys, START + 4 * DAY).key_id != wrong
    use(keys, START + 4 * DAY, 70)
    assert wrong in ids(keys)
    use(keys, START + 74 * DAY, 20)
    assert wrong not in ids(keys)


def test_a_clock_far_behind_deletes_nothing(keys: Connection) -> None:
    """A dead battery: each morning the clock says 1970 or 2010, then it is put right."""
    use(keys, START, 60)
    before = ids(keys)
    for day in range(5):
        now = START + (60 + day) * DAY
        for wrong in (0, START - 16 * YEAR):
            made = current(keys, wrong)
            rotate(keys, wrong)
            assert not is_fresh(made.made, now)  # nobody seals to it
        rotate(keys, now)
        assert before <= ids(keys)
    assert len(ids(keys) - before) <= 3  # and no heap of keys is left of it


@settings(max_examples=60, deadline=None)
@given(
    used=st.integers(0, 120),
    jump=st.integers(-40 * YEAR, 40 * YEAR),
    wrong_days=st.integers(0, 13),
    after=st.integers(0, 30),
)
def test_one_wrong_clock_costs_no_key_in_use(
    used: int, jump: int, wrong_days: int, after: int
) -> None:
    """However wrong for up to 13 days: what peers may seal to as it begins stays until its day.

    A key older than that, which no peer takes for fresh, may go early: see the module.
    """
    for connection in _database():
        use(connection, START, used + 1)
        now = START + used * DAY
        made: dict[bytes, int] = {
            bytes(row[0]): row[1]
            for row in connection.exec_driver_sql("SELECT id, made FROM period_key")
        }
        wrong_from = now
        use(connection, now + jump, wrong_days)
        now += wrong_days * DAY
        use(connection, now, after + 1)
        now += after * DAY
        due = {
            key for key, at in made.items() if at > wrong_from - 70 * DAY and now < at + 84 * DAY
        }
        assert due <= ids(connection)
        assert due <= set(live(connection, now))
        assert is_fresh(current(connection, now).made, now)


def test_renew_leaves_nothing_of_a_dead_key(tmp_path: Path) -> None:
    """After the deletion no page of the database holds the seed, and the WAL is empty."""
    made = make(tmp_path / "vault")
    vault = made.open()
    with vault.write() as connection:
        create_tables(connection)
    renew(vault, START)
    with vault.read() as connection:
        seed = bytes(connection.exec_driver_sql("SELECT seed FROM period_key").scalar_one())
    renew(vault, START + 75 * DAY)
    assert seed in _pages(vault, made)
    assert renew(vault, START + 89 * DAY) == 1
    wal = made.layout.database.with_name(made.layout.database.name + "-wal")
    assert not wal.exists() or wal.stat().st_size == 0
    assert seed not in decrypted(made.layout.database, made.data_key)
    vault.close()


def _pages(vault: object, made: Made) -> bytes:
    with vault.alone() as raw:  # type: ignore[attr-defined]
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return decrypted(made.layout.database, made.data_key)
