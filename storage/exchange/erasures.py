"""The item "erasure": a closed case was erased, and one's own other devices erase it too.

Format 1, canonical CBOR::

    erasure = [1, case 16, [record 16, ...]]

The law: it names ids, never what was erased.
"""

from typing import NamedTuple

from storage.exchange.shapes import ID_BYTES, is_bytes, need, parts_of
from storage.journal.canonical import encode

ERASURE = "erasure"
VERSION = 1
MOST_RECORDS = 1_000_000


class Erasure(NamedTuple):
    """The case that was erased, and its records."""

    case_id: bytes
    records: tuple[bytes, ...]

    def pack(self) -> bytes:
        """Return the item's data."""
        return encode([VERSION, self.case_id, sorted(self.records)])


def read_erasure(data: bytes) -> Erasure:
    """Return an erasure that came in. Raises ParcelRefused (format, newer)."""
    _version, case_id, records = parts_of(data, 3, VERSION)
    need(is_bytes(case_id, ID_BYTES), isinstance(records, list) and len(records) <= MOST_RECORDS)
    need(all(is_bytes(one, ID_BYTES) for one in records))
    return Erasure(case_id, tuple(records))
