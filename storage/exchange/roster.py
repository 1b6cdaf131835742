"""An office's roster: who works there, numbered and signed by the office's key.

Version 1, canonical CBOR::

    roster = [body, office key's signature 64]
      body = [1, office id 16, office key 32, number, issued ms, [member 16, ...]]
    member    = SHA-256("nivel-member-1" | person 16 | root 32)[:16], sorted, each once
    signature = Ed25519 over "nivel-roster-1" | SHA-256(body)

The law: a roster says who belongs to an office *now*: a greater number ends what a smaller one
said, and a smaller one that comes later says nothing (table ``roster``, local: the greatest number
seen of each office key). Numbers are seconds since 1970, or one more than the last, so that an
office restored from a backup does not sign a number twice. A changed office key is another office
until somebody says otherwise: an old key never vouches for a new one.
"""

from collections.abc import Iterable
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import Connection

from storage.crypto.keypair import PUBLIC_BYTES, SIGNATURE_BYTES, DeviceSigner, is_sound, verify
from storage.exchange.shapes import ID_BYTES, is_bytes, is_time, is_whole, need, parts_of, row_of
from storage.journal.canonical import decode_own, encode
from storage.journal.driver import driver
from storage.refusals import CardRefused

VERSION = 1
MOST_MEMBERS = 500
_LABEL = b"nivel-roster-1"
_MEMBER = b"nivel-member-1"
_MOST_NUMBER = 1 << 40
TABLES = (
    (
        "CREATE TABLE IF NOT EXISTS roster (office BLOB PRIMARY KEY, number INTEGER NOT NULL,"
        " data BLOB NOT NULL, trusted INTEGER NOT NULL) WITHOUT ROWID"
    ),
)
_KEEP = (
    "INSERT INTO roster (office, number, data, trusted) VALUES (?, ?, ?, 0) ON CONFLICT (office)"
    " DO UPDATE SET number = excluded.number, data = excluded.data"
    " WHERE excluded.number > roster.number"
)
_TRUST = "UPDATE roster SET trusted = 1 WHERE office = ?"
_TRUSTED = "SELECT office FROM roster WHERE trusted = 1"
_READ = "SELECT data FROM roster WHERE office = ?"


class Roster(NamedTuple):
    """Who works in an office, as its key signed it."""

    office_id: bytes
    office: bytes
    number: int
    issued: int
    members: tuple[bytes, ...]
    signature: bytes

    @property
    def body(self) -> bytes:
        """Return what is signed, by its hash."""
        members = list(self.members)
        return encode([VERSION, self.office_id, self.office, self.number, self.issued, members])

    def row(self) -> list[object]:
        """Return the roster as it lies in a card."""
        return [self.body, self.signature]

    def lists(self, person_id: bytes, root: bytes) -> bool:
        """Say whether this person, with this root key, is named."""
        return member(person_id, root) in self.members


def create_tables(connection: Connection) -> None:
    """Make the table of the greatest rosters seen where it is missing."""
    for statement in TABLES:
        connection.exec_driver_sql(statement)


def member(person_id: bytes, root: bytes) -> bytes:
    """Return how a roster names a person."""
    return sha256(_MEMBER + person_id + root).digest()[:ID_BYTES]


def sign_roster(
    office: DeviceSigner, office_id: bytes, number: int, members: Iterable[bytes], issued: int
) -> Roster:
    """Sign the next roster. Raises CardRefused (format) beyond 500 people."""
    named = tuple(sorted(set(members)))
    if len(named) > MOST_MEMBERS:
        raise CardRefused(reason="format")
    bare = Roster(office_id, office.public, number, issued, named, b"")
    return bare._replace(signature=office.sign(_LABEL + sha256(bare.body).digest()))


def read_roster(found: object) -> Roster:
    """Return the roster of a card's row, its signature checked.

    Raises ParcelRefused (format, newer) and CardRefused (key, signature).
    """
    body, signature = row_of(found, 2)
    need(is_bytes(signature, SIGNATURE_BYTES))
    _version, office_id, office, number, issued, members = parts_of(body, 6, VERSION)
    need(is_bytes(office_id, ID_BYTES), is_bytes(office, PUBLIC_BYTES), is_time(issued))
    need(is_whole(number, 1, _MOST_NUMBER))
    need(isinstance(members, list) and len(members) <= MOST_MEMBERS)
    need(all(is_bytes(one, ID_BYTES) for one in members))
    need(all(one < other for one, other in pairwise(members)))
    if not is_sound(office):
        raise CardRefused(reason="key")
    if not verify(office, signature, _LABEL + sha256(body).digest()):
        raise CardRefused(reason="signature")
    return Roster(office_id, office, number, issued, tuple(members), signature)


def own_roster(row: list[bytes]) -> Roster:
    """Return the roster of a row that this vault has checked and kept."""
    _version, office_id, office, number, issued, members = decode_own(row[0])
    return Roster(office_id, office, number, issued, tuple(members), row[1])


def keep_roster(connection: Connection, roster: Roster) -> None:
    """Remember a roster; one with a smaller or equal number changes nothing."""
    values = (roster.office, roster.number, encode(roster.row()))
    connection.exec_driver_sql(_KEEP, values)


def find_roster(connection: Connection, office: bytes) -> Roster | None:
    """Return the greatest roster seen of an office key."""
    row = driver(connection).execute(_READ, (office,)).fetchone()
    return None if row is None else own_roster(decode_own(bytes(row[0])))


def trust_office(connection: Connection, office: bytes) -> None:
    """Let this office key vouch here: its invitation was opened by a passphrase told apart."""
    connection.exec_driver_sql(_TRUST, (office,))


def trusted_offices(connection: Connection) -> frozenset[bytes]:
    """Return the office keys that vouch by an invitation."""
    return frozenset(bytes(row[0]) for row in driver(connection).execute(_TRUSTED))
