"""What the list of edit conflicts shows."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: field names with their plain values, and who wrote it when.

    Another record is named by its title. ``erased``: the value was purged.
    """

    op: bytes
    values: tuple[tuple[str, object], ...]
    deleted: bool
    person: str
    mark: str
    at: dt.datetime
    is_mine: bool
    is_future: bool
    erased: bool = False


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One conflict. ``what`` is values, deletion or invalid; ``title`` names the record."""

    record_id: bytes
    kind: str
    group: str
    what: str
    case_id: bytes | None
    case_label: str
    title: str
    sides: tuple[Side, ...]
