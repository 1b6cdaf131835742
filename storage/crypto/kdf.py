"""From a passphrase to a key (Argon2id), and from a key to more keys (HKDF-SHA-256).

The law: parameters are held against ``Limits`` **before** memory is taken: a header that asks
for 4 TiB is refused in microseconds, and one that asks for less than the floor is refused too.
Argon2id follows RFC 9106, HKDF RFC 5869. Every use of HKDF has its own label ``nivel-...-N``.
Only a test hands over other limits than ``LIMITS``: the product has no switch for it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.crypto.secret import Secret
from storage.errors import PartMissing

KEY_BYTES = 32
SALT_BYTES = 16
_MIB = 1024


class OutsideLimits(ValueError):
    """The parameters lie outside the limits; nothing was computed."""


@dataclass(frozen=True, slots=True)
class Argon2Parameters:
    """The cost of one derivation: memory in KiB, passes over it, lanes (threads)."""

    memory_kib: int
    passes: int
    lanes: int

    @classmethod
    def floor(cls) -> Self:
        """Return the least that is ever accepted: 64 MiB, 3 passes, 4 lanes (about 0.13 s)."""
        return cls(64 * _MIB, 3, 4)

    @classmethod
    def default(cls) -> Self:
        """Return what is used when nothing was measured: 256 MiB, 3 passes, 4 lanes."""
        return cls(256 * _MIB, 3, 4)

    @classmethod
    def ceiling(cls) -> Self:
        """Return the most that is ever accepted: 1 GiB, 16 passes, 16 lanes."""
        return cls(1024 * _MIB, 16, 16)


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most of each parameter, both included."""

    lowest: Argon2Parameters
    highest: Argon2Parameters

    def check(self, parameters: Argon2Parameters) -> None:
        """Raise ``OutsideLimits`` unless every parameter lies between the two."""
        low, high = self.lowest, self.highest
        inside = (
            low.memory_kib <= parameters.memory_kib <= high.memory_kib
            and low.passes <= parameters.passes <= high.passes
            and low.lanes <= parameters.lanes <= high.lanes
        )
        if not inside:
            message = "argon2 parameters outside the limits"
            raise OutsideLimits(message)


LIMITS = Limits(Argon2Parameters.floor(), Argon2Parameters.ceiling())


def new_argon2(parameters: Argon2Parameters, salt: bytes) -> Argon2id:
    """Return the primitive for 32 bytes; raise ``PartMissing`` where the build lacks Argon2id."""
    try:
        return Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=parameters.passes,
            lanes=parameters.lanes,
            memory_cost=parameters.memory_kib,
        )
    except UnsupportedAlgorithm:
        raise PartMissing(part="argon2id") from None


def stretch(
    text: str, salt: bytes, parameters: Argon2Parameters, *, limits: Limits = LIMITS
) -> Secret:
    """Return the 32-byte key of a passphrase; ``text`` is taken as UTF-8, as it stands.

    Raises ``OutsideLimits`` before any memory is taken.
    """
    limits.check(parameters)
    primitive = new_argon2(parameters, salt)
    key = Secret.empty(KEY_BYTES)
    with key.view() as view:
        primitive.derive_into(text.encode(), view)
    return key


def expand(key: Secret, label: str, *, salt: bytes = b"", length: int = KEY_BYTES) -> Secret:
    """Return ``length`` bytes made from ``key`` for the one use that ``label`` names."""
    made = Secret.empty(length)
    with key.view() as source, made.view() as target:
        HKDF(hashes.SHA256(), length, salt or None, label.encode()).derive_into(source, target)
    return made


def calibrate(seconds: float = 1.0, *, limits: Limits = LIMITS) -> Argon2Parameters:
    """Return parameters that cost about ``seconds`` here, within the limits.

    Memory is doubled first (it costs an attacker most), then passes are added. One probe at the
    floor is measured; the cost grows in proportion to memory times passes.
    """
    low, high = limits.lowest, limits.highest
    started = time.perf_counter()
    stretch("nivel", bytes(SALT_BYTES), low, limits=limits).wipe()
    left = seconds / max(time.perf_counter() - started, 1e-6)
    memory = low.memory_kib
    most = max(low.memory_kib, min(high.memory_kib, Argon2Parameters.default().memory_kib))
    while memory * 2 <= most and left >= 2:  # noqa: PLR2004 - room for one more doubling
        memory, left = memory * 2, left / 2
    passes = max(low.passes, min(high.passes, int(low.passes * left)))
    return Argon2Parameters(memory, passes, low.lanes)
