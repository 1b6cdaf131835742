"""The journal's tables: the batches, and what follows from them.

Layout (local; ``replay`` makes the lower half anew from the upper)::

    peer     device -> public key, mark, person; ``own`` for this vault's devices
    section  (scope, name) -> a small number
    stream   (section, device) -> a small number; ``frozen`` is the seq at which it forked, or 0
    batch    id in order of arrival; stream, seq, hash, body, signature, payload
    fork     batches kept but not applied; reason: fork (two histories) or after-fork
    purged   record or op ids whose values may never come back
    clock    one row: the greatest clock this vault has written or followed
    ---
    head     (record, grp, batch, position): the living ops
    awaited  superseded ops that may not have arrived (see ``merge``)
    conflict (record, kind, grp, what, reason): see ``project``

The law: a head is three small things, not a copy: the value lies in the batch alone, so a purge
has one place to erase (with these, a new ten-field record costs about 1.4 kB in all).
"""

from sqlalchemy import Connection

from storage.journal.driver import driver

SCHEMA = """
CREATE TABLE IF NOT EXISTS peer (
    device BLOB PRIMARY KEY, public BLOB NOT NULL, mark TEXT NOT NULL, person TEXT NOT NULL,
    own INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS section (
    id INTEGER PRIMARY KEY, scope BLOB NOT NULL, name TEXT NOT NULL, UNIQUE (scope, name)
);
CREATE TABLE IF NOT EXISTS stream (
    id INTEGER PRIMARY KEY, section INTEGER NOT NULL, device BLOB NOT NULL,
    frozen INTEGER NOT NULL DEFAULT 0, UNIQUE (section, device)
);
CREATE TABLE IF NOT EXISTS batch (
    id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL,
    body BLOB NOT NULL, signature BLOB NOT NULL, payload BLOB NOT NULL, UNIQUE (stream, seq)
);
CREATE TABLE IF NOT EXISTS fork (
    stream INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, body BLOB NOT NULL,
    signature BLOB NOT NULL, payload BLOB NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (stream, seq, hash)
);
CREATE TABLE IF NOT EXISTS purged (id BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS head (
    record BLOB NOT NULL, grp TEXT NOT NULL, batch INTEGER NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (record, grp, batch, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS awaited (
    record BLOB NOT NULL, op BLOB NOT NULL, kind TEXT NOT NULL, grp TEXT NOT NULL,
    section INTEGER NOT NULL, PRIMARY KEY (record, op, kind, grp, section)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS conflict (
    record BLOB NOT NULL, kind TEXT NOT NULL, grp TEXT NOT NULL, what TEXT NOT NULL,
    reason TEXT NOT NULL, PRIMARY KEY (record, kind, grp, what)
) WITHOUT ROWID;
"""

_LAST_CLOCK = "SELECT last FROM clock"
_KEEP_CLOCK = (
    "INSERT INTO clock (id, last) VALUES (1, ?)"
    " ON CONFLICT (id) DO UPDATE SET last = max(last, excluded.last)"
)


def create_tables(connection: Connection) -> None:
    """Make the journal's tables where they are missing."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            connection.exec_driver_sql(statement)


def read_last_clock(connection: Connection) -> int:
    """Return the clock to go on from; 0 in a new vault."""
    return int(connection.exec_driver_sql(_LAST_CLOCK).scalar() or 0)


def write_last_clock(connection: Connection, last: int) -> None:
    """Remember the clock; a smaller one changes nothing."""
    driver(connection).execute(_KEEP_CLOCK, (last,))
