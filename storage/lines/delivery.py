"""What delivery and shares show: what came and went, what was held back, what is kept apart."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Something did not go out. ``case_label`` is empty where it is about the person.

    ``reason``: no-basis, barred; key-change, unknown, expired, key-old, revoked, no-device.
    """

    name: str
    case_label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Came:
    """One parcel that was read in. ``what``: (kind, count); ``at`` is when it was packed."""

    file: str
    name: str
    mark: str
    at: dt.datetime
    what: tuple[tuple[str, int], ...]
    new: int = 0
    doubled: int = 0
    set_aside: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Went:
    """One parcel that was written, for whom, with what; ``what``: (kind, count)."""

    file: str
    names: tuple[str, ...]
    what: tuple[tuple[str, int], ...]
    size: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was not read in, and why.

    ``reason``: again, not-for-us, unknown-sender, signature, recipients, large, newer, broken,
    sync-copy, unfinished, held-here, own, card, changes, and ``foreign`` for what is none of ours.
    ``is_damaged``: it was sealed to this device, and does not open whole.
    """

    file: str
    reason: str
    name: str = ""
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a person must know. ``kind``: fork, own-fork, rolled-back, copied, set-aside, late.

    ``name`` is the device's mark and person; ``count`` how many batches, or days.
    """

    kind: str
    name: str
    count: int = 0
    reason: str = ""
    case_label: str = ""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What came of one exchange. ``is_safe``: all that was written was read back whole."""

    came: tuple[Came, ...] = ()
    went: tuple[Went, ...] = ()
    unread: tuple[Unread, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    conflicts: int = 0
    gaps: int = 0
    there_already: int = 0
    removed: int = 0
    foreign: int = 0
    unlooked: int = 0
    is_safe: bool = False
    not_written: str = ""


@dataclass(frozen=True, slots=True)
class FolderLine:
    """A folder as it is now. ``free`` and ``total`` in bytes, 0 when the medium does not say."""

    path: str
    free: int
    total: int
    takes_writing: bool
    came: tuple[Came, ...]
    unread: tuple[Unread, ...]
    own: int
    foreign: int


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Something waits to go out: how many of a kind, of which cases, for how many people."""

    kind: str
    count: int
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits. ``late``: whole days since the oldest parcel nobody acknowledged, 0 below 14.

    ``answers``: acknowledgements that go along with the next exchange.
    """

    lines: tuple[WaitingLine, ...]
    late: int
    last: dt.datetime | None
    answers: int = 0

    @property
    def count(self) -> int:
        """All of it together."""
        return sum(line.count for line in self.lines)


@dataclass(frozen=True, slots=True)
class PassageLine:
    """One line of the history.

    ``way``: in, out, refused (a file that came), held (it was not let out), withdrawn. ``state``:
    written, received, and ``alone`` of a parcel that only acknowledges: nobody answers that.
    """

    at: dt.datetime
    way: str
    folder: str
    file: str
    name: str
    what: tuple[tuple[str, int], ...]
    size: int
    state: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SentSection:
    """What of one section was ever written for somebody.

    ``has``: they told that they have it; ``records``: how many records it speaks of.
    """

    section: str
    first: dt.datetime
    last: dt.datetime
    batches: int
    has: bool
    records: int = 0


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One share given. ``state``: live, expired, withdrawn, returned, lost, held-back.

    ``held``: why nothing is sent now: no-basis, barred, unknown, key-change, expired.
    """

    id: bytes
    case_id: bytes
    case_label: str
    kind: str
    name: str
    organisation: str
    sections: tuple[str, ...]
    purpose: str
    given_at: dt.datetime | None
    given_by: str
    ends: dt.date | None
    ended_at: dt.datetime | None
    state: str
    sent: tuple[SentSection, ...]
    held: str = ""


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One share received. ``state``: live, expired, withdrawn."""

    share_id: bytes
    case_id: bytes
    label: str
    kind: str
    giver_id: bytes
    giver: str
    sections: tuple[str, ...]
    purpose: str
    given_at: dt.datetime | None
    ends: dt.date | None
    state: str
    has_case: bool
