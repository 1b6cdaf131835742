"""From a data key to an open casebook: the heavy half of the entrance.

The law: tables are made where they are missing, so a vault of an older version opens; a vault that
was restored from a backup becomes a new device before anything else is written.
"""

from collections.abc import Iterator
from pathlib import Path
from string import ascii_uppercase

from storage.casebook import place
from storage.casebook.casebook import Casebook
from storage.casebook.tables import are_made, create_tables
from storage.crypto.keypair import DeviceSigner
from storage.crypto.secret import Secret
from storage.journal.peers import Peer, list_peers, save_peer
from storage.vault.engine import OpenVault, create_vault, open_vault
from storage.vault.medium import Medium
from storage.vault.restore import device_made, needs_new_device


def open_casebook(folder: Path, data_key: Secret) -> Casebook:
    """Open the vault; see ``entrance.unlock`` for what it raises."""
    vault = open_vault(folder, data_key)
    try:
        if vault.medium is not Medium.READ_ONLY:
            _make_missing_tables(vault)
            if needs_new_device(vault.layout):
                become_new_device(vault)
        return Casebook(vault)
    except BaseException:
        vault.close()
        raise


def _make_missing_tables(vault: OpenVault) -> None:
    with vault.read() as connection:
        if are_made(connection):
            return
    with vault.write() as connection:
        create_tables(connection)


def make_casebook(
    folder: Path, data_key: Secret, person: str, mark: str, office_id: bytes | None
) -> Casebook:
    """Make the database of a new vault and settle whose it is."""
    vault = create_vault(folder, data_key)
    try:
        settle(vault, person, mark, office_id)
        return Casebook(vault)
    except BaseException:
        vault.close()
        raise


def settle(vault: OpenVault, person: str, mark: str, office_id: bytes | None) -> None:
    """Make the tables, draw the device's key, and write down whose vault this is."""
    signer = DeviceSigner.new()
    with signer.seed() as seed, seed.view() as view, vault.write() as connection:
        create_tables(connection)
        place.settle(connection, person, mark, office_id, bytes(view))
        save_peer(connection, Peer(signer.device_id, signer.public, mark, person, own=True))


def become_new_device(vault: OpenVault) -> None:
    """Draw a new device key and a mark that no known device has (safety.md T24, exchange.md)."""
    signer = DeviceSigner.new()
    with signer.seed() as seed, seed.view() as view, vault.write() as connection:
        old = place.read_identity(connection, signer.device_id)
        taken = {peer.mark for peer in list_peers(connection).values()} | {old.mark}
        mark = next(letters for letters in _marks(old.mark) if letters not in taken)
        place.become_new_device(connection, mark, bytes(view))
        save_peer(connection, Peer(signer.device_id, signer.public, mark, old.person, own=True))
    device_made(vault.layout)


def _marks(after: str) -> Iterator[str]:
    """Yield the letters after ``after``, round to it again, then pairs of letters."""
    start = ascii_uppercase.find(after[:1]) + 1
    yield from ascii_uppercase[start:] + ascii_uppercase[:start]
    yield from (one + other for one in ascii_uppercase for other in ascii_uppercase)
