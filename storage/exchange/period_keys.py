"""Period keys: what parcels to this device are sealed to, new every two weeks, dead after twelve.

Local table, never journaled, in no backup::

    period_key(number integer primary key, id blob 16, seed blob 96, made, until, dies: ms)

``until`` = ``made`` + 14 days: then a new one is drawn. ``dies`` = ``made`` + 12 weeks: what was
sealed to it by then and not yet opened stays shut for ever (a forgotten stick dies). A sender
refuses a key more than 10 weeks old (``is_fresh``), so two weeks are left for the way.
key id = SHA-256("nivel-period-1" | public)[:16].

The law: **a key goes when another one, made at least ten weeks after it, is itself two weeks old.**
While the clock is right and the program in use, that is twelve weeks to the day. A clock that jumps
years ahead deletes nothing that peers may still seal to: the key drawn then is not two weeks old. A
key more than ten weeks old, which no sender takes any more, may lose its last two weeks to it. Only
a clock that stays wrong for two weeks, or jumps ahead twice, is believed. After months away, what
waits can still be read for two weeks. A key from the future (the clock was put right) goes by its
number: when six keys were drawn after it within twelve weeks. A clock far behind deletes nothing,
and draws a key that no sender takes for fresh.

Gone means gone: the pages are overwritten (``secure_delete``), and ``renew`` empties the WAL.
"""

from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection

from storage.crypto.envelope import EnvelopeKey, new_seed
from storage.crypto.secret import Secret
from storage.journal.driver import driver
from storage.vault.engine import OpenVault

TABLE = """
    CREATE TABLE IF NOT EXISTS period_key (
        number INTEGER PRIMARY KEY, id BLOB NOT NULL, seed BLOB NOT NULL, made INTEGER NOT NULL,
        until INTEGER NOT NULL, dies INTEGER NOT NULL
    )
"""
DAY = 24 * 60 * 60 * 1000
PERIOD = 14 * DAY
FRESH = 70 * DAY
LIFE = 84 * DAY
LEEWAY = DAY  # how far two clocks may be apart before one of them is wrong
_ID_BYTES = 16
_IS_MADE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'period_key'"
_FORGET = "DELETE FROM period_key"
_NEWEST = (
    "SELECT seed, made, until FROM period_key WHERE made <= ? AND until > ?"
    " ORDER BY number DESC LIMIT 1"
)
_KEEP = "INSERT INTO period_key (id, seed, made, until, dies) VALUES (?, ?, ?, ?, ?)"
_DEAD = """
    EXISTS (SELECT 1 FROM period_key AS other
            WHERE other.made >= key.dies - :period AND other.made <= :now - :period)
    OR key.made > :now + :leeway AND :most <= (
            SELECT count(*) FROM period_key AS other
            WHERE other.number > key.number AND other.made BETWEEN :now - :life AND :now)
"""
_DELETE = "DELETE FROM period_key AS key WHERE" + _DEAD  # noqa: S608 — constants of this file
_LIVE = "SELECT seed FROM period_key AS key WHERE NOT (" + _DEAD + ")"  # noqa: S608 — likewise
_SPANS = {"period": PERIOD, "leeway": LEEWAY, "life": LIFE, "most": LIFE // PERIOD}


class PublicPeriodKey(NamedTuple):
    """What others seal to: ``key_id`` 16, ``public`` 1216 bytes; times in ms since 1970."""

    key_id: bytes
    public: bytes
    made: int
    until: int


def create_tables(connection: Connection) -> None:
    """Make the table where it is missing."""
    connection.exec_driver_sql(TABLE)


def key_id(public: bytes) -> bytes:
    """Return the 16-byte id of a period key."""
    return sha256(b"nivel-period-1" + public).digest()[:_ID_BYTES]


def is_fresh(made: int, now: int) -> bool:
    """Say whether something may still be sealed to a key made then; one from the future is not."""
    return now - FRESH <= made <= now + LEEWAY


def current(connection: Connection, now: int) -> PublicPeriodKey:
    """Return the key that others should seal to; draws it when it is due, so lend the writer."""
    found = connection.exec_driver_sql(_NEWEST, (now + LEEWAY, now)).first()
    if found is None:
        _draw(connection, now)
        found = connection.exec_driver_sql(_NEWEST, (now + LEEWAY, now)).one()
    public = _key_of(bytes(found[0])).public
    return PublicPeriodKey(key_id(public), public, int(found[1]), int(found[2]))


def live(connection: Connection, now: int) -> dict[bytes, EnvelopeKey]:
    """Return every key that still opens something, by its id."""
    found = driver(connection).execute(_LIVE, {"now": now, **_SPANS})
    keys = [_key_of(bytes(row[0])) for row in found]
    return {key_id(key.public): key for key in keys}


def rotate(connection: Connection, now: int) -> int:
    """Draw the next key if it is due and delete what is dead; return how many were deleted."""
    current(connection, now)
    return connection.exec_driver_sql(_DELETE, {"now": now, **_SPANS}).rowcount


def renew(vault: OpenVault, now: int) -> int:
    """Rotate, and leave nothing of a deleted key in the WAL; return how many were deleted."""
    with vault.write() as connection:
        deleted = rotate(connection, now)
    if deleted:
        with vault.alone() as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return deleted


def forget(copy: Any) -> None:  # noqa: ANN401 — a raw connection
    """Take the keys out of a copy that goes into a backup; an older vault may have no table."""
    if copy.execute(_IS_MADE).fetchone():
        copy.execute(_FORGET)


def _draw(connection: Connection, now: int) -> None:
    with new_seed() as seed, seed.view() as view:
        named = key_id(_key_of(bytes(view)).public)
        times = (now, now + PERIOD, now + LIFE)
        connection.exec_driver_sql(_KEEP, (named, bytes(view), *times))


def _key_of(seed: bytes) -> EnvelopeKey:
    with Secret(seed) as secret:
        return EnvelopeKey.from_seed(secret)
