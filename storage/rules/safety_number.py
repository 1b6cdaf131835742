"""The safety number: 60 digits that two people read to each other, and its picture.

number      = SHA-512, 5,200 times over "nivel-safety-1" | the two root keys in order, each round
              with both keys again; 12 groups, each of 5 bytes modulo 100,000, written with 5 digits
fingerprint = SHA-256("nivel-fingerprint-1" | the two root keys in order), 32 bytes for the QR code

The law: both sides compute the same, whoever begins. The rounds make a search for a key with a
number that merely looks alike 5,200 times dearer (the pattern of Signal's safety numbers).
"""

from hashlib import sha256, sha512

GROUPS = 12
DIGITS = 5
ROUNDS = 5_200
_LABEL = b"nivel-safety-1"
_PICTURE = b"nivel-fingerprint-1"


def safety_number(one: bytes, other: bytes) -> tuple[str, ...]:
    """Return the 12 groups of 5 digits for two root keys of 32 bytes."""
    both = b"".join(sorted((one, other)))
    digest = _LABEL + both
    for _round in range(ROUNDS):
        digest = sha512(digest + both).digest()
    pieces = (digest[at : at + DIGITS] for at in range(0, GROUPS * DIGITS, DIGITS))
    return tuple(f"{int.from_bytes(piece, 'big') % 10**DIGITS:0{DIGITS}d}" for piece in pieces)


def fingerprint(one: bytes, other: bytes) -> bytes:
    """Return the 32 bytes that the QR code carries."""
    return sha256(_PICTURE + b"".join(sorted((one, other)))).digest()
