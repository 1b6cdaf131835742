"""What the lists of a case's sharing show: bases, bars, protections, receivers, disclosures."""

import datetime as dt
from dataclasses import dataclass

from storage.lines.names import initials


@dataclass(frozen=True, slots=True)
class BasisLine:
    """One basis. ``state``: live, draft, withdrawn, ended, expired, not-yet.

    ``recipient`` is the person's, organisation's or written name; "": the sector as a whole.
    """

    id: bytes
    case_id: bytes
    case_label: str
    kind: str
    recipient: str
    person_id: bytes | None
    sector: str
    sections: tuple[str, ...]
    areas: tuple[str, ...]
    purpose: str
    paragraph: str
    starts: dt.date | None
    ends: dt.date | None
    how: str
    given_on: dt.date | None
    withdrawn_at: dt.datetime | None
    state: str

    @property
    def masked(self) -> str:
        """The recipient; a person's initials."""
        return initials(self.recipient) if self.person_id else self.recipient


@dataclass(frozen=True, slots=True)
class BarLine:
    """One bar on disclosure. ``state``: live, withdrawn, expired, not-yet."""

    id: bytes
    by: str
    target: str
    recipient: str
    person_id: bytes | None
    sector: str
    sections: tuple[str, ...]
    areas: tuple[str, ...]
    starts: dt.date | None
    ends: dt.date | None
    how: str
    given_on: dt.date | None
    withdrawn_at: dt.datetime | None
    state: str

    @property
    def masked(self) -> str:
        """Whom it is against; a person's initials."""
        return initials(self.recipient) if self.person_id else self.recipient


@dataclass(frozen=True, slots=True)
class ProtectionLine:
    """One protected person. ``state``: live, lifted, expired, not-yet."""

    id: bytes
    kind: str
    person_id: bytes
    name: str
    against: str
    note: str
    starts: dt.date | None
    ends: dt.date | None
    state: str


@dataclass(frozen=True, slots=True)
class SharingLines:
    """The sharing of one case, whole."""

    bases: tuple[BasisLine, ...]
    bars: tuple[BarLine, ...]
    protections: tuple[ProtectionLine, ...]


@dataclass(frozen=True, slots=True)
class ReceiverLine:
    """One who may be given something.

    ``key``: client, own-office, person:HEX, organisation:HEX, correspondent:HEX.
    """

    key: str
    name: str
    sector: str
    organisation: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class GivenTo:
    """Who gets something, as a person chose it, and why.

    ``key``: a ``ReceiverLine.key``, ``invited`` for a neutral invitation, or "" for ``name`` in
    words, of ``sector``. ``areas``: the life areas it is about. ``override``: the reason for giving
    it without a basis.
    """

    key: str = ""
    name: str = ""
    sector: str = "other"
    purpose: str = ""
    areas: tuple[str, ...] = ()
    override: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One line of the disclosure log. ``case_label`` is "" for the whole casebook."""

    id: bytes
    case_id: bytes | None
    case_label: str
    at: dt.datetime
    person: str
    way: str
    what: str
    kind: str
    record_id: bytes | None
    sections: tuple[str, ...]
    areas: tuple[str, ...]
    receiver: str
    receiver_id: bytes | None
    organisation: str
    sector: str
    purpose: str
    ground: str
    basis_id: bytes | None
    override: str
