"""Failed attempts slow down, and a restart, a kill -9 or a changed clock does not reset them.

The file ``attempts``, format 1, 64 bytes, overwritten in place (one sector: never torn, no room
needed):
    magic 8 "NIVELTRY" | version u8 = 1 | zeros 3 | tries u32 | wall clock u64 (unix ms) |
    boot id 16 | clock since boot u64 (ms) | SHA-256 of the above, first 16 bytes
``tries`` counts tries since the last success; the clocks say when the last one began.

The law: a try is written down **before** it is judged. The delay runs by the clock since boot,
which nobody can set; across a restart by the wall clock, and a wall clock set back only restarts
the delay. A file that is damaged or gone counts as the longest delay, never as none; one that could
not be read this time refuses the try and is left alone: a failing call costs nobody 15 minutes. It
stops a colleague at the keyboard; who copies the folder meets Argon2id.
"""

from __future__ import annotations

import hashlib
import os
import struct
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import MediumGone, TooSoon
from storage.vault.layout import FILE_MODE

if TYPE_CHECKING:
    from collections.abc import Callable

MAGIC = b"NIVELTRY"
VERSION = 1
FREE_TRIES = 3
LONGEST_MS = 15 * 60 * 1000
_FIRST_MS = 5000
_DAMAGED_TRIES = 16  # more than enough for the longest delay
_FIELDS = struct.Struct(">8sB3xIQ16sQ")
_SUM_BYTES = 16
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was: two clocks in ms, and the start of the machine the second belongs to."""

    wall: int
    boot_id: bytes
    since_boot: int


@dataclass(frozen=True, slots=True)
class _Record:
    tries: int
    last: Moment


def now() -> Moment:
    """Return the present moment of this machine."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)  # runs on through a suspend
    since_boot = time.monotonic() if clock is None else time.clock_gettime(clock)
    try:
        boot_id = bytes.fromhex(_BOOT_ID.read_text(encoding="ascii").strip().replace("-", ""))
    except (OSError, ValueError):
        boot_id = bytes(16)  # no such thing here: the wall clock decides
    return Moment(int(time.time() * 1000), boot_id, int(since_boot * 1000))


def delay(tries: int) -> int:
    """Return the ms to wait after so many failed tries: 0, 0, 5 s, 10 s, 20 s ... 15 minutes."""
    if tries < FREE_TRIES:
        return 0
    return min(LONGEST_MS, _FIRST_MS << min(tries - FREE_TRIES, 20))


def start_counting(path: Path, *, clock: Callable[[], Moment] = now) -> None:
    """Write the file of a new vault, or forget the failed tries after a success."""
    _write(path, _Record(0, clock()))


def waiting_time(path: Path, *, clock: Callable[[], Moment] = now) -> float:
    """Return the seconds until the next try is allowed; 0.0 when it is, or nothing can be told."""
    try:
        return _left(_settle(path, clock()), clock()) / 1000
    except MediumGone:
        return 0.0  # the try itself is refused


def begin_try(path: Path, *, clock: Callable[[], Moment] = now) -> None:
    """Count a try before it is judged; raise ``TooSoon`` (and count nothing) before its time.

    Raises ``MediumGone`` where the file is there and reading it failed; nothing is counted.
    On a medium that takes no writing the try cannot be counted, and is allowed: the owner of a full
    disk must get in to delete, and a copy of the folder could be tried elsewhere anyway.
    """
    moment = clock()
    record = _settle(path, moment)
    if wait := _left(record, moment):
        raise TooSoon(wait=wait / 1000)
    _write(path, _Record(record.tries + 1, moment))


def _settle(path: Path, moment: Moment) -> _Record:
    """Return the record; one that is damaged, or from a later clock, starts its delay now.

    Where the start cannot be written down it would start for ever, so it counts as none.
    """
    record = _read(path)
    if record is None:
        record = _Record(_DAMAGED_TRIES, moment)
    elif record.last.boot_id == moment.boot_id and any(moment.boot_id):
        return record
    elif record.last.wall > moment.wall:
        record = replace(record, last=moment)
    else:
        return record
    return record if _write(path, record) else _Record(0, moment)


def _left(record: _Record, moment: Moment) -> int:
    """Return the ms of delay that are left."""
    same_boot = record.last.boot_id == moment.boot_id and any(moment.boot_id)
    passed = (
        moment.since_boot - record.last.since_boot if same_boot else moment.wall - record.last.wall
    )
    return max(0, delay(record.tries) - max(0, passed))


def _read(path: Path) -> _Record | None:
    """Return what the file says, or None if it cannot be trusted."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        return None  # somebody did that
    except OSError:
        raise MediumGone(path) from None  # that happened, and passes
    if len(data) != _FIELDS.size + _SUM_BYTES or data[_FIELDS.size :] != _sum(data):
        return None
    magic, version, tries, wall, boot_id, since_boot = _FIELDS.unpack_from(data)
    if magic != MAGIC or version != VERSION:
        return None
    return _Record(tries, Moment(wall, boot_id, since_boot))


def _write(path: Path, record: _Record) -> bool:
    """Overwrite the file and wait until it lasts; say whether the medium took it."""
    last = record.last
    data = _FIELDS.pack(MAGIC, VERSION, record.tries, last.wall, last.boot_id, last.since_boot)
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, FILE_MODE)
        try:
            os.write(handle, data + _sum(data))
            os.ftruncate(handle, _FIELDS.size + _SUM_BYTES)
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        return False
    return True


def _sum(data: bytes) -> bytes:
    return hashlib.sha256(data[: _FIELDS.size]).digest()[:_SUM_BYTES]
