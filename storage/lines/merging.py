"""What the lists of doubled and merged people and organisations show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two records of one ``kind`` that may be one; ``because``: phone, email or name."""

    kind: str
    first_id: bytes
    first: str
    second_id: bytes
    second: str
    because: str


@dataclass(frozen=True, slots=True)
class MergedLine:
    """A record for which another stands: what it says, and which one is kept."""

    kind: str
    id: bytes
    name: str
    phone: str
    email: str
    kept_id: bytes
    kept_name: str
