"""The parcel: the one file in which messages, record changes, receipts and keys travel.

Format 1, suite 1 (X-Wing by HPKE, Cobblestone-256, Ed25519, SHA-256)::

    magic 8 "NIVELPCL" | version u8 = 1 | suite u8 = 1 | parcel id 16 | n u16      (the prefix)
    n times: hint 4 | file key 32, wrapped 1168                    (with the prefix: the header)
    stream  = Cobblestone-256 (``crypto/stream.py``) of the body, to the end of the file
      context = "nivel-parcel-1" | SHA-256(header)
    wrap    = HPKE seal of the file key, info = "nivel-wrap-1" | suite | SHA-256(prefix) | key id 16
    hint    = SHA-256("nivel-hint-1" | parcel id | key id)[:4]
    body    = signer 16 | signature 64 | count u16 | device 16 ... | length u32 | payload | zeros
      signature = Ed25519("nivel-parcel-signature-1" | SHA-256(header) | SHA-256(devices, sorted)
                  | SHA-256(payload))
      zeros up to ``padding.padded_length`` of the rest

n is 4, 8, 16, 32 or 64. The wraps beyond the recipients' are sealed to a key that is thrown away at
once: random bytes would stand out, since no ML-KEM ciphertext and no X25519 key is evenly spread.
They stand in the order of their hints, so the place tells nothing either.

The law: the signature lies inside and covers header and recipients, so a recipient cannot seal what
he was sent to somebody else, nor move a wrap; the stream covers the header too, and opens under one
key only. Nothing is allocated for a number that has not been held to its limit. What a sender could
learn from is one answer: not for us, damaged and wrong key are ``not-for-us`` (T31).
"""

import contextlib
import secrets
import struct
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from storage.crypto.aead import Refused
from storage.crypto.envelope import SEALED_KEY_BYTES, EnvelopeKey, new_seed, seal
from storage.crypto.keypair import DeviceSigner, device_id, verify
from storage.crypto.secret import Secret
from storage.crypto.stream import CHUNK_BYTES, opened, sealed
from storage.exchange.padding import WRAP_COUNTS, padded_count, padded_length
from storage.exchange.parcel_body import (
    ID_BYTES,
    MOST_DEVICES,
    Body,
    join,
    signed_message,
    split,
)
from storage.refusals import ParcelRefused

MAGIC = b"NIVELPCL"
VERSION = 1
SUITE = 1
MOST_BYTES = 50_000_000
_PREFIX = struct.Struct(f">8sBB{ID_BYTES}sH")
_HINT = 4
_WRAP = _HINT + SEALED_KEY_BYTES
_LEAST_STREAM = padded_length(0)
_COUNT_BYTES = 2


class Recipient(NamedTuple):
    """A device and its period key: ``key_id`` 16, ``public`` 1216 bytes (X-Wing)."""

    device: bytes
    key_id: bytes
    public: bytes


class Opened(NamedTuple):
    """A parcel that was for us: its id, the device that signed it, all its devices, its payload."""

    parcel_id: bytes
    signer: bytes
    recipients: tuple[bytes, ...]
    payload: bytes


def is_parcel(first_bytes: bytes) -> bool:
    """Say whether a file that begins so is a parcel of any version."""
    return first_bytes.startswith(MAGIC)


def seal_parcel(payload: bytes, signer: DeviceSigner, recipients: Sequence[Recipient]) -> bytes:
    """Return the parcel that these devices can open; the signer's own are named by the caller.

    Raises ParcelRefused: recipients (none, more than 64, one twice, a key that is none), large.
    """
    devices = tuple(sorted(recipient.device for recipient in recipients))
    if not 1 <= len(devices) <= MOST_DEVICES or len(set(devices)) != len(devices):
        raise ParcelRefused(reason="recipients")
    count = padded_count(len(devices))
    prefix = _PREFIX.pack(MAGIC, VERSION, SUITE, secrets.token_bytes(ID_BYTES), count)
    with Secret.random() as file_key:
        header = prefix + _wraps(prefix, file_key, recipients, count)
        message = signed_message(header, devices, payload)
        body = join(Body(signer.device_id, signer.sign(message), devices, payload))
        parcel = header + b"".join(sealed([body], file_key, stream_context(header)))
    if len(parcel) > MOST_BYTES:
        raise ParcelRefused(reason="large")
    return parcel


def open_parcel(
    data: bytes,
    keys: Mapping[bytes, EnvelopeKey],
    me: bytes,
    public_of: Callable[[bytes], bytes | None],
) -> Opened:
    """Open a parcel with this device's period keys (by key id); ``me`` is this device's id.

    Raises ParcelRefused: format and newer (what anybody can see), large, not-for-us, unknown-sender
    (its ``signer`` is set), signature, recipients (signed, but not for us). Nothing is trusted of a
    refused parcel.
    """
    header, parcel_id = _read_header(data)
    body = split(_open_stream(data, header, _find_key(header, parcel_id, keys)))
    public = public_of(body.signer)
    if public is None or device_id(public) != body.signer:
        raise ParcelRefused(reason="unknown-sender", signer=body.signer)
    message = signed_message(header, body.recipients, body.payload)
    if not verify(public, body.signature, message):
        raise ParcelRefused(reason="signature", signer=body.signer)
    if me not in body.recipients:
        raise ParcelRefused(reason="recipients", signer=body.signer)
    return Opened(parcel_id, body.signer, body.recipients, body.payload)


def open_unproved(data: bytes, keys: Mapping[bytes, EnvelopeKey]) -> tuple[bytes, bytes]:
    """Return signer and payload of a parcel sealed to us, **its signature not proved**.

    Only to look for the contact card by which its device proves itself (a restored vault is a new
    device); then the parcel is opened like any other. Raises ParcelRefused.
    """
    header, parcel_id = _read_header(data)
    body = split(_open_stream(data, header, _find_key(header, parcel_id, keys)))
    return body.signer, body.payload


def hint_of(parcel_id: bytes, key_id: bytes) -> bytes:
    """Return the 4 bytes by which the holder of a period key finds the wrap."""
    return sha256(b"nivel-hint-1" + parcel_id + key_id).digest()[:_HINT]


def wrap_info(prefix: bytes, key_id: bytes) -> bytes:
    """Return what a wrap is bound to."""
    return b"nivel-wrap-1" + bytes([SUITE]) + sha256(prefix).digest() + key_id


def stream_context(header: bytes) -> bytes:
    """Return what the stream is bound to."""
    return b"nivel-parcel-1" + sha256(header).digest()


def _wraps(prefix: bytes, file_key: Secret, recipients: Sequence[Recipient], count: int) -> bytes:
    """Return the wraps and as many that nobody can open, in the order of their hints."""
    nobody = EnvelopeKey.from_seed(new_seed()).public if count > len(recipients) else b""
    named = [(recipient.key_id, recipient.public) for recipient in recipients]
    named += [(secrets.token_bytes(ID_BYTES), nobody) for _ in range(count - len(named))]
    parcel_id = prefix[-ID_BYTES - _COUNT_BYTES : -_COUNT_BYTES]
    try:
        wraps = [
            hint_of(parcel_id, key_id) + seal(public, file_key, wrap_info(prefix, key_id))
            for key_id, public in named
        ]
    except Refused:
        raise ParcelRefused(reason="recipients") from None
    return b"".join(sorted(wraps))


def _read_header(data: bytes) -> tuple[bytes, bytes]:
    """Return the header and the parcel's id, its numbers held to their limits."""
    if len(data) > MOST_BYTES:
        raise ParcelRefused(reason="large")
    if len(data) < _PREFIX.size or not is_parcel(data):
        raise ParcelRefused(reason="format")
    _magic, version, suite, parcel_id, count = _PREFIX.unpack_from(data)
    if version > VERSION or (version == VERSION and suite > SUITE):
        raise ParcelRefused(reason="newer")
    if version != VERSION or suite != SUITE or count not in WRAP_COUNTS:
        raise ParcelRefused(reason="large" if count > MOST_DEVICES else "format")
    length = _PREFIX.size + count * _WRAP
    if len(data) < length + _LEAST_STREAM:
        raise ParcelRefused(reason="format")
    return data[:length], parcel_id


def _find_key(header: bytes, parcel_id: bytes, keys: Mapping[bytes, EnvelopeKey]) -> Secret | None:
    """Return the file key out of the wrap that is ours, or None.

    Another one's hint may be like ours by chance, or on purpose: at most 64 wraps are tried.
    """
    ours = [(hint_of(parcel_id, key_id), key_id) for key_id in keys]
    for at in range(_PREFIX.size, len(header), _WRAP):
        for hint, key_id in ours:
            if header[at : at + _HINT] == hint:
                info = wrap_info(header[: _PREFIX.size], key_id)
                with contextlib.suppress(Refused):
                    return keys[key_id].open(header[at + _HINT : at + _WRAP], info)
    return None


def _open_stream(data: bytes, header: bytes, file_key: Secret | None) -> bytearray:
    """Return the body, proved to its end."""
    if file_key is None:
        raise ParcelRefused(reason="not-for-us")
    body = bytearray()
    with file_key, memoryview(data) as view:
        chunks = (view[at : at + CHUNK_BYTES] for at in range(len(header), len(data), CHUNK_BYTES))
        try:
            for piece in opened(chunks, file_key, stream_context(header)):
                body += piece
        except Refused:
            raise ParcelRefused(reason="not-for-us") from None
    return body
