"""The rules of a time zone for a calendar file: when its offset changes around one year.

The law: a calendar that knows no zone by name reads the same moment as one that does. RFC 5545
gives each change's start in the local time *before* it; icalendar 7.3's own ``from_tzid`` gives the
change to summer time an hour late (04.00 for 03.00), so the changes are found here.
"""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.errors import Invalid

if TYPE_CHECKING:
    from icalendar import Timezone

_YEARS = range(1970, 2200)
_HOUR = dt.timedelta(hours=1)


def zoned(wall: dt.datetime, zone: str, field: str) -> dt.datetime:
    """Return the naive ``wall`` in ``zone``; the earlier one of an hour that comes twice.

    Raises ``Invalid`` for ``field``: no-such-zone; no-such-time, also outside 1970 to 2199.
    """
    moment = wall.replace(tzinfo=_zone(zone), fold=0)
    is_told = wall.year in _YEARS
    if (
        not is_told
        or moment.astimezone(dt.UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != wall
    ):
        raise Invalid(kind="meeting", field=field, reason="no-such-time")
    return moment


def zone_rules(zone: str, year: int) -> "Timezone":
    """Return the VTIMEZONE of ``zone`` from the start of the year before to the end of the next."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    info = _zone(zone)
    first = dt.datetime(year - 1, 1, 1, tzinfo=dt.UTC)
    rules = Timezone()
    rules.add("TZID", zone)
    before = _offset(first, info)
    for moment in (first, *_changes(info, first, dt.datetime(year + 2, 1, 1, tzinfo=dt.UTC))):
        local = moment.astimezone(info)
        rule = TimezoneDaylight() if local.dst() else TimezoneStandard()
        rule.add("DTSTART", (moment + before).replace(tzinfo=None))
        rule.add("TZOFFSETFROM", before)
        rule.add("TZOFFSETTO", _offset(moment, info))
        rule.add("TZNAME", local.tzname() or zone)
        rules.add_component(rule)
        before = _offset(moment, info)
    return rules


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(kind="meeting", field="zone", reason="no-such-zone") from None


def _offset(moment: dt.datetime, info: ZoneInfo) -> dt.timedelta:
    return moment.astimezone(info).utcoffset() or dt.timedelta()


def _changes(info: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """Yield the hours at which the offset changes; every rule in force changes at a whole hour."""
    day = first
    while day < last:
        following = day + dt.timedelta(days=1)
        if _offset(day, info) != _offset(following, info):
            hours = (day + number * _HOUR for number in range(1, 25))
            yield next(hour for hour in hours if _offset(hour, info) == _offset(following, info))
        day = following
