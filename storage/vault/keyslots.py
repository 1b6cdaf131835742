"""The key slots: what opens a vault, and how they change. Loads neither SQLAlchemy nor SQLCipher.

The data key is 32 random bytes; SQLCipher takes it raw. A slot's secret (a passphrase through
Argon2id, or the recovery sheet's slot key) opens the slot's seed, the seed opens the data key.
The file is described in ``header.py``; everything here returns a new ``Header`` and writes nothing,
but for ``create_header``. Operations in an open vault stand in ``slots.py``.

The law: a removed slot opens nothing. ``rekeyed`` draws a new data key, seals it to the slots that
stay, and wraps the old key under the new one until the database has been rewritten: so whoever
holds an old header and the removed passphrase has the old key, which opens no page of the new
database.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.crypto import aead
from storage.crypto.kdf import LIMITS, SALT_BYTES, Argon2Parameters, Limits, stretch
from storage.crypto.secret import Secret
from storage.errors import LastSlot, SlotMissing, SlotsFull, VaultDamaged, WrongSecret
from storage.vault.attempts import start_counting
from storage.vault.header import MOST_SLOTS, NO_COST, Header, Slot, SlotKind, write_header
from storage.vault.layout import Layout
from storage.vault.passphrase import check_passphrase
from storage.vault.sealing import new_slot, open_key, previous_bound, sealed, try_seed
from storage.vault.sheet import RecoverySheet, read_sheet

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Header", "Slot", "SlotKind", "create_header", "unlock_header"]


def create_header(
    path: Path,
    person: str,
    passphrase: str,
    *,
    sheet: RecoverySheet | None = None,
    parameters: Argon2Parameters | None = None,
    limits: Limits = LIMITS,
) -> tuple[Header, Secret, RecoverySheet]:
    """Write a new header with two slots; return it, the data key and the sheet to print.

    ``person`` is the display name, 1 to 200 bytes of UTF-8. ``sheet``: one that opens another vault
    of theirs and shall open this one too. Raises ``WeakPassphrase``.
    """
    check_passphrase(passphrase, person)
    data_key, sheet = Secret.random(), sheet or RecoverySheet.new()
    blank = Header(os.urandom(16), person, 1, (), None, b"", b"")
    blank = with_slot(blank, data_key, new_passphrase(blank, passphrase, parameters, limits=limits))
    header = with_slot(blank, data_key, new_recovery(blank, sheet))
    write_header(path, header)
    start_counting(Layout(path.parent).attempts)
    return header, data_key, sheet


def unlock_header(
    header: Header, secret_text: str, kind: SlotKind, *, limits: Limits = LIMITS
) -> Secret:
    """Return the data key; takes about a second for a passphrase.

    Raises ``WrongSecret`` if no slot of that kind opens, ``SheetLineWrong`` for a mistyped sheet,
    and ``VaultDamaged`` if a slot opens but the header is not the one that was written.
    """
    found = _opened_slot(header, secret_text, kind, limits)
    if found is None:
        raise WrongSecret
    slot, seed = found
    with seed:
        return open_key(header, slot, seed)


def slot_of(
    header: Header, secret_text: str, kind: SlotKind, *, limits: Limits = LIMITS
) -> Slot | None:
    """Return the slot that this secret opens, or None."""
    found = _opened_slot(header, secret_text, kind, limits)
    if found is None:
        return None
    found[1].wipe()
    return found[0]


def new_passphrase(
    header: Header,
    passphrase: str,
    parameters: Argon2Parameters | None = None,
    *,
    limits: Limits = LIMITS,
) -> Slot:
    """Return a passphrase slot for this header, its data key still to be sealed."""
    check_passphrase(passphrase, header.person)
    cost, salt = parameters or Argon2Parameters.default(), os.urandom(SALT_BYTES)
    with stretch(_plain(passphrase), salt, cost, limits=limits) as key:
        return new_slot(header, SlotKind.PASSPHRASE, key, cost, salt, bytes(32))


def new_recovery(header: Header, sheet: RecoverySheet) -> Slot:
    """Return a recovery slot for this header, its data key still to be sealed."""
    root = sheet.person_root().public
    with sheet.slot_key() as key:
        return new_slot(header, SlotKind.RECOVERY, key, NO_COST, bytes(SALT_BYTES), root)


def with_slot(header: Header, data_key: Secret, slot: Slot) -> Header:
    """Return the header with one more slot; raise ``SlotsFull`` beyond eight."""
    if len(header.slots) >= MOST_SLOTS:
        raise SlotsFull(most=MOST_SLOTS)
    return sealed(replace(header, slots=(*header.slots, slot)), data_key)


def rekeyed(
    header: Header, data_key: Secret, *, without: bytes, instead: Slot | None = None
) -> tuple[Header, Secret]:
    """Return the header without one slot, under a new data key, and that key.

    ``instead`` takes the removed slot's place (a changed passphrase). The old key stays wrapped in
    ``previous`` until ``settled``. Raises ``SlotMissing`` and ``LastSlot``.
    """
    if all(slot.slot_id != without for slot in header.slots):
        raise SlotMissing(slot=without.hex())
    places = [instead if slot.slot_id == without else slot for slot in header.slots]
    slots = tuple(slot for slot in places if slot is not None)
    if not slots:
        raise LastSlot
    new_key = Secret.random()
    base = replace(header, slots=slots, generation=header.generation + 1)
    previous = aead.wrap(new_key, data_key, previous_bound(base))
    return sealed(replace(base, previous=previous), new_key), new_key


def previous_key(header: Header, data_key: Secret) -> Secret | None:
    """Return the data key before, while a rekey is under way."""
    if header.previous is None:
        return None
    try:
        return aead.unwrap(data_key, header.previous, previous_bound(header))
    except aead.Refused:
        raise VaultDamaged(part="header", detail="previous key") from None


def settled(header: Header, data_key: Secret) -> Header:
    """Return the header once the database has been rewritten: the old key is forgotten."""
    return sealed(replace(header, previous=None), data_key)


def _opened_slot(
    header: Header, text: str, kind: SlotKind, limits: Limits
) -> tuple[Slot, Secret] | None:
    """Return the first slot of that kind that the secret opens, with its seed."""
    sheet = read_sheet(text) if kind == SlotKind.RECOVERY else None
    for slot in header.slots:
        if slot.kind != kind:
            continue
        if sheet is None:
            slot_key = stretch(_plain(text), slot.salt, slot.parameters, limits=limits)
        else:
            slot_key = sheet.slot_key()
        with slot_key:
            seed = try_seed(header, slot, slot_key)
        if seed is not None:
            return slot, seed
    return None


def _plain(passphrase: str) -> str:
    """Return one spelling for what looks the same: keyboards compose letters differently."""
    return unicodedata.normalize("NFC", passphrase)
