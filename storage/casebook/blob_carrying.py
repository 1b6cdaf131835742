"""Attachments beside parcels: sealed files out to the folder, wanted ones in, ours removed in time.

The law: a sealed file is copied whole and read back like a parcel; it is taken in only when an item
that came wants it by name and its bytes have the promised hash, whichever of the two came first.
"""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection

from storage.casebook.core import Core
from storage.errors import StorageError
from storage.exchange import carrier, inbox, outbox, shipments
from storage.exchange.folder import Listing, Sort
from storage.vault.files import write_whole

_HEX = frozenset("0123456789abcdef")
_NAME_LENGTH = 36


def is_blob_name(name: str) -> bool:
    """Say whether a name can be that of a sealed file: 32 hex digits and ``.nvb``, no path."""
    return len(name) == _NAME_LENGTH and name.endswith(".nvb") and set(name[:32]) <= _HEX


def carry_out(casebook: Core, names: Iterable[str], place: Path) -> int:
    """Copy these sealed files into the folder; returns how many were written.

    Raises DiskFull, MediumGone, FileRefused.
    """
    written = 0
    for name in names:
        source, target = casebook.vault.layout.blobs / name, place / name
        if not is_blob_name(name) or not source.is_file() or target.exists():
            continue
        with casebook.vault.write() as connection:
            shipments.note_blob(connection, name)
        carrier.write_file(target, carrier.chunks_of(source))
        written += 1
    return written


def carry_in(casebook: Core, place: Path, listing: Listing) -> int:
    """Copy the wanted files that lie in the folder into the vault; returns how many came."""
    with casebook.read() as connection:
        wanted = inbox.wanted_blobs(connection)
    came = 0
    there = {one.name: one for one in listing.of(Sort.BLOB)}
    for name, digest in wanted.items():
        target = casebook.vault.layout.blobs / name
        if not is_blob_name(name):
            continue
        if not target.exists():
            if name not in there or not _copy(place / name, there[name].size, digest, target):
                continue
            came += 1
        with casebook.vault.write() as connection:
            inbox.have_blob(connection, name)
    return came


def _copy(source: Path, size: int, digest: bytes, target: Path) -> bool:
    """Copy one file whole, if it is what was promised; an unfinished one comes another time."""
    if not carrier.is_whole(source, size, digest):
        return False
    try:
        write_whole(target, carrier.chunks_of(source))
    except StorageError:
        return False
    return carrier.is_whole(target, size, digest)


def done_with(connection: Connection, listing: Listing) -> list[str]:
    """Return the files of ours in the folder that nobody lacks any more."""
    lacked, ours = outbox.blobs_owed(connection), shipments.carried_blobs(connection)
    return [one.name for one in listing.of(Sort.BLOB) if one.name in ours - lacked]
