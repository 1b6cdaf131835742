"""What lists of meetings and the one open meeting show."""

import datetime as dt
from dataclasses import dataclass

from storage.lines.names import initials


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in a list. ``starts`` and ``ends`` are wall times in ``zone``."""

    id: bytes
    case_id: bytes
    case_label: str
    client: str
    kind: str
    title: str
    starts: dt.datetime | None
    ends: dt.datetime | None
    zone: str
    place: str
    state: str

    @property
    def initials(self) -> str:
        """The client's masked name."""
        return initials(self.client)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One agenda item. ``spent`` in seconds, without the stretch now running."""

    id: bytes
    position: int
    title: str
    minutes: int
    owner_id: bytes | None
    owner: str
    from_client: bool
    started_at: dt.datetime | None
    spent: int
    closed: bool


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """One participant."""

    id: bytes
    person_id: bytes
    name: str
    organisation: str
    title: str
    is_client: bool
    role: str
    invitation: str
    presence: str
    note: str
    sector: str = ""

    @property
    def initials(self) -> str:
        """The masked name."""
        return initials(self.name)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the minutes."""

    id: bytes
    item_id: bytes | None
    kind: str
    tier: str
    speaker_id: bytes | None
    speaker: str
    verbatim: bool
    text: str
    at: dt.datetime | None
    written_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement; ``action_id`` is the action item born from it, if any."""

    id: bytes
    item_id: bytes | None
    tier: str
    text: str
    doer_id: bytes | None
    doer: str
    due: dt.date | None
    at: dt.datetime | None
    read_back: bool
    action_id: bytes | None
    action_state: str


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """One meeting, whole: the agenda by position (the client's own items first), who, what."""

    meeting: MeetingLine
    language: str
    started_at: dt.datetime | None
    ended_at: dt.datetime | None
    read_back_at: dt.datetime | None
    agenda: tuple[AgendaLine, ...]
    attendance: tuple[AttendanceLine, ...]
    entries: tuple[EntryLine, ...]
    agreements: tuple[AgreementLine, ...]
