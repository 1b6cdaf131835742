"""From a data key to an open casebook: the heavy half of the entrance.

The law: a vault of an older build is brought up to this one before it opens; a vault that was
restored from a backup, or put back from a copy, becomes a new device before anything else is
written.
"""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from storage.casebook import older_copy, place, whereabouts
from storage.casebook.casebook import Casebook
from storage.casebook.pack_term import refuse_expired
from storage.casebook.tables import are_current, create_tables
from storage.crypto.keypair import DeviceSigner
from storage.crypto.secret import Secret
from storage.journal.clock import system_ms
from storage.journal.peers import Peer, save_peer
from storage.refusals import UpgradeNeeded
from storage.vault.engine import OpenVault, create_vault, open_vault
from storage.vault.medium import Medium
from storage.vault.restore import device_made, needs_new_device


def open_casebook(
    folder: Path, data_key: Secret, root: DeviceSigner | None = None, marks: Path | None = None
) -> Casebook:
    """Open the vault; see ``entrance.unlock`` for what it raises.

    ``marks``: where this machine keeps how far each vault has come.

    ``root``: the person's root key, where the recovery sheet was typed; a device that lacks its
    certificate gets it.
    """
    vault = open_vault(folder, data_key)
    try:
        writable = vault.medium is not Medium.READ_ONLY
        (_bring_up_to_date if writable else _need_current)(vault)
        refuse_expired(vault, dt.datetime.now().astimezone().date())
        if writable:
            _need_one_history(vault, marks)
            if root is not None:
                _certify(vault, root)
        return Casebook(vault, marks)
    except BaseException:
        vault.close()
        raise


def _need_current(vault: OpenVault) -> None:
    """Refuse an older vault where nothing can be written: its tables lack what is asked for."""
    with vault.read() as connection:
        if not are_current(connection):
            raise UpgradeNeeded(vault.path)


def _bring_up_to_date(vault: OpenVault) -> None:
    with vault.read() as connection:
        if are_current(connection):
            return
    from storage.casebook.upgrading import upgrade  # with all the record classes

    with vault.write() as connection:
        upgrade(connection)


def _need_one_history(vault: OpenVault, marks: Path | None) -> None:
    """Make a vault that was restored, put back or copied a new device."""
    if needs_new_device(vault.layout):
        older_copy.become_new_device(vault)
        device_made(vault.layout)
        if marks is not None:
            whereabouts.settle(vault, marks)
        return
    if marks is not None:
        older_copy.look(vault, marks)
    with vault.read() as connection:
        device = place.read_signer(connection).device_id
        is_copy = older_copy.must_renew(connection, device)
    if is_copy:
        older_copy.become_new_device(vault)
        if marks is not None:
            whereabouts.settle(vault, marks)


def make_casebook(folder: Path, data_key: Secret, settling: "Settling") -> Casebook:
    """Make the database of a new vault and settle whose it is."""
    vault = create_vault(folder, data_key)
    try:
        settle(vault, settling)
        return Casebook(vault)
    except BaseException:
        vault.close()
        raise


class Settling(NamedTuple):
    """Whose a new vault is. Without ``office_id`` it is the first of an office, and founds it.

    ``person_id``: of somebody who has a vault already (a second device).
    """

    person: str
    mark: str
    root: DeviceSigner
    office_id: bytes | None = None
    person_id: bytes | None = None


def settle(vault: OpenVault, settling: Settling) -> None:
    """Make the tables, draw the device's key, write down whose vault this is, certify it."""
    from storage.casebook import identity

    signer = DeviceSigner.new()
    person, mark = settling.person, settling.mark
    with signer.seed() as seed, seed.view() as view, vault.write() as connection:
        create_tables(connection)
        place.settle(connection, person, mark, settling.office_id, bytes(view), settling.person_id)
        save_peer(connection, Peer(signer.device_id, signer.public, mark, person, own=True))
        me = place.read_identity(connection, signer.device_id)
        identity.certify_device(connection, settling.root, me, signer.public)
        if settling.office_id is None:
            identity.found_office(connection, me, system_ms())


def _certify(vault: OpenVault, root: DeviceSigner) -> None:
    """Certify a device that has no certificate, if this is its person's root or they have none."""
    from storage.casebook import identity

    with vault.write() as connection:
        kept = place.find_value(connection, "person-root")
        if kept in {None, root.public} and place.find_value(connection, "certificate") is None:
            signer = place.read_signer(connection)
            me = place.read_identity(connection, signer.device_id)
            identity.certify_device(connection, root, me, signer.public)
