"""Wrapping something small under a key: AES-256-GCM with associated data.

The law: ``wrapped`` = nonce (12) | ciphertext | tag (16). The nonce is random, so one key wraps few
things (2^32 at most; here each key wraps one or two). What the wrap must be bound to, parameters,
ids, versions, goes into ``bound``: changing one bit of it makes ``unwrap`` refuse.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.crypto.secret import Secret

NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD = NONCE_BYTES + TAG_BYTES


class Refused(ValueError):
    """The key, the bytes or what they are bound to does not fit."""


def wrap(key: Secret, secret: Secret, bound: bytes) -> bytes:
    """Return ``secret`` under the 32-byte ``key``, bound to ``bound``; ``OVERHEAD`` longer."""
    nonce = os.urandom(NONCE_BYTES)
    with key.view() as key_view, secret.view() as view:
        return nonce + AESGCM(key_view).encrypt(nonce, view, bound)


def unwrap(key: Secret, wrapped: bytes, bound: bytes) -> Secret:
    """Return the secret, or raise ``Refused``; nothing is told apart."""
    if len(wrapped) < OVERHEAD:
        raise Refused
    try:
        with key.view() as key_view:
            opened = AESGCM(key_view).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound)
    except InvalidTag:
        raise Refused from None
    return Secret(opened)
