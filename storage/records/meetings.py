"""Meetings: when, where, the agenda, and who is there. What was said stands in ``minutes``.

The law: a meeting to come is wall time with its zone; what has happened is UTC. The client's own
agenda items come first. Presence and invitation are two things.
"""

import datetime as dt
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.records.columns import WallTime, choice, moment, reference, wall_time
from storage.records.kind import Kind

HOME_ZONE = "Europe/Helsinki"


class MeetingKind(StrEnum):
    """Kinds of meeting (domain.md, "Meetings")."""

    NETWORK = "network"
    ANTICIPATION = "anticipation"
    FAMILY = "family"
    PAIR = "pair"
    PRISON_VISIT = "prison-visit"
    RELEASE_DAY = "release-day"
    FOLLOW_UP = "follow-up"
    OTHER = "other"


class MeetingState(StrEnum):
    """Planned, going on, held, or called off."""

    PLANNED = "planned"
    LIVE = "live"
    HELD = "held"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """What a participant does in the meeting."""

    PARTICIPANT = "participant"
    CHAIR = "chair"
    NOTE_TAKER = "note-taker"
    INTERPRETER = "interpreter"


class Invitation(StrEnum):
    """How far the invitation has come."""

    NOT_YET = "not-yet"
    INVITED = "invited"
    COMING = "coming"
    NOT_COMING = "not-coming"


class Presence(StrEnum):
    """Whether the participant was there."""

    UNKNOWN = "unknown"
    PRESENT = "present"
    REMOTE = "remote"
    ABSENT = "absent"


class Meeting(SQLModel, table=True):
    """One meeting about one case."""

    __tablename__ = "meeting"

    id: bytes = Field(primary_key=True)
    case_id: bytes | None = reference()
    kind: str = choice(MeetingKind.NETWORK)
    title: str = ""
    starts: dt.datetime | None = Field(default=None, sa_type=WallTime, index=True)
    ends: dt.datetime | None = wall_time()
    zone: str = HOME_ZONE
    place: str = ""
    state: str = choice(MeetingState.PLANNED)
    started_at: dt.datetime | None = moment()
    ended_at: dt.datetime | None = moment()
    language: str = "fi"
    read_back_at: dt.datetime | None = moment()


class AgendaItem(SQLModel, table=True):
    """One item. ``minutes`` is the plan, ``spent`` the seconds used, ``from_client`` its origin."""

    __tablename__ = "agenda_item"

    id: bytes = Field(primary_key=True)
    meeting_id: bytes | None = reference()
    case_id: bytes | None = None
    from_client: bool = False
    position: int = 0
    title: str = ""
    minutes: int = 5
    owner_id: bytes | None = None
    started_at: dt.datetime | None = moment()
    spent: int = 0
    closed: bool = False


class Attendance(SQLModel, table=True):
    """One person's part in one meeting; the id is derived from both."""

    __tablename__ = "attendance"

    id: bytes = Field(primary_key=True)
    meeting_id: bytes | None = reference()
    case_id: bytes | None = None
    person_id: bytes | None = reference()
    role: str = choice(Role.PARTICIPANT)
    invitation: str = choice(Invitation.NOT_YET)
    presence: str = choice(Presence.UNKNOWN)
    note: str = ""


def _check_meeting(meeting: Meeting) -> str | None:
    if meeting.starts and meeting.ends and meeting.ends <= meeting.starts:
        return "end-before-start"
    if meeting.started_at and meeting.ended_at and meeting.ended_at < meeting.started_at:
        return "end-before-start"
    return None


def _check_item(item: AgendaItem) -> str | None:
    if not item.title:
        return "title-missing"
    return None if 0 <= item.minutes <= 24 * 60 else "minutes-out-of-range"


MEETING = Kind(
    name="meeting",
    table=Meeting,
    groups={
        "origin": ("case_id",),
        "kind": ("kind", "title"),
        "time": ("starts", "ends", "zone"),
        "place": ("place",),
        "state": ("state", "started_at", "ended_at"),
        "language": ("language",),
        "read_back": ("read_back_at",),
    },
    scope=lambda meeting: meeting.case_id,
    section=lambda _meeting: "meetings",
    check=_check_meeting,
)

AGENDA_ITEM = Kind(
    name="agenda-item",
    table=AgendaItem,
    groups={
        "origin": ("meeting_id", "case_id", "from_client"),
        "title": ("title",),
        "minutes": ("minutes",),
        "owner": ("owner_id",),
        "position": ("position",),
        "clock": ("started_at", "spent", "closed"),
    },
    scope=lambda item: item.case_id,
    section=lambda _item: "meetings",
    check=_check_item,
)

ATTENDANCE = Kind(
    name="attendance",
    table=Attendance,
    groups={
        "origin": ("meeting_id", "case_id", "person_id"),
        "role": ("role",),
        "invitation": ("invitation",),
        "presence": ("presence", "note"),
    },
    scope=lambda attendance: attendance.case_id,
    section=lambda _attendance: "meetings",
)
