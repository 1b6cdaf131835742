"""A proof: what one device signed last, shown to it by whoever holds it.

Format 1, canonical CBOR, the entry "proof" of a payload::

    proof = [1, body, signature 64]     both of one batch, as ``journal/batch.py`` writes them

The values are left out: the body names them only by their commitments. A device that has not got
the batch which the body numbers and hashes is an older copy of itself, or one of two (safety.md,
T24, T26 and T30).

The law: that somebody has seen more of a device than it remembers is believed by this alone. The
signature is the device's own, so nobody else can make one up, whoever passes it on. A vault put
back lacks whatever was written last, so of all streams the last by its clock is shown, and more of
them while they are small.
"""

from collections.abc import Collection
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection

from storage.crypto.keypair import verify
from storage.errors import BatchRefused
from storage.exchange.shapes import is_bytes, need, parts_of
from storage.journal.batch import signed
from storage.journal.canonical import NotCanonical, decode_form, decode_own, encode
from storage.journal.driver import driver
from storage.journal.limits import BODY_DEPTH, MAX_BATCH, SIGNATURE_BYTES, check_body, device_of
from storage.journal.streams import Stream
from storage.refusals import ParcelRefused

PROOF = "proof"
VERSION = 1
MOST_PROOFS = 16
MOST_BYTES = 64 << 10  # of all proofs after the first together
_MOST_STREAMS = 1_000
_CLOCK = 7  # its place in a body
_LAST = """
SELECT section.scope, section.name, batch.body, batch.signature
FROM stream JOIN section ON section.id = stream.section JOIN batch ON batch.stream = stream.id
    AND batch.seq = (SELECT max(one.seq) FROM batch AS one WHERE one.stream = stream.id)
WHERE stream.device = ? ORDER BY batch.id DESC LIMIT ?
"""


class Proved(NamedTuple):
    """One batch of the device that reads this, as somebody holds it."""

    stream: Stream
    seq: int
    hash: bytes


def proofs_for(
    connection: Connection, device: bytes, told: Collection[Stream]
) -> tuple[bytes, ...]:
    """Return the entries to show ``device``: of its streams in ``told``, the last written first."""
    found = driver(connection).execute(_LAST, (device, _MOST_STREAMS)).fetchall()
    last = [
        (decode_own(bytes(body))[_CLOCK], encode([VERSION, bytes(body), bytes(signature)]))
        for scope, section, body, signature in found
        if Stream(bytes(scope), section, device) in told
    ]
    chosen: list[bytes] = []
    room = MOST_BYTES
    for _clock, proof in sorted(last, reverse=True):
        room -= len(proof) if chosen else 0
        if room < 0 or len(chosen) == MOST_PROOFS:
            break
        chosen.append(proof)
    return tuple(chosen)


def read_proof(data: bytes, device: bytes, public: bytes) -> Proved | None:
    """Return what a proof shows of ``device``; None when it is for another one.

    ``public``: the key of ``device``. Raises ParcelRefused (format, newer, signature).
    """
    _version, body, signature = parts_of(data, 3, VERSION)
    need(isinstance(body, bytes) and len(body) <= MAX_BATCH, is_bytes(signature, SIGNATURE_BYTES))
    try:
        if device_of(body) != device:
            return None
        digest = sha256(body).digest()
        if not verify(public, signature, signed(digest)):
            raise ParcelRefused(reason="signature")
        read = decode_form(body, BODY_DEPTH)
        check_body(read)
    except (NotCanonical, BatchRefused):
        raise ParcelRefused(reason="format") from None
    return Proved(Stream(read[1], read[2], device), read[4], digest)
