"""From a data key to an open casebook: the heavy half of the entrance.

The law: tables are made where they are missing, so a vault of an older version opens; a vault that
was restored from a backup becomes a new device before anything else is written.
"""

from pathlib import Path

from storage.casebook import place
from storage.casebook.casebook import Casebook, create_tables
from storage.crypto.keypair import DeviceSigner
from storage.crypto.secret import Secret
from storage.journal.peers import Peer, save_peer
from storage.vault.engine import OpenVault, create_vault, open_vault
from storage.vault.medium import Medium


def open_casebook(folder: Path, data_key: Secret) -> Casebook:
    """Open the vault; see ``entrance.unlock`` for what it raises."""
    vault = open_vault(folder, data_key)
    try:
        if vault.medium is not Medium.READ_ONLY:
            with vault.write() as connection:
                create_tables(connection)
        return Casebook(vault)
    except BaseException:
        vault.close()
        raise


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
