"""Ids: 16 bytes, random for what a person makes, derived for what the program makes from it.

The law: a derived id depends on its origin only, so two devices that generate the same thing
(an action item from an agreement, the client of a case) make the same record.
"""

import hashlib
import secrets

ID_BYTES = 16
_LABEL = b"nivel-id-1"


def new_id() -> bytes:
    """Return 16 random bytes from the system's generator."""
    return secrets.token_bytes(ID_BYTES)


def derive_id(origin: bytes, *labels: str) -> bytes:
    """Return the 16 bytes that belong to ``labels`` under ``origin``; each part length-marked."""
    digest = hashlib.sha256(_LABEL)
    for part in (origin, *(label.encode() for label in labels)):
        digest.update(len(part).to_bytes(4, "big"))
        digest.update(part)
    return digest.digest()[:ID_BYTES]
