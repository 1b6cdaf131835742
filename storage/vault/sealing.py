"""What a header's secrets are bound to: the wraps of a slot, the key check, the signature.

The law: every parameter is authenticated three times over. The slot's seed is wrapped with all the
slot's fields as associated data; the data key is sealed with their hash, the vault's id and the
key's generation in ``info``; the signature under the data key covers the file. See ``header.py``.
"""

from __future__ import annotations

import hmac
import os
import time
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from storage.crypto import aead, envelope
from storage.crypto.kdf import Argon2Parameters, expand
from storage.errors import VaultDamaged, WrongSecret
from storage.vault.header import Header, Slot, SlotKind

if TYPE_CHECKING:
    from storage.crypto.secret import Secret

_SEED_LABEL = b"nivel-slot-seed-1"
_KEY_LABEL = b"nivel-slot-key-1"
_PREVIOUS_LABEL = b"nivel-previous-key-1"


def new_slot(
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


def sealed(header: Header, data_key: Secret) -> Header:
    """Seal the data key to every slot and sign the whole with it."""
    slots = tuple(
        replace(slot, sealed_key=envelope.seal(slot.public, data_key, _key_info(header, slot)))
        for slot in header.slots
    )
    whole = replace(header, slots=slots, key_check=_key_check(data_key))
    return replace(whole, mac=_mac(whole, data_key))


def try_seed(header: Header, slot: Slot, slot_key: Secret) -> Secret | None:
    """Return the slot's seed, or None if this is not the slot's key."""
    try:
        return aead.unwrap(slot_key, slot.wrapped_seed, _seed_bound(header, slot))
    except aead.Refused:
        return None


def open_key(header: Header, slot: Slot, seed: Secret) -> Secret:
    """Return the data key, once the whole header has been proved with it."""
    try:
        key = envelope.EnvelopeKey.from_seed(seed)
        data_key = key.open(slot.sealed_key, _key_info(header, slot))
    except aead.Refused:
        raise VaultDamaged(part="header", detail="slot") from None
    if not (_has_key(header, data_key) and _is_signed(header, data_key)):
        raise VaultDamaged(part="header", detail="signature")
    return data_key


def prove(header: Header, data_key: Secret) -> None:
    """Raise ``WrongSecret`` for another vault's key, ``VaultDamaged`` for a forged header."""
    if not _has_key(header, data_key):
        raise WrongSecret
    if not _is_signed(header, data_key):
        raise VaultDamaged(part="header", detail="signature")


def _seed_bound(header: Header, slot: Slot) -> bytes:
    return _SEED_LABEL + header.vault_id + slot.bound


def _key_info(header: Header, slot: Slot) -> bytes:
    generation = header.generation.to_bytes(4, "big")
    return _KEY_LABEL + header.vault_id + generation + sha256(slot.bound).digest()


def previous_bound(header: Header) -> bytes:
    """Return what the previous data key is bound to while a rekey is under way."""
    return _PREVIOUS_LABEL + header.vault_id + header.generation.to_bytes(4, "big")


def _has_key(header: Header, data_key: Secret) -> bool:
    return hmac.compare_digest(header.key_check, _key_check(data_key))


def _is_signed(header: Header, data_key: Secret) -> bool:
    return hmac.compare_digest(header.mac, _mac(header, data_key))


def _key_check(data_key: Secret) -> bytes:
    with expand(data_key, "nivel-key-check-1", length=16) as made, made.view() as view:
        return bytes(view)


def _mac(header: Header, data_key: Secret) -> bytes:
    with expand(data_key, "nivel-header-mac-1") as key, key.view() as view:
        return hmac.digest(view, header.body(), "sha256")
