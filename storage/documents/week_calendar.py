"""Days and hours as a calendar file (RFC 5545), for one's own calendar: when, and of which kind.

The law: an entry is a neutral word and, where it belongs to a case, its number. There is no field
for a person, a place or what it is about. A UID is a keyed hash, as in ``calendar``, under a label
of its own: taking in the same week again replaces it, and never touches an invitation.
"""

import datetime as dt
import hmac
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.documents.handout import plain_line

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_PRODUCT = "-//Nivel//Nivel//EN"
_LABEL = b"nivel-week-1"
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry: a whole ``day``, else from ``starts`` to ``ends``, naive wall times in ``zone``.

    Without an end it lasts an hour.
    """

    record_id: bytes
    summary: str
    day: dt.date | None = None
    starts: dt.datetime | None = None
    ends: dt.datetime | None = None
    zone: str = "Europe/Helsinki"


def calendar_file(entries: Sequence[CalendarEntry], made: dt.datetime, key: bytes) -> bytes:
    """Return the .ics file. ``made`` is an aware moment, ``key`` (32 bytes) the vault's own.

    Raises ``Invalid``: no-such-time, no-such-zone.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", _PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    _add_zones(calendar, entries)
    for entry in entries:
        calendar.add_component(_event(entry, made, key))
    data: bytes = calendar.to_ical()
    return data


def _add_zones(calendar: "Calendar", entries: Iterable[CalendarEntry]) -> None:
    from storage.documents.calendar_zone import zone_rules

    years: dict[str, int] = {}
    for entry in entries:
        if entry.starts is not None:
            years.setdefault(entry.zone, entry.starts.year)
    for zone, year in years.items():
        calendar.add_component(zone_rules(zone, year))


def _event(entry: CalendarEntry, made: dt.datetime, key: bytes) -> "Event":
    from icalendar import Event

    event = Event()
    digest = hmac.digest(key, _LABEL + entry.record_id, "sha256")
    event.add("UID", str(uuid.UUID(bytes=digest[:16], version=4)))
    event.add("DTSTAMP", made.astimezone(dt.UTC))
    event.add("SUMMARY", plain_line(entry.summary))
    event.add("CLASS", "PRIVATE")
    _add_time(event, entry)
    return event


def _add_time(event: "Event", entry: CalendarEntry) -> None:
    from storage.documents.calendar_zone import zoned

    if entry.starts is None:
        if entry.day is not None:
            event.add("DTSTART", entry.day)
            event.add("DTEND", entry.day + _DAY)
            event.add("TRANSP", "TRANSPARENT")  # a day to remember takes no time
        return
    ends = entry.ends or entry.starts + dt.timedelta(hours=1)
    event.add("DTSTART", zoned(entry.starts, entry.zone, "starts"))
    event.add("DTEND", zoned(max(ends, entry.starts), entry.zone, "ends"))
