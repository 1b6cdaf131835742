"""An op: one new value of one field group of one record, and what it replaces.

The law: an op never changes. Its id = SHA-256("nivel-op-1" | batch hash | index as u32)[:16], so it
hangs on the signed batch it came in. ``supersedes`` are the heads of the same record and group that
its author saw; ``saw``, in an op that deletes, the heads of the record's other groups.

Deleting is an op of the group ``life`` with the value ``{"deleted": true}``; taking that back is
one with ``{"deleted": false}`` that supersedes it.
"""

import hashlib
from typing import NamedTuple

from storage.journal.canonical import CborValue, decode_own

LIFE = "life"
DELETED: dict[str, CborValue] = {"deleted": True}
ALIVE: dict[str, CborValue] = {"deleted": False}
ID_BYTES = 16
_OP_LABEL = b"nivel-op-1"
_VALUE_LABEL = b"nivel-value-1"


class Source(NamedTuple):
    """The batch an op came in: its stream (scope, section, device), place, change and author."""

    scope: bytes
    section: str
    device: bytes
    seq: int
    change: bytes
    clock: int
    person: str
    hash: bytes


class Op(NamedTuple):
    """``raw`` is the canonical CBOR of the value, None when it was purged."""

    id: bytes
    kind: str
    record: bytes
    group: str
    schema: int
    supersedes: tuple[bytes, ...]
    saw: tuple[bytes, ...]
    raw: bytes | None
    position: int
    source: Source

    @property
    def value(self) -> dict[str, CborValue] | None:
        """Return the value as written (not upcast), None when it was purged."""
        return None if self.raw is None else decode_own(self.raw)

    @property
    def clock(self) -> int:
        """Return the author's hybrid clock."""
        return self.source.clock

    @property
    def device(self) -> bytes:
        """Return the author's device."""
        return self.source.device

    @property
    def place(self) -> tuple[bytes, str]:
        """Return (scope, section): superseding never crosses it."""
        return (self.source.scope, self.source.section)

    @property
    def rank(self) -> tuple[int, bytes]:
        """Return what orders living values for showing; the greatest is shown."""
        return (self.source.clock, self.id)

    @property
    def deletes(self) -> bool:
        """Say whether this op deletes its record."""
        value = self.value if self.group == LIFE else None
        return value is not None and value.get("deleted") is True


def op_id(batch_hash: bytes, index: int) -> bytes:
    """Return the 16-byte id of the op at ``index`` (from 0) of the batch."""
    return hashlib.sha256(_OP_LABEL + batch_hash + index.to_bytes(4, "big")).digest()[:ID_BYTES]


def commitment(salt: bytes, raw: bytes) -> bytes:
    """Return what a signed body says of a value: SHA-256("nivel-value-1" | salt | value bytes)."""
    return hashlib.sha256(_VALUE_LABEL + salt + raw).digest()
