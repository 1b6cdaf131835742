"""What the casebook says about itself: who it belongs to, what changed, what can be undone."""

import datetime as dt
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose vault this is, and which device. ``person_id`` stays when the device changes."""

    person: str
    person_id: bytes
    device_id: bytes
    mark: str
    office_id: bytes


@dataclass(frozen=True, slots=True)
class Changed:
    """One change that has been written: its name, the kinds and the scopes it touched.

    ``is_beside``: an edit now stands beside a value from elsewhere that its author had not seen.
    """

    what: str
    kinds: frozenset[str]
    scopes: frozenset[bytes]
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Undoable:
    """A change that can be undone (or redone) for ``seconds_left``; ``what`` is its stable name."""

    what: str
    seconds_left: float


@dataclass(frozen=True, slots=True)
class VaultLine:
    """A vault as the lock screen lists it. ``told``: the passphrase, of a made-up vault alone."""

    path: str
    person: str
    last_used: dt.datetime | None
    is_damaged: bool
    told: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A text that was being typed. ``place`` is the screen's key for the field.

    ``over``: the digest of what stood in the field before it, None where that is not known.
    """

    place: str
    text: str
    at: dt.datetime
    over: bytes | None = None


def text_digest(text: str) -> bytes:
    """Return 16 bytes by which a text is known again."""
    return hashlib.sha256(text.encode()).digest()[:16]
