"""A vault that is an older copy of itself: noticed, told, and made a new device.

In ``place``: ``rolled-back`` (who has seen more than this vault remembers, until a person has
decided; ``copy``: it came from elsewhere) and ``given-up-device`` (the id of the device that must
not sign any more).

The law (safety.md, T24 and T30): a device that somebody has seen further than this vault remembers
signs nothing more here. The vault becomes a new device before anything else is written, so that
nobody meets two histories of one; and nothing is sent until a person knows it.
"""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from storage.casebook import place, whereabouts
from storage.casebook.marks import free_mark
from storage.crypto.keypair import DeviceSigner
from storage.errors import StorageError
from storage.exchange import high_water
from storage.journal.forks import is_forked
from storage.journal.peers import Peer, list_peers, save_peer
from storage.vault.engine import OpenVault

MACHINE, COPY = "machine", "copy"
_SEEN_BY, _GIVEN_UP = "rolled-back", "given-up-device"


def notice(connection: Connection, device: bytes, seen_by: str) -> None:
    """Remember that ``device``, this vault's own, was seen further by somebody."""
    place.keep_value(connection, _SEEN_BY, seen_by.encode())
    place.keep_value(connection, _GIVEN_UP, device)


def seen_by(connection: Connection) -> str:
    """Return who has seen more of this vault than it remembers, or nothing."""
    return (place.find_value(connection, _SEEN_BY) or b"").decode()


def forget(connection: Connection) -> None:
    """Remember that a person has decided."""
    place.keep_value(connection, _SEEN_BY, b"")


def must_renew(connection: Connection, device: bytes) -> bool:
    """Say whether ``device``, this vault's own, may not sign any more."""
    return place.find_value(connection, _GIVEN_UP) == device or is_forked(connection, device)


def look(vault: OpenVault, marks: Path) -> None:
    """Hold a vault just opened against the mark that this machine keeps, and where it lives."""
    with vault.read() as connection:
        device = place.read_signer(connection).device_id
        mark = high_water.read_mark(marks, device)
        is_behind = mark is not None and not high_water.holds(connection, mark)
    reason = MACHINE if is_behind else COPY if whereabouts.look(vault, marks) else ""
    if reason:
        with vault.write() as connection:
            notice(connection, device, reason)


def trouble(seen: str) -> str:
    """Return what it is called that somebody has seen more, or that it is a copy, or nothing."""
    return "" if not seen else "copied" if seen == COPY else "rolled-back"


def raise_mark(vault: OpenVault, marks: Path, device: bytes) -> None:
    """Say outside of the vault how far it has come; trouble costs the warning, never the work."""
    with suppress(StorageError):
        with vault.read() as connection:
            last = high_water.last_batch(connection)
        high_water.raise_mark(marks, device, last)


def become_new_device(vault: OpenVault) -> None:
    """Draw a new device key and a mark that no known device has; it has no certificate yet."""
    signer = DeviceSigner.new()
    with signer.seed() as seed, seed.view() as view, vault.write() as connection:
        old = place.read_identity(connection, signer.device_id)
        taken = {peer.mark for peer in list_peers(connection).values()} | {old.mark}
        mark = free_mark(taken, after=old.mark)
        place.become_new_device(connection, mark, bytes(view))
        save_peer(connection, Peer(signer.device_id, signer.public, mark, old.person, own=True))
