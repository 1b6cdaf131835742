"""The last batch of each stream of one device that stands here without a gap before it.

The law: what a revocation names as the last that counts was really read here, not only heard of.
"""

from typing import NamedTuple

from sqlalchemy import Connection

_LAST = """
SELECT section.scope, section.name, batch.seq, batch.hash
FROM batch JOIN stream ON stream.id = batch.stream JOIN section ON section.id = stream.section
WHERE stream.device = ? AND batch.seq = (
    SELECT count(*) FROM batch AS one WHERE one.stream = batch.stream AND one.seq <= batch.seq
)
ORDER BY section.scope, section.name, batch.seq
"""


class Last(NamedTuple):
    """A stream of the device, and where it stands."""

    scope: bytes
    section: str
    seq: int
    hash: bytes


def last_of(connection: Connection, device: bytes) -> tuple[Last, ...]:
    """Return the last batch of each stream of ``device`` up to which nothing is missing."""
    found: dict[tuple[bytes, str], Last] = {}
    for scope, section, seq, digest in connection.exec_driver_sql(_LAST, (device,)):
        found[bytes(scope), section] = Last(bytes(scope), section, seq, bytes(digest))
    return tuple(found.values())
