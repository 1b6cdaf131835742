"""An invitation as a calendar file (RFC 5545), to be sent to one invitee or to many.

The law: the file tells time and place, and nothing of the matter. It has no client, no list of
invitees, no title of the case: the neutral summary and all other words are handed in, and there is
no field for a person but one address to answer to. Its UID is a keyed hash of the meeting's id: an
update replaces the earlier invitation, and outside the vault nobody can tell which record it
belongs to. Times are wall times in their zone, with the zone's rules in the file, so a meeting at
9.30 stays at 9.30. CLASS:PRIVATE asks calendars to show others only that time is taken.
"""

import datetime as dt
import hmac
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.documents.handout import plain, plain_line
from storage.errors import Invalid

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//Nivel//Nivel//EN"
_ADDRESS = re.compile(r"[^\s<>\"@:;,]{1,64}@[^\s<>\"@:;,]{1,190}")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation says.

    ``starts`` and ``ends`` are naive wall times in ``zone``; ``made`` is an aware moment;
    ``sequence`` counts the versions from 0; ``answer_to`` is an e-mail address, or "".
    """

    meeting_id: bytes
    summary: str
    starts: dt.datetime
    ends: dt.datetime
    made: dt.datetime
    zone: str = "Europe/Helsinki"
    place: str = ""
    description: str = ""
    answer_to: str = ""
    sequence: int = 0
    is_cancelled: bool = False


def invitation_file(invitation: Invitation, key: bytes) -> bytes:
    """Return the .ics file. ``key`` (32 bytes) is the vault's own, for the UID.

    Raises ``Invalid``: end-before-start, no-such-time (in the hour that a change to summer time
    leaves out), no-such-zone, no-address.
    """
    from icalendar import Calendar

    from storage.documents.calendar_zone import zone_rules, zoned

    starts = zoned(invitation.starts, invitation.zone, "starts")
    ends = zoned(invitation.ends, invitation.zone, "ends")
    if ends <= starts:
        raise Invalid(kind="meeting", field="ends", reason="end-before-start")
    calendar = Calendar()
    calendar.add("PRODID", _PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add_component(zone_rules(invitation.zone, invitation.starts.year))
    calendar.add_component(_event(invitation, starts, ends, key))
    data: bytes = calendar.to_ical()
    return data


def invitation_uid(meeting_id: bytes, key: bytes) -> str:
    """Return the UID of a meeting's invitations: the same for each version, telling nothing."""
    digest = hmac.digest(key, b"nivel-invitation-1" + meeting_id, "sha256")
    return str(uuid.UUID(bytes=digest[:16], version=4))


def _event(invitation: Invitation, starts: dt.datetime, ends: dt.datetime, key: bytes) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("UID", invitation_uid(invitation.meeting_id, key))
    event.add("DTSTAMP", invitation.made.astimezone(dt.UTC))
    event.add("SEQUENCE", invitation.sequence)
    event.add("SUMMARY", plain_line(invitation.summary))
    event.add("DTSTART", starts)
    event.add("DTEND", ends)
    event.add("CLASS", "PRIVATE")
    event.add("STATUS", "CANCELLED" if invitation.is_cancelled else "CONFIRMED")
    for name, text in (("LOCATION", invitation.place), ("DESCRIPTION", invitation.description)):
        if text.strip():
            event.add(name, plain(text))
    if invitation.answer_to:
        if not _ADDRESS.fullmatch(invitation.answer_to):
            raise Invalid(kind="meeting", field="answer_to", reason="no-address")
        event.add("ORGANIZER", f"mailto:{invitation.answer_to}")
    return event
