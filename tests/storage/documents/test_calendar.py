"""Invitations: they say when and where, to a calendar that knows no zones too, and no more."""

import datetime as dt
import io
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone, vCalAddress

from storage.documents.calendar import Invitation, invitation_file, invitation_uid
from storage.errors import Invalid

KEY = bytes(range(32))
MEETING_ID = bytes.fromhex("00112233445566778899aabbccddeeff")
HELSINKI = ZoneInfo("Europe/Helsinki")


def wall(text: str) -> dt.datetime:
    """Return a wall time, which has no zone."""
    return dt.datetime.fromisoformat(text)


INVITATION = Invitation(
    meeting_id=MEETING_ID,
    summary="Tapaaminen",
    starts=wall("2026-11-24T09:30"),
    ends=wall("2026-11-24T11:00"),
    made=dt.datetime(2026, 11, 2, 8, 0, tzinfo=dt.UTC),
    place="Keksitty tupa, Kuopio",
    description="Tervetuloa.\nOve on auki; soita, jos ei.",
)
ALLOWED = {"PRODID", "VERSION", "METHOD", "UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DTSTART"}
ALLOWED |= {"DTEND", "CLASS", "STATUS", "LOCATION", "DESCRIPTION"}


def parsed(data: bytes) -> Calendar:
    """Read a calendar file back."""
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    return calendar


def unexpected(data: bytes) -> set[str]:
    """Return the properties of the file that have no business in an invitation."""
    calendar = parsed(data)
    return {*calendar, *(name for event in calendar.events for name in event)} - ALLOWED


def zone_of_the_file(data: bytes) -> dt.tzinfo:
    """Read the zone's rules as a calendar that knows no zones by name."""
    text = data.decode().replace("\r\n ", "")
    start, end = text.index("BEGIN:VTIMEZONE"), text.index("END:VTIMEZONE")
    found = tzical(io.StringIO(text[start:end] + "END:VTIMEZONE\r\n")).get("Europe/Helsinki")
    assert isinstance(found, dt.tzinfo)
    return found


def test_comes_back() -> None:
    """Time, place and words come back as they were handed in."""
    (event,) = parsed(invitation_file(INVITATION, KEY)).events
    assert event.start == INVITATION.starts.replace(tzinfo=HELSINKI)
    assert event.end == INVITATION.ends.replace(tzinfo=HELSINKI)
    assert (event["SUMMARY"], event["LOCATION"]) == (INVITATION.summary, INVITATION.place)
    assert event["DESCRIPTION"] == INVITATION.description
    assert INVITATION.made == event.DTSTAMP


def test_is_published_not_asked() -> None:
    """The file is an announcement: no answer is asked of anybody's mail program."""
    data = invitation_file(INVITATION, KEY)
    assert b"METHOD:PUBLISH\r\n" in data
    assert b"DTSTART;TZID=Europe/Helsinki:20261124T093000\r\n" in data
    assert b"CLASS:PRIVATE\r\n" in data


def test_names_nobody() -> None:
    """Only properties of the list stand in the file: no attendee, organiser, contact, comment."""
    assert unexpected(invitation_file(INVITATION, KEY)) == set()


def test_an_attendee_would_be_seen() -> None:
    """Negative control: the check above sees an invitee's name that got in."""
    calendar = parsed(invitation_file(INVITATION, KEY))
    calendar.events[0].add("ATTENDEE", vCalAddress("mailto:aino@keksitty.example"))
    assert unexpected(calendar.to_ical()) == {"ATTENDEE"}


def test_answer_to() -> None:
    """One address to answer to may be handed in; anything that is no address is refused."""
    data = invitation_file(replace(INVITATION, answer_to="tuki@keksitty.example"), KEY)
    assert unexpected(data) == {"ORGANIZER"}
    for wrong in ("tuki", "a@b\r\nATTENDEE:mailto:c@d", "a@b;c=d", "a b@c"):
        with pytest.raises(Invalid) as refusal:
            invitation_file(replace(INVITATION, answer_to=wrong), KEY)
        assert refusal.value.reason == "no-address"


def test_uid_is_stable_and_tells_nothing() -> None:
    """Each version has the same UID; another vault's key or meeting gives another one."""
    later = replace(INVITATION, sequence=3, summary="Uusi aika", is_cancelled=True)
    events = [parsed(invitation_file(one, KEY)).events[0] for one in (INVITATION, later)]
    assert events[0]["UID"] == events[1]["UID"]
    assert (events[1]["SEQUENCE"], events[1]["STATUS"]) == (3, "CANCELLED")
    uids = {invitation_uid(MEETING_ID, KEY), invitation_uid(MEETING_ID, bytes(32))}
    uids.add(invitation_uid(bytes(16), KEY))
    assert len(uids) == 3
    assert MEETING_ID.hex() not in "".join(uids).replace("-", "")


@settings(deadline=None, max_examples=80)
@given(st.datetimes(wall("2025-01-01T00:00"), wall("2037-12-30T00:00")))
def test_zone_rules_give_the_same_moment(any_time: dt.datetime) -> None:
    """A calendar that knows no zones reads the moment that one that knows them reads."""
    starts = any_time.replace(second=0, microsecond=0)
    if starts.hour == 3:
        return
    data = invitation_file(
        replace(INVITATION, starts=starts, ends=starts + dt.timedelta(days=1)), KEY
    )
    known = starts.replace(tzinfo=HELSINKI).astimezone(dt.UTC)
    assert starts.replace(tzinfo=zone_of_the_file(data)).astimezone(dt.UTC) == known


@pytest.mark.parametrize("hour", [2, 4, 5])
@pytest.mark.parametrize("day", [wall("2027-03-28T00:00"), wall("2027-10-31T00:00")])
def test_around_the_change_of_clocks(day: dt.datetime, hour: int) -> None:
    """In the nights of the change each hour that exists once is read right."""
    starts = day.replace(hour=hour, minute=30)
    data = invitation_file(replace(INVITATION, starts=starts, ends=day.replace(hour=12)), KEY)
    read = starts.replace(tzinfo=zone_of_the_file(data)).astimezone(dt.UTC)
    assert read == starts.replace(tzinfo=HELSINKI).astimezone(dt.UTC)


def false_changes(rules: bytes) -> list[dt.datetime]:
    """Return the changes that the rules tell and the zone does not know, in UTC."""
    told = []
    for rule in rules.decode().replace("\r\n ", "").split("BEGIN:")[2:]:
        start, before, after = (
            re.findall(f"{name}:(\\S+)", rule)[0]
            for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
        )
        if before != after:
            moment = dt.datetime.strptime(f"{start}{before}", "%Y%m%dT%H%M%S%z")
            told.append(moment.astimezone(dt.UTC))
    second = dt.timedelta(seconds=1)
    return [
        moment
        for moment in told
        if moment.astimezone(HELSINKI).dst() == (moment - second).astimezone(HELSINKI).dst()
    ]


def test_changes_are_at_the_right_moment() -> None:
    """Each change that the rules tell is one of the zone, to the second."""
    data = invitation_file(INVITATION, KEY)
    zone = data[data.index(b"BEGIN:VTIMEZONE") : data.index(b"BEGIN:VEVENT")]
    assert zone.count(b"BEGIN:DAYLIGHT") == 3
    assert false_changes(zone) == []


def test_the_library_would_be_an_hour_late() -> None:
    """Negative control: the library's own rules fail the check above (then ours can go)."""
    rules = Timezone.from_tzid("Europe/Helsinki", first_date=dt.date(2027, 1, 1))
    assert false_changes(rules.to_ical()) != []


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (replace(INVITATION, ends=INVITATION.starts), "end-before-start"),
        (replace(INVITATION, starts=wall("2026-03-29T03:30")), "no-such-time"),
        (replace(INVITATION, starts=wall("0001-01-01T00:00")), "no-such-time"),
        (replace(INVITATION, ends=wall("9999-12-31T23:59")), "no-such-time"),
        (replace(INVITATION, zone="Nowhere/Nothing"), "no-such-zone"),
        (replace(INVITATION, zone="../../etc/passwd"), "no-such-zone"),
    ],
)
def test_refusals(wrong: Invitation, reason: str) -> None:
    """A time that is none, or a zone that is none, is refused."""
    with pytest.raises(Invalid) as refusal:
        invitation_file(wrong, KEY)
    assert refusal.value.reason == reason


def test_over_the_night_of_the_change() -> None:
    """A meeting over the change keeps its wall times, and an hour that comes twice is the first."""
    wrong = replace(INVITATION, starts=wall("2026-10-25T03:30"), ends=wall("2026-10-25T09:00"))
    (event,) = parsed(invitation_file(wrong, KEY)).events
    moments = [event.start, event.end]
    starts, ends = (one.astimezone(dt.UTC) for one in moments if isinstance(one, dt.datetime))
    assert ends - starts == dt.timedelta(hours=6.5)


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_words(summary: str, place: str) -> None:
    """No text in a field adds a line, a property or an event to the file."""
    data = invitation_file(replace(INVITATION, summary=summary, place=place), KEY)
    assert unexpected(data) == set()
    assert len(parsed(data).events) == 1
