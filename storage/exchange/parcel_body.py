"""The inside of a parcel (its layout stands in ``parcel``): who signed what, for whom.

The law: a body has one encoding. The devices stand sorted, each once; behind the payload stand
exactly the zeros that ``padding`` asks for. So nothing lies in a parcel that no signature covers.
"""

import struct
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from storage.crypto.keypair import SIGNATURE_BYTES
from storage.exchange.padding import WRAP_COUNTS, padded_length
from storage.refusals import ParcelRefused

ID_BYTES = 16
MOST_DEVICES = WRAP_COUNTS[-1]
_COUNT = struct.Struct(">H")
_LENGTH = struct.Struct(">I")
_LABEL = b"nivel-parcel-signature-1"


class Body(NamedTuple):
    """A body taken apart."""

    signer: bytes
    signature: bytes
    recipients: tuple[bytes, ...]
    payload: bytes


def signed_message(header: bytes, devices: Iterable[bytes], payload: bytes) -> bytes:
    """Return what the sending device signs."""
    parts = (header, b"".join(sorted(devices)), payload)
    return _LABEL + b"".join(sha256(part).digest() for part in parts)


def join(body: Body) -> bytes:
    """Return the padded bytes of a body."""
    devices = _COUNT.pack(len(body.recipients)) + b"".join(body.recipients)
    head = body.signer + body.signature + devices + _LENGTH.pack(len(body.payload))
    length = len(head) + len(body.payload)
    return b"".join((head, body.payload, bytes(padded_length(length) - length)))


def split(data: bytes | bytearray) -> Body:
    """Take a body apart. Raises ParcelRefused (format) unless ``join`` made it."""
    at = ID_BYTES + SIGNATURE_BYTES
    first = at + _COUNT.size
    count = _COUNT.unpack_from(data, at)[0] if len(data) >= first else 0
    after = first + count * ID_BYTES
    if not 1 <= count <= MOST_DEVICES or len(data) < after + _LENGTH.size:
        raise ParcelRefused(reason="format")
    devices = tuple(bytes(data[one : one + ID_BYTES]) for one in range(first, after, ID_BYTES))
    begin = after + _LENGTH.size
    end = begin + _LENGTH.unpack_from(data, after)[0]
    sound = end <= len(data) == padded_length(end) and data.count(0, end) == len(data) - end
    if not sound or list(devices) != sorted(set(devices)):
        raise ParcelRefused(reason="format")
    with memoryview(data) as view:
        payload = bytes(view[begin:end])
    return Body(bytes(data[:ID_BYTES]), bytes(data[ID_BYTES:at]), devices, payload)
