"""Changing the key slots of an open vault.

The law: adding a slot only writes the header. Removing one, or changing a passphrase (which removes
the old one), draws a new data key and rewrites the database: header with both keys, database,
header with the new key alone. Cut off at any point, ``opening.prepare`` finishes it. Subkeys change
with the key; daily backups of the old key go with the next ``rotation.rotate``; copies elsewhere
stay openable by whoever could open them when they were made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.crypto.kdf import LIMITS, Argon2Parameters, Limits
from storage.errors import SlotMissing, VaultReadOnly, WrongSecret
from storage.vault import keyslots
from storage.vault.header import Header, Slot, SlotKind, write_header
from storage.vault.made_up import forget_made_up
from storage.vault.medium import Medium
from storage.vault.opening import finish_rekey, read_own_header
from storage.vault.rekeying import no_progress
from storage.vault.sheet import RecoverySheet

if TYPE_CHECKING:
    from storage.vault.engine import OpenVault
    from storage.vault.rekeying import Progress


def list_slots(vault: OpenVault) -> tuple[Slot, ...]:
    """Return the slots, oldest first."""
    return read_own_header(vault.layout, vault.header_key).slots


def add_passphrase(
    vault: OpenVault,
    passphrase: str,
    *,
    parameters: Argon2Parameters | None = None,
    limits: Limits = LIMITS,
) -> Slot:
    """Add a passphrase slot; raise ``WeakPassphrase``, ``SlotsFull``, ``VaultReadOnly``."""
    header = _header_to_change(vault)
    cost = parameters or _cost(header)
    slot = keyslots.new_passphrase(header, passphrase, cost, limits=limits)
    write_header(vault.layout.header, keyslots.with_slot(header, vault.key, slot))
    return slot


def add_recovery(vault: OpenVault) -> RecoverySheet:
    """Add a recovery slot and return its sheet, to be printed and wiped.

    A new sheet is a new person root: it vouches for nothing until devices are certified again.
    """
    header = _header_to_change(vault)
    sheet = RecoverySheet.new()
    slot = keyslots.new_recovery(header, sheet)
    write_header(vault.layout.header, keyslots.with_slot(header, vault.key, slot))
    return sheet


def change_passphrase(
    vault: OpenVault,
    old: str,
    new: str,
    *,
    progress: Progress = no_progress,
    parameters: Argon2Parameters | None = None,
    limits: Limits = LIMITS,
) -> None:
    """Put ``new`` in the place of ``old`` and rekey: the old one opens nothing any more.

    ``progress``: see ``finish_rekey``. Raises ``WrongSecret``, ``WeakPassphrase``,
    ``VaultReadOnly``, ``DiskFull``.
    """
    header = _header_to_change(vault)
    slot = keyslots.slot_of(header, old, SlotKind.PASSPHRASE, limits=limits)
    if slot is None:
        raise WrongSecret
    cost = parameters or slot.parameters
    fresh = keyslots.new_passphrase(header, new, cost, limits=limits)
    _rekey(vault, header, slot.slot_id, fresh, progress)


def remove_slot(vault: OpenVault, slot_id: bytes, progress: Progress = no_progress) -> None:
    """Remove a slot and rekey the database, about 13 ms a MB; reads and writes wait meanwhile.

    ``progress``: see ``finish_rekey``. Raises ``SlotMissing``, ``LastSlot``, ``VaultReadOnly``;
    ``DiskFull`` when there is no room to rewrite the database: the slot is gone from the header
    then, and the next opening finishes the rest.
    """
    header = _header_to_change(vault)
    if all(slot.slot_id != slot_id for slot in header.slots):
        raise SlotMissing(slot=slot_id.hex())
    _rekey(vault, header, slot_id, None, progress)


def _header_to_change(vault: OpenVault) -> Header:
    """Return the header, once a rekey that is still pending has been finished."""
    if vault.medium is Medium.READ_ONLY:
        raise VaultReadOnly(vault.path)
    if vault.rekey_pending:
        with vault.stopped() as opening:
            finish_rekey(opening)
    return read_own_header(vault.layout, vault.header_key)


def _cost(header: Header) -> Argon2Parameters | None:
    """Return the cost that was measured for this vault, or None if no passphrase is left."""
    costs = [slot.parameters for slot in header.slots if slot.kind is SlotKind.PASSPHRASE]
    return max(costs, key=lambda cost: cost.memory_kib * cost.passes, default=None)


def _rekey(
    vault: OpenVault, header: Header, without: bytes, instead: Slot | None, progress: Progress
) -> None:
    changed, new_key = keyslots.rekeyed(header, vault.key, without=without, instead=instead)
    with vault.stopped() as opening:
        write_header(vault.layout.header, changed)
        opening.next_key = new_key
        forget_made_up(vault.path)
        finish_rekey(opening, progress)
