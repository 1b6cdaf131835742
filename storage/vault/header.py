"""``header.nivel``: what opens a vault, as bytes. Format 1.

Big-endian; the first three fields and the last are the same in every version, for ever:

    magic 8 "NIVELKEY" | version u8 = 1 | length u32 of the whole file |
    suite u8 = 1 (Argon2id, HKDF-SHA-256, AES-256-GCM, X-Wing) | vault id 16 | generation u32 |
    rekeying u8 | slot count u8 (1..8) | name length u8 | person's display name, UTF-8 (1..200) |
    slots | [previous data key 60, if rekeying] | key check 16 | MAC 32 | checksum 32
    slot     = bound | wrapped seed 124 | sealed data key 1168
    bound    = slot id 16 | kind u8 | derivation u8 | made u64 (unix s) | memory KiB u32 |
               passes u32 | lanes u32 | salt 16 | root public key 32 (of the sheet) | public 1216
    checksum = SHA-256 of everything before it: finds accidents, before any secret is asked for
    MAC      = HMAC-SHA-256 under a label of the data key over everything before it: finds forgery
    key check = a label of the data key: tells the right key on a damaged database from a wrong key

Why a key pair per slot: the slot's secret opens its seed (AES-GCM, bound to the slot's parameters),
the seed is an X-Wing private key, and the data key is sealed to its public half. So a new data key
is sealed to every remaining slot without asking its owner, and who was removed learns nothing by
it.

The law: sizes and Argon2id limits are checked before memory is taken; a newer version is never
touched; whatever fails is ``VaultDamaged("header")``, never a wrong passphrase.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from storage.crypto import aead, envelope
from storage.crypto.kdf import LIMITS, SALT_BYTES, Argon2Parameters, Limits, OutsideLimits
from storage.errors import VaultDamaged, VaultMissing, VaultNewer
from storage.vault.files import replace_whole
from storage.vault.trouble import of_system

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"NIVELKEY"
VERSION = 1
SUITE = 1
MOST_SLOTS = 8
MOST_NAME_BYTES = 200
_MOST_BYTES = 64 * 1024
_SUM_BYTES = 32
_CHECK_BYTES = 16
_FRAME = struct.Struct(">8sBI")
_FIXED = struct.Struct(">B16sIBBB")
_BOUND = struct.Struct(f">16sBBQIII{SALT_BYTES}s32s{envelope.PUBLIC_BYTES}s")
_WRAPPED_SEED_BYTES = envelope.SEED_BYTES + aead.OVERHEAD
_PREVIOUS_BYTES = 32 + aead.OVERHEAD
_SLOT_BYTES = _BOUND.size + _WRAPPED_SEED_BYTES + envelope.SEALED_KEY_BYTES
_ARGON2ID, _HKDF = 1, 2
NO_COST = Argon2Parameters(0, 0, 0)


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind, no secret
    RECOVERY = "recovery"


_KIND_BYTE = {SlotKind.PASSPHRASE: 1, SlotKind.RECOVERY: 2}
_DERIVATION = {SlotKind.PASSPHRASE: _ARGON2ID, SlotKind.RECOVERY: _HKDF}
_KIND_OF = {byte: kind for kind, byte in _KIND_BYTE.items()}


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open the vault. ``made`` is in unix seconds."""

    slot_id: bytes
    kind: SlotKind
    made: int
    parameters: Argon2Parameters
    salt: bytes
    root_public: bytes
    public: bytes
    wrapped_seed: bytes
    sealed_key: bytes

    @property
    def bound(self) -> bytes:
        """Return the bytes that both wraps of this slot are bound to."""
        return _BOUND.pack(
            self.slot_id,
            _KIND_BYTE[self.kind],
            _DERIVATION[self.kind],
            self.made,
            self.parameters.memory_kib,
            self.parameters.passes,
            self.parameters.lanes,
            self.salt,
            self.root_public,
            self.public,
        )


@dataclass(frozen=True, slots=True)
class Header:
    """The whole file. ``previous`` is the data key before, while a rekey is under way."""

    vault_id: bytes
    person: str
    generation: int
    slots: tuple[Slot, ...]
    previous: bytes | None
    key_check: bytes
    mac: bytes

    def body(self) -> bytes:
        """Return everything before the MAC."""
        name = self.person.encode()
        slots = b"".join(slot.bound + slot.wrapped_seed + slot.sealed_key for slot in self.slots)
        rest = name + slots + (self.previous or b"") + self.key_check
        length = _FRAME.size + _FIXED.size + len(rest) + 2 * _SUM_BYTES
        state = (int(self.previous is not None), len(self.slots), len(name))
        fixed = _FIXED.pack(SUITE, self.vault_id, self.generation, *state)
        return _FRAME.pack(MAGIC, VERSION, length) + fixed + rest

    def encode(self) -> bytes:
        """Return the file's bytes."""
        signed = self.body() + self.mac
        return signed + hashlib.sha256(signed).digest()


def read_header(path: Path, *, limits: Limits = LIMITS) -> Header:
    """Read and check the file; nothing costly is done and no memory taken for Argon2id.

    Raises ``VaultMissing``, ``VaultDamaged`` (part ``header``) or ``VaultNewer``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise VaultMissing(path.parent) from None
    except OSError as error:
        raise of_system(error, path) from None
    return decode(data, limits=limits)


def write_header(path: Path, header: Header) -> None:
    """Put the header in place at once; no older copy is kept, since one would undo a removal."""
    replace_whole(path, header.encode())


def decode(data: bytes, *, limits: Limits = LIMITS) -> Header:
    """Return the header in ``data``; raise ``VaultDamaged`` or ``VaultNewer``."""
    if not _FRAME.size + 2 * _SUM_BYTES < len(data) <= _MOST_BYTES:
        raise _damaged(detail="size")
    magic, version, length = _FRAME.unpack_from(data)
    if magic != MAGIC:
        raise _damaged(detail="magic")
    if hashlib.sha256(data[:-_SUM_BYTES]).digest() != data[-_SUM_BYTES:] or length != len(data):
        raise _damaged(detail="checksum")
    if version > VERSION:
        raise VaultNewer(found=version, known=VERSION)
    try:
        header = _decode_body(data)
        for slot in header.slots:
            _check_slot(slot, limits)
    except (struct.error, ValueError, KeyError):  # OutsideLimits and bad UTF-8 are ValueErrors
        raise _damaged(detail="field") from None
    if header.encode() != data:
        raise _damaged(detail="field")
    return header


def _decode_body(data: bytes) -> Header:
    suite, vault_id, generation, rekeying, count, name_length = _FIXED.unpack_from(
        data, _FRAME.size
    )
    at = _FRAME.size + _FIXED.size
    if suite != SUITE or not 1 <= count <= MOST_SLOTS or not 1 <= name_length <= MOST_NAME_BYTES:
        message = "outside the limits"
        raise ValueError(message)
    person = data[at : at + name_length].decode()
    at += name_length
    slots = tuple(_decode_slot(data, at + index * _SLOT_BYTES) for index in range(count))
    at += count * _SLOT_BYTES
    previous = data[at : at + _PREVIOUS_BYTES] if rekeying else None
    at += _PREVIOUS_BYTES if rekeying else 0
    check, mac = data[at : at + _CHECK_BYTES], data[at + _CHECK_BYTES : -_SUM_BYTES]
    return Header(vault_id, person, generation, slots, previous, check, mac)


def _decode_slot(data: bytes, at: int) -> Slot:
    fields = _BOUND.unpack_from(data, at)
    slot_id, kind, derivation, made, memory, passes, lanes, salt, root_public, public = fields
    if derivation != _DERIVATION[_KIND_OF[kind]]:
        message = "derivation does not fit the kind"
        raise ValueError(message)
    at += _BOUND.size
    seed_end = at + _WRAPPED_SEED_BYTES
    return Slot(
        slot_id,
        _KIND_OF[kind],
        made,
        Argon2Parameters(memory, passes, lanes),
        salt,
        root_public,
        public,
        data[at:seed_end],
        data[seed_end : seed_end + envelope.SEALED_KEY_BYTES],
    )


def _check_slot(slot: Slot, limits: Limits) -> None:
    """Hold a slot's cost against the limits: a passphrase has one, a sheet none."""
    if slot.kind is SlotKind.PASSPHRASE:
        limits.check(slot.parameters)
    elif slot.parameters != NO_COST:
        raise OutsideLimits


def _damaged(detail: str) -> VaultDamaged:
    return VaultDamaged(part="header", detail=detail)
