"""A batch: all ops of one change in one stream, signed and chained.

Format, version 1; every part canonical CBOR::

    body    = [1, scope 16, section text, device 16, seq, prev 32, change 16, clock, person text,
               [[kind, record 16, group, schema, [supersedes 16 ...], [saw 16 ...], commitment 32],
                ...]]
    payload = [[salt 16, value bytes] or null, ...]         one for each op; null after a purge
    commitment = SHA-256("nivel-value-1" | salt | value bytes)
    hash       = SHA-256(body)
    signature  = Ed25519("nivel-batch-1" | hash)            by the device
    packed  = [1, body, signature, payload]                 as it lies in a file

The law: the signature covers the commitments, not the values, so a purge takes salt and value away
and everything still verifies; the salt keeps a short value from being guessed. ``seq`` counts from
1 in each stream (scope, section, device); ``prev`` is the hash of the one before, zeros for the
first. Whatever comes from outside passes ``open_batch``: limits first, then the signature, then the
form, then the values; no byte of it can be changed without a refusal.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from storage.errors import BatchRefused, VaultDamaged
from storage.journal.canonical import UNREADABLE, NotCanonical, decode_form, decode_own, encode
from storage.journal.limits import (
    BODY_DEPTH,
    MAX_BATCH,
    PACK_ROOM,
    PAYLOAD_DEPTH,
    SALT_BYTES,
    SIGNATURE_BYTES,
    VERSION,
    check_body,
    check_packed,
    check_payload,
    device_of,
)
from storage.journal.op import Op, Source, commitment, op_id

_BATCH_LABEL = b"nivel-batch-1"


class Signer(Protocol):
    """What signs: a device's key (storage.crypto.keypair.DeviceSigner)."""

    @property
    def device_id(self) -> bytes:
        """The 16-byte name of the key."""

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature."""


KeyOf = Callable[[bytes], bytes | None]
Verify = Callable[[bytes, bytes, bytes], bool]


class Draft(NamedTuple):
    """An op before it has an id: what the Writer collects. ``raw`` is the value's CBOR."""

    kind: str
    record: bytes
    group: str
    schema: int
    supersedes: tuple[bytes, ...]
    saw: tuple[bytes, ...]
    raw: bytes


class SealedBatch(NamedTuple):
    """A batch as it travels."""

    body: bytes
    signature: bytes
    payload: bytes

    def pack(self) -> bytes:
        """Return one byte string for a file."""
        return encode([VERSION, self.body, self.signature, self.payload])


class Batch(NamedTuple):
    """A batch opened: where it stands, what it stands on, its ops, and the sealed form."""

    source: Source
    prev: bytes
    ops: tuple[Op, ...]
    sealed: SealedBatch


def unpack(data: bytes) -> SealedBatch:
    """Return the batch ``pack`` wrote. Raises BatchRefused (limit, version, format)."""
    if len(data) > MAX_BATCH + PACK_ROOM:
        raise BatchRefused(reason="limit")
    try:
        return SealedBatch(*check_packed(decode_form(data, max_depth=1)))
    except NotCanonical:
        raise BatchRefused(reason="format") from None


def seal(source: Source, prev: bytes, drafts: Sequence[Draft], signer: Signer) -> Batch:
    """Return the signed batch of ``drafts``; ``source.hash`` is filled in here."""
    salts = [secrets.token_bytes(SALT_BYTES) for _ in drafts]
    rows = [
        [
            draft.kind,
            draft.record,
            draft.group,
            draft.schema,
            list(draft.supersedes),
            list(draft.saw),
            commitment(salt, draft.raw),
        ]
        for draft, salt in zip(drafts, salts, strict=True)
    ]
    body = encode([VERSION, *source[:4], prev, *source[4:7], rows])
    source = source._replace(hash=hashlib.sha256(body).digest())
    payload = encode([[salt, draft.raw] for draft, salt in zip(drafts, salts, strict=True)])
    ops = tuple(
        Op(op_id(source.hash, index), *draft, position=index, source=source)
        for index, draft in enumerate(drafts)
    )
    return Batch(source, prev, ops, SealedBatch(body, signer.sign(signed(source.hash)), payload))


def signed(batch_hash: bytes) -> bytes:
    """Return the message that is signed."""
    return _BATCH_LABEL + batch_hash


def read_batch(sealed: SealedBatch, batch_hash: bytes | None = None) -> Batch:
    """Return the opened form of a batch out of our own database: nothing is checked again.

    Raises VaultDamaged (journal) when it cannot be read at all.
    """
    try:
        return _build(decode_own(sealed.body), decode_own(sealed.payload), sealed, batch_hash)
    except UNREADABLE:
        raise VaultDamaged(part="journal") from None


def open_batch(sealed: SealedBatch, key_of: KeyOf, verify: Verify) -> Batch:
    """Return the opened form of a batch from outside, after every check.

    ``key_of(device)`` gives the public key or None; ``verify(public, signature, message)`` judges.
    Raises BatchRefused: limit, version, format, unknown-device, signature, value.
    """
    if len(sealed.body) + len(sealed.payload) > MAX_BATCH:
        raise BatchRefused(reason="limit")
    try:
        digest = hashlib.sha256(sealed.body).digest()
        _check_signature(key_of(device_of(sealed.body)), sealed.signature, digest, verify)
        body = decode_form(sealed.body, BODY_DEPTH)
        check_body(body)
        payload = decode_form(sealed.payload, PAYLOAD_DEPTH)
        check_payload(body, payload)
    except NotCanonical:
        raise BatchRefused(reason="format") from None
    return _build(body, payload, sealed, digest)


def _check_signature(public: bytes | None, signature: bytes, digest: bytes, verify: Verify) -> None:
    if public is None:
        raise BatchRefused(reason="unknown-device")
    if len(signature) != SIGNATURE_BYTES or not verify(public, signature, signed(digest)):
        raise BatchRefused(reason="signature")


def _build(body: Any, payload: Any, sealed: SealedBatch, digest: bytes | None) -> Batch:  # noqa: ANN401 — decoded CBOR
    source = _source(body, digest or hashlib.sha256(sealed.body).digest())
    places = range(len(body[9]))
    return Batch(source, body[5], tuple(_ops(body, payload, source, places)), sealed)


def read_ops(sealed: SealedBatch, batch_hash: bytes, positions: Iterable[int]) -> list[Op]:
    """Return only the ops at ``positions`` of a batch out of our own database.

    Raises VaultDamaged (journal) when they cannot be read.
    """
    try:
        body = decode_own(sealed.body)
        return _ops(body, decode_own(sealed.payload), _source(body, batch_hash), positions)
    except UNREADABLE:
        raise VaultDamaged(part="journal") from None


def _source(body: Any, digest: bytes) -> Source:  # noqa: ANN401 — decoded CBOR
    _, scope, section, device, seq, _, change, clock, person, _ = body
    return Source(scope, section, device, seq, change, clock, person, digest)


def _ops(body: Any, payload: Any, source: Source, positions: Iterable[int]) -> list[Op]:  # noqa: ANN401 — decoded CBOR
    ops = []
    for position in positions:
        kind, record, group, schema, supersedes, saw, _ = body[9][position]
        held = payload[position]
        raw = None if held is None else held[1]
        links = (tuple(supersedes), tuple(saw))
        one = op_id(source.hash, position)
        ops.append(Op(one, kind, record, group, schema, *links, raw, position, source))
    return ops
