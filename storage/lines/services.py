"""What the lists of services and practice cards show."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service. ``county``: its letters, none for the whole country; ``areas``: life areas.

    ``is_stale``: nobody has checked it, or not for a year.
    """

    id: bytes
    name: str
    kind: str
    organisation_id: bytes | None
    organisation: str
    sector: str
    county: str
    municipality: str
    areas: tuple[str, ...]
    eligibility: str
    hours: str
    channel: str
    channel_note: str
    phone: str
    email: str
    address: str
    low_threshold: bool
    anchoring: bool
    checked_on: dt.date | None
    checked_by: str
    is_stale: bool


@dataclass(frozen=True, slots=True)
class SeedLine:
    """One row that the package offers to the directory; ``record`` is its kind."""

    key: str
    record: str
    name: str
    county: str
    areas: tuple[str, ...]
    is_here: bool


@dataclass(frozen=True, slots=True)
class PracticeCardLine:
    """One practice card; ``whose``: the organisation or the service it is about."""

    id: bytes
    about: str
    name: str
    county: str
    whose: str
    words: str
    contact: str
    checked_on: dt.date | None
    checked_by: str
    is_stale: bool
