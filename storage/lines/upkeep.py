"""What the device, backup and key screens show."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlotLine:
    """One key slot. ``kind`` is passphrase or recovery."""

    id: bytes
    kind: str
    made: dt.datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found wrong.

    ``part``: page, structure, table, chain, gap, fork, replay, index. ``name`` is a table, a page
    number, or a device's mark; ``times`` how often.
    """

    part: str
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A daily backup: its day, its file, and the file's length in bytes."""

    day: dt.date
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """The device at hand and its vault, in facts. ``plain_swaps``: where memory may be written."""

    person: str
    mark: str
    device: str
    medium: str
    path: str
    last_backup: dt.date | None
    backups: int
    reserve_spent: bool
    rekey_pending: bool
    records: int
    batches: int
    plain_swaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenLine:
    """What came of taking in a file of changes."""

    person: str
    mark: str
    is_new_device: bool
    new: int
    doubled: int
    conflicts: int
    gaps: int
    forks: int
    future: int
