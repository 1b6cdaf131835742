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

import hmac
import os
import time
import unicodedata
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from storage.crypto import aead, envelope
from storage.crypto.kdf import LIMITS, SALT_BYTES, Argon2Parameters, Limits, expand, stretch
from storage.crypto.secret import Secret
from storage.errors import LastSlot, SlotMissing, SlotsFull, VaultDamaged, WrongSecret
from storage.vault.header import MOST_SLOTS, NO_COST, Header, Slot, SlotKind, write_header
from storage.vault.passphrase import check_passphrase
from storage.vault.sheet import RecoverySheet, read_sheet

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Header", "Slot", "SlotKind", "create_header", "unlock_header"]

_SEED_LABEL = b"nivel-slot-seed-1"
_KEY_LABEL = b"nivel-slot-key-1"
_PREVIOUS_LABEL = b"nivel-previous-key-1"


def create_header(
    path: Path,
    person: str,
    passphrase: str,
    *,
    parameters: Argon2Parameters | None = None,
    limits: Limits = LIMITS,
) -> tuple[Header, Secret, RecoverySheet]:
    """Write a new header with two slots; return it, the data key and the sheet to print.

    ``person`` is the display name, 1 to 200 bytes of UTF-8. Raises ``WeakPassphrase``.
    """
    check_passphrase(passphrase, person)
    data_key, sheet = Secret.random(), RecoverySheet.new()
    blank = Header(os.urandom(16), person, 1, (), None, b"", b"")
    blank = with_slot(blank, data_key, new_passphrase(blank, passphrase, parameters, limits=limits))
    header = with_slot(blank, data_key, new_recovery(blank, sheet))
    write_header(path, header)
    return header, data_key, sheet


def unlock_header(
    header: Header, secret_text: str, kind: SlotKind, *, limits: Limits = LIMITS
) -> Secret:
    """Return the data key; takes about a second for a passphrase.

    Raises ``WrongSecret`` if no slot of that kind opens, ``SheetLineWrong`` for a mistyped sheet,
    and ``VaultDamaged`` if a slot opens but the header is not the one that was written.
    """
    sheet = read_sheet(secret_text) if kind is SlotKind.RECOVERY else None
    for slot in header.slots:
        if slot.kind is kind:
            with _slot_key(slot, secret_text, sheet, limits) as slot_key:
                seed = _try_seed(header, slot, slot_key)
            if seed is not None:
                with seed:
                    return _data_key(header, slot, seed)
    raise WrongSecret


def fits(header: Header, data_key: Secret) -> bool:
    """Say whether this is the data key the header was written for."""
    return hmac.compare_digest(header.key_check, _key_check(data_key))


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
        return _new_slot(header, SlotKind.PASSPHRASE, key, cost, salt, bytes(32))


def new_recovery(header: Header, sheet: RecoverySheet) -> Slot:
    """Return a recovery slot for this header, its data key still to be sealed."""
    root = sheet.person_root().public
    with sheet.slot_key() as key:
        return _new_slot(header, SlotKind.RECOVERY, key, NO_COST, bytes(SALT_BYTES), root)


def with_slot(header: Header, data_key: Secret, slot: Slot) -> Header:
    """Return the header with one more slot; raise ``SlotsFull`` beyond eight."""
    if len(header.slots) >= MOST_SLOTS:
        raise SlotsFull(most=MOST_SLOTS)
    return _sealed(replace(header, slots=(*header.slots, slot)), data_key)


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
    previous = aead.wrap(new_key, data_key, _previous_bound(base))
    return _sealed(replace(base, previous=previous), new_key), new_key


def previous_key(header: Header, data_key: Secret) -> Secret | None:
    """Return the data key before, while a rekey is under way."""
    if header.previous is None:
        return None
    try:
        return aead.unwrap(data_key, header.previous, _previous_bound(header))
    except aead.Refused:
        raise VaultDamaged(part="header", detail="previous key") from None


def settled(header: Header, data_key: Secret) -> Header:
    """Return the header once the database has been rewritten: the old key is forgotten."""
    return _sealed(replace(header, previous=None), data_key)


def _new_slot(
    header: Header,
    kind: SlotKind,
    key: Secret,
    cost: Argon2Parameters,
    salt: bytes,
    root_public: bytes,
) -> Slot:
    """Draw the slot's own key pair and wrap its seed under the slot's key."""
    with envelope.new_seed() as seed:
        public = envelope.EnvelopeKey.from_seed(seed).public
        made = int(time.time())
        slot = Slot(os.urandom(16), kind, made, cost, salt, root_public, public, b"", b"")
        return replace(slot, wrapped_seed=aead.wrap(key, seed, _seed_bound(header, slot)))


def _sealed(header: Header, data_key: Secret) -> Header:
    """Seal the data key to every slot and sign the whole with it."""
    sealed = tuple(
        replace(slot, sealed_key=envelope.seal(slot.public, data_key, _key_info(header, slot)))
        for slot in header.slots
    )
    whole = replace(header, slots=sealed, key_check=_key_check(data_key))
    return replace(whole, mac=_mac(whole, data_key))


def _slot_key(slot: Slot, text: str, sheet: RecoverySheet | None, limits: Limits) -> Secret:
    if sheet is not None:
        return sheet.slot_key()
    return stretch(_plain(text), slot.salt, slot.parameters, limits=limits)


def _try_seed(header: Header, slot: Slot, slot_key: Secret) -> Secret | None:
    try:
        return aead.unwrap(slot_key, slot.wrapped_seed, _seed_bound(header, slot))
    except aead.Refused:
        return None


def _data_key(header: Header, slot: Slot, seed: Secret) -> Secret:
    """Open the data key and prove the whole header with it."""
    try:
        key = envelope.EnvelopeKey.from_seed(seed)
        data_key = key.open(slot.sealed_key, _key_info(header, slot))
    except aead.Refused:
        raise VaultDamaged(part="header", detail="slot") from None
    if not hmac.compare_digest(header.mac, _mac(header, data_key)):
        raise VaultDamaged(part="header", detail="signature")
    return data_key


def _plain(passphrase: str) -> str:
    """Return one spelling for what looks the same: keyboards compose letters differently."""
    return unicodedata.normalize("NFC", passphrase)


def _seed_bound(header: Header, slot: Slot) -> bytes:
    return _SEED_LABEL + header.vault_id + slot.bound


def _key_info(header: Header, slot: Slot) -> bytes:
    generation = header.generation.to_bytes(4, "big")
    return _KEY_LABEL + header.vault_id + generation + sha256(slot.bound).digest()


def _previous_bound(header: Header) -> bytes:
    return _PREVIOUS_LABEL + header.vault_id + header.generation.to_bytes(4, "big")


def _key_check(data_key: Secret) -> bytes:
    with expand(data_key, "nivel-key-check-1", length=16) as made, made.view() as view:
        return bytes(view)


def _mac(header: Header, data_key: Secret) -> bytes:
    with expand(data_key, "nivel-header-mac-1") as key, key.view() as view:
        return hmac.digest(view, header.body(), "sha256")
