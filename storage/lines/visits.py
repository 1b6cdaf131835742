"""What a visit shows: the client's side, which holds no name and no number, and the worker's."""

import datetime as dt
from dataclasses import dataclass

from storage.lines.meetings import MeetingLine


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that was agreed or is to be done, and by when."""

    text: str
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ShownVisit:
    """What the client is shown: nothing else is handed to the screen that is turned to them.

    ``agreed``: today; ``before``: last time; ``starts`` and ``place``: the next meeting.
    """

    agenda: tuple[str, ...] = ()
    agreed: tuple[Thing, ...] = ()
    before: tuple[Thing, ...] = ()
    questions: tuple[str, ...] = ()
    steps: tuple[Thing, ...] = ()
    starts: dt.datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class VisitPerson:
    """Somebody of the client's network, or who was asked to a meeting of theirs."""

    id: bytes
    name: str
    is_client: bool = False


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """The worker's side: whose visit it is, the meeting it belongs to, and what is shown of it.

    ``draft``: the half line that was being typed when the screen was locked.
    """

    case_id: bytes
    label: str
    client: str
    client_id: bytes
    meeting: MeetingLine | None
    people: tuple[VisitPerson, ...]
    shown: ShownVisit
    draft: str = ""


@dataclass(frozen=True, slots=True)
class LateAgreement:
    """Something that was agreed: who does it, by when."""

    text: str
    doer_id: bytes | None = None
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class LateVisit:
    """A meeting that is written down afterwards. ``starts`` and ``ends`` are wall times."""

    starts: dt.datetime
    ends: dt.datetime | None = None
    kind: str = "prison-visit"
    place: str = ""
    language: str = "fi"
    present: tuple[bytes, ...] = ()
    agreed: tuple[LateAgreement, ...] = ()
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenLate:
    """What a late entry became; ``beside``: a meeting of that day was kept live as well."""

    meeting_id: bytes
    beside: bool
