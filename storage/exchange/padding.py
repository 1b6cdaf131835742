"""Padding: what a file's length tells is blunted, and so is how many it is for.

Lengths follow Padmé (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files",
PETS 2019): a length keeps only the upper half of its bits, so at most 12 % is added and about
log log n bits leak. Nothing is shorter than 4 KiB: a receipt looks like a message.
"""

FLOOR = 4096
WRAP_COUNTS = (4, 8, 16, 32, 64)


def padded_length(length: int) -> int:
    """Return the length that ``length`` bytes are padded to."""
    if length <= FLOOR:
        return FLOOR
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()
    mask = (1 << (exponent - kept)) - 1
    return (length + mask) & ~mask


def padded_count(count: int) -> int:
    """Return how many wraps stand in a parcel for ``count`` devices (1 to 64)."""
    return next(most for most in WRAP_COUNTS if count <= most)
