"""What only this vault knows: whose it is, its device key, drafts. Never journaled, never sent.

Tables::

    place(name text primary key, value blob)   person, person-id, device-seed, mark, office-id,
                                               and what ``identity`` keeps
    draft(place text primary key, text text, at text)
    draft_over(place text primary key, digest blob)   what stood under the text, see ``drafts``

The law: the device's signing seed lies here, inside the encrypted database, and nowhere else. A
restored or copied vault gets a new one (``become_new_device``) before it writes its first change.
"""

from sqlalchemy import Connection

from storage.crypto.keypair import DeviceSigner
from storage.journal.driver import driver
from storage.lines.change import Identity
from storage.records.identity import new_id

TABLES = (
    "CREATE TABLE IF NOT EXISTS place (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    (
        "CREATE TABLE IF NOT EXISTS draft (place TEXT PRIMARY KEY, text TEXT NOT NULL,"
        " at TEXT NOT NULL) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE IF NOT EXISTS draft_over (place TEXT PRIMARY KEY, digest BLOB NOT NULL)"
        " WITHOUT ROWID"
    ),
)
_READ = "SELECT value FROM place WHERE name = ?"
_FORGET = "DELETE FROM place WHERE name = ?"
_KEEP = "INSERT OR REPLACE INTO place (name, value) VALUES (?, ?)"


def create_tables(connection: Connection) -> None:
    """Make the tables where they are missing."""
    for statement in TABLES:
        connection.exec_driver_sql(statement)


def find_value(connection: Connection, name: str) -> bytes | None:
    """Return what is kept under ``name``, or None."""
    found = driver(connection).execute(_READ, (name,)).fetchone()
    return None if found is None else bytes(found[0])


def keep_value(connection: Connection, name: str, value: bytes) -> None:
    """Keep ``value`` under ``name``."""
    connection.exec_driver_sql(_KEEP, (name, value))


def forget_value(connection: Connection, name: str) -> None:
    """Forget what is kept under ``name``."""
    connection.exec_driver_sql(_FORGET, (name,))


def settle(
    connection: Connection,
    person: str,
    mark: str,
    office_id: bytes | None,
    seed: bytes,
    person_id: bytes | None = None,
) -> None:
    """Write down whose vault this is, once, when it is made."""
    keep_value(connection, "person", person.encode())
    keep_value(connection, "person-id", person_id or new_id())
    keep_value(connection, "device-seed", seed)
    keep_value(connection, "mark", mark.encode())
    keep_value(connection, "office-id", office_id or new_id())


def become_new_device(connection: Connection, mark: str, seed: bytes) -> None:
    """Take a new signing key and mark: the old device's stream must never be continued here."""
    keep_value(connection, "device-seed", seed)
    keep_value(connection, "mark", mark.encode())
    keep_value(connection, "next-case", b"1")
    forget_value(connection, "certificate")  # it names the old key


def read_signer(connection: Connection) -> DeviceSigner:
    """Return this device's signing key."""
    seed = find_value(connection, "device-seed")
    if seed is None:
        raise LookupError("device-seed")
    return DeviceSigner.from_seed(seed)


def read_identity(connection: Connection, device_id: bytes) -> Identity:
    """Return whose vault this is, and which device."""
    held = {
        name: find_value(connection, name) or b""
        for name in ("person", "person-id", "mark", "office-id")
    }
    return Identity(
        person=held["person"].decode(),
        person_id=held["person-id"],
        device_id=device_id,
        mark=held["mark"].decode(),
        office_id=held["office-id"],
    )


def take_number(connection: Connection) -> int:
    """Return the next case number of this device and count on; a number is never used twice."""
    number = int(find_value(connection, "next-case") or b"1")
    keep_value(connection, "next-case", str(number + 1).encode())
    return number
