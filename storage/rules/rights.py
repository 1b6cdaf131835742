"""Who may write where, and who may have what. Pure: facts in, an answer out.

The law: what came from a device counts only where it has the right to write: one's own devices
everywhere; devices of one's own office in the office's directory; in a case that is held here, who
has a live share of that section, and in its log; in a case that was shared with us, the giver and
the writers he named. A share that is over gives no right any more; one that ran out still covers
what was written while it ran, and a travel pack until it is back. Everything else is set aside and
named. Nothing is sent anywhere that is not a place in ``places``.

A batch that stands where it may can still speak of what lies elsewhere. So each kind of record has
its sections, a record's home is its batch's scope, and an id lives in one place.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.records.kind import Kind

Place = tuple[bytes, str]  # scope and section

CONTENT = frozenset(
    {"summary", "network", "needs", "meetings", "actions", "follow-ups", "notes", "own"}
)
"""The sections of a case that can be shared one by one."""
OWN = "own"  # one's own organisation's only: never leaves the office
LOG, SHARING, DIRECTORY = "log", "sharing", "directory"
GRACE = dt.timedelta(days=1)  # clocks differ, and the day ends at midnight somewhere

KIND_SECTIONS: dict[str, frozenset[str]] = {
    "organisation": frozenset({DIRECTORY}),
    "service": frozenset({DIRECTORY}),
    "practice-card": frozenset({DIRECTORY}),
    "person": frozenset({DIRECTORY, "summary", "network"}),
    "case": frozenset({"summary"}),
    "release-date": frozenset({"summary"}),
    "tie": frozenset({"network"}),
    "need": frozenset({"needs"}),
    "handover": frozenset({"network"}),
    "meeting": frozenset({"meetings"}),
    "agenda-item": frozenset({"meetings"}),
    "attendance": frozenset({"meetings"}),
    "entry": frozenset({"meetings", OWN}),
    "agreement": frozenset({"meetings", OWN}),
    "action": frozenset({"actions"}),
    "comment": frozenset({"actions"}),
    "contact-attempt": frozenset({"follow-ups"}),
    "follow-up": frozenset({"follow-ups"}),
    "follow-up-template": frozenset({DIRECTORY}),
    "lost-contact-step": frozenset({"follow-ups"}),
    "door-card": frozenset({"follow-ups"}),
    "note": frozenset({"notes"}),
    "thread": frozenset({"messages"}),
    "message": frozenset({"messages"}),
    "correspondent": frozenset({"correspondents"}),
    "contact-card": frozenset({"correspondents"}),
    "device-revocation": frozenset({"correspondents"}),
    "grant": frozenset({"grants"}),
    "basis": frozenset({SHARING}),
    "basis-end": frozenset({SHARING}),
    "bar": frozenset({SHARING}),
    "protection": frozenset({SHARING}),
    "share": frozenset({SHARING}),
    "disclosure": frozenset({LOG}),
    "log-line": frozenset({LOG}),
}
_HOMES = ("case_id", "mailbox_id")


@dataclass(frozen=True, slots=True)
class Lent:
    """A share given of a case: to whose devices, which sections, until which day (inclusive).

    ``is_travel``: a travel pack; ``is_ours``: one that somebody of our own office took along.
    """

    devices: frozenset[bytes]
    sections: frozenset[str]
    ends: dt.date | None = None
    is_over: bool = False
    is_travel: bool = False
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Granted:
    """A share received: the giver's devices, the others that write there, which sections."""

    devices: frozenset[bytes]
    writers: frozenset[bytes]
    sections: frozenset[str]
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Rights:
    """What a vault knows about who may do what. ``lent`` and ``granted`` go by case."""

    office_id: bytes
    mailbox_id: bytes
    own: frozenset[bytes]
    colleagues: frozenset[bytes] = frozenset()
    lent: Mapping[bytes, tuple[Lent, ...]] = field(default_factory=dict)
    granted: Mapping[bytes, tuple[Granted, ...]] = field(default_factory=dict)


def may_write(rights: Rights, device: bytes, place: Place, day: dt.date) -> bool:
    """Say whether what ``device`` wrote at ``place`` on ``day`` (by its own clock) counts here."""
    scope, section = place
    if device in rights.own:
        return True
    if scope == rights.mailbox_id:
        return False
    if scope == rights.office_id:
        return _in_the_office(rights, device, section)
    lent, granted = rights.lent.get(scope, ()), rights.granted.get(scope, ())
    return any(_lent_to(one, device, section, day) for one in lent) or any(
        device in one.devices | one.writers and section in one.sections for one in granted
    )


def may_carry(rights: Rights, carrier: bytes, place: Place) -> bool:
    """Say whether what others wrote at ``place`` counts because ``carrier`` has judged it already.

    One's own devices for everything, colleagues for the directory, a giver for what he gave.
    """
    scope, section = place
    if carrier in rights.own:
        return True
    if scope == rights.office_id:
        return section == DIRECTORY and carrier in rights.colleagues
    granted = rights.granted.get(scope, ())
    return any(carrier in one.devices and section in one.sections for one in granted)


def places(rights: Rights, device: bytes, today: dt.date) -> frozenset[Place] | None:
    """Return what may go to ``device``; None: everything, for it is one's own.

    Of a case that was shared with us, the log goes back to the giver: one's own streams of it.
    """
    if device in rights.own:
        return None
    found: set[Place] = set()
    if device in rights.colleagues:
        found.add((rights.office_id, DIRECTORY))
    for case, shares in rights.lent.items():
        for lent in shares:
            if device in lent.devices and is_live(lent, today):
                found |= {(case, section) for section in lent.sections}
    for case, grants in rights.granted.items():
        for one in grants:
            if device in one.devices and not one.is_over:
                found |= {(case, section) for section in one.sections | {LOG}}
    return frozenset(found)


def is_live(lent: Lent, today: dt.date) -> bool:
    """Say whether a share still sends."""
    return not lent.is_over and (lent.ends is None or today <= lent.ends)


def sections_allowed(kind: str) -> frozenset[str] | None:
    """Return where a kind of record may stand; None for one that a newer build added."""
    return KIND_SECTIONS.get(kind)


def home_group(kind: Kind) -> str | None:
    """Return the field group that says where a record belongs, or None where its id says it."""
    return next((name for name, fields in kind.groups.items() if set(_HOMES) & set(fields)), None)


def is_at_home(
    kind: Kind, record: bytes, value: Mapping[str, Any], scope: bytes, office_id: bytes
) -> bool:
    """Say whether a record with this value of its home group belongs to ``scope``."""
    group = home_group(kind)
    if group is None:
        return scope == (record if kind.name == "case" else office_id)
    home = next(name for name in kind.groups[group] if name in _HOMES)
    told = value.get(home)
    return bool(told == scope) or (told is None and scope == office_id)


def _in_the_office(rights: Rights, device: bytes, section: str) -> bool:
    if section == DIRECTORY and device in rights.colleagues:
        return True
    packs = (lent for shares in rights.lent.values() for lent in shares if lent.is_ours)
    away = any(device in lent.devices and not lent.is_over for lent in packs)
    return away and section in {DIRECTORY, LOG}


def _lent_to(lent: Lent, device: bytes, section: str, day: dt.date) -> bool:
    if device not in lent.devices or lent.is_over:
        return False
    in_time = lent.is_travel or lent.ends is None or day <= lent.ends + GRACE
    return in_time and (section in lent.sections or section == LOG)
