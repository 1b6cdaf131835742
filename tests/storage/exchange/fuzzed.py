"""Every parser of what comes from outside, as something to be fuzzed: bytes in, a promise held.

``PARSERS`` maps a name to a function that returns whether the bytes were taken and raises
AssertionError, or anything but a refusal, where the parser breaks its promise. ``corpus/`` keeps
what an afternoon of coverage-guided fuzzing (atheris) found worth keeping, one folder per parser.
"""

import io
import struct
from collections.abc import Callable
from pathlib import Path

from storage.crypto.aead import Refused
from storage.exchange import blob, parcel
from storage.exchange.file_names import MOST_BYTES, clean_file_name
from storage.exchange.parcel_body import join, split
from storage.exchange.payload import MOST_RATIO, pack, unpack
from storage.refusals import ParcelRefused

CORPUS = Path(__file__).parent / "corpus"
_START = 65_536
_REF = blob.BlobRef(bytes(16), bytes(32), 5, bytes(32))


def fuzz_header(data: bytes) -> bool:
    """Promise: a header is of a known count and no longer than the file; no key is touched."""
    header, parcel_id = parcel._read_header(data)
    assert len(parcel_id) == 16
    assert len(header) == 28 + 1172 * struct.unpack(">H", data[26:28])[0] < len(data)
    assert parcel._find_key(header, parcel_id, {}) is None
    return True


def fuzz_body(data: bytes) -> bool:
    """Promise: what is taken is exactly what ``join`` would write."""
    body = split(data)
    assert join(body) == data
    return True


def fuzz_payload(data: bytes) -> bool:
    """Promise: what is taken is within the limits, and packing it again says the same."""
    found = unpack(data)
    size = sum(len(entry.kind) + len(entry.data) for entry in found.entries)
    assert size <= _START + MOST_RATIO * len(data)
    assert unpack(pack(found.entries, found.sent)) == found
    return True


def fuzz_blob(data: bytes) -> bool:
    """Promise: a blob with another key, id or hash yields nothing to its end."""
    file = io.BytesIO(data)
    prefix = blob._read_prefix(file, _REF)
    for piece in blob._content(file, prefix, _REF):
        assert len(piece) <= _REF.size
    return True


def fuzz_name(data: bytes) -> bool:
    """Promise: one plain name, whatever came, and cleaning it again changes nothing."""
    name = clean_file_name(data.decode("utf-8", "surrogatepass" if data[:1] == b"s" else "replace"))
    assert name == clean_file_name(name)
    assert name.strip(". ")
    assert not set(name) & set("/\\\0")
    assert len(name.encode()) <= MOST_BYTES
    return True


PARSERS: dict[str, Callable[[bytes], bool]] = {
    "header": fuzz_header,
    "body": fuzz_body,
    "payload": fuzz_payload,
    "blob": fuzz_blob,
    "name": fuzz_name,
}


def fuzz(name: str, data: bytes) -> bool:
    """Hand ``data`` to one parser; return whether it was taken, and let real faults through."""
    try:
        return PARSERS[name](data)
    except (ParcelRefused, Refused, UnicodeDecodeError):
        return False


def kept(name: str) -> list[bytes]:
    """Return the corpus of one parser."""
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]
