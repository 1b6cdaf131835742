"""The devices whose batches are believed, with their public keys.

The law: a device is known before its first batch is read. A key never changes under a device's id
(the id is a hash of it), and a peer is never forgotten while batches of it lie in the journal.
"""

from typing import NamedTuple

from sqlalchemy import Connection

from storage.crypto.keypair import device_id
from storage.errors import BatchRefused
from storage.journal.driver import driver

_KEEP = (
    "INSERT INTO peer (device, public, mark, person, own) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (device) DO UPDATE SET mark = excluded.mark, person = excluded.person,"
    " own = excluded.own"
)
_ALL = "SELECT device, public, mark, person, own FROM peer ORDER BY mark, device"


class Peer(NamedTuple):
    """A device: id (16 bytes), public key (32), case-number mark, person; ``own``: this vault's."""

    device: bytes
    public: bytes
    mark: str
    person: str
    own: bool = False


def save_peer(connection: Connection, peer: Peer) -> None:
    """Add the device, or write its mark, person and ``own`` anew.

    Raises BatchRefused (unknown-device) when the id is not that of the key.
    """
    if device_id(peer.public) != peer.device:
        raise BatchRefused(reason="unknown-device")
    connection.exec_driver_sql(_KEEP, (*peer[:4], int(peer.own)))


def list_peers(connection: Connection) -> dict[bytes, Peer]:
    """Return all known devices by id."""
    found = driver(connection).execute(_ALL)
    return {
        bytes(row[0]): Peer(bytes(row[0]), bytes(row[1]), row[2], row[3], bool(row[4]))
        for row in found
    }
