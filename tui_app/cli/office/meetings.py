"""The made-up meetings of one case: one held with minutes and agreements, one to come.

The law: the same rules as for a real one: the client takes part, own items come first, an agreement
with a doer bears an action item with the derived id, the tiers stand beside what was said.
"""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel

from storage.records.actions import Action
from storage.records.identity import derive_id
from storage.records.meetings import HOME_ZONE, AgendaItem, Attendance, Meeting
from storage.records.minutes import Agreement, Entry
from tui_app.cli.office import words
from tui_app.cli.office.cases import MadeCase
from tui_app.cli.office.directory import Plan
from tui_app.i18n.catalogue import _

# case number -> days from today, hour, minute of the meeting to come: Today has some
TO_COME = {
    0: (0, 9, 30),
    1: (0, 13, 15),
    3: (0, 11, 0),
    2: (1, 10, 0),
    4: (1, 14, 0),
    9: (2, 9, 0),
    5: (6, 12, 30),
}
ROLES = ("participant", "chair", "note-taker")
PRESENCES = ("present", "present", "present", "remote", "absent")
HELD = {0: -14, 1: -21, 2: -7, 3: -20, 4: -1, 6: -40, 10: -60}


def meetings(plan: Plan, made: MadeCase) -> Iterator[SQLModel]:
    """Yield the meetings of the case with all that belongs to them."""
    if made.number in HELD or (made.number > 11 and made.is_rich):  # noqa: PLR2004 — after the dozen
        days = HELD.get(made.number, -made.throw.randint(2, 120))
        yield from _held(plan, made, days)
    coming = TO_COME.get(made.number)
    if coming is None and made.number > 11 and made.number % 5 == 0:  # noqa: PLR2004 — one in five
        coming = (made.throw.randint(2, 60), made.throw.choice((9, 10, 13, 14)), 0)
    if coming is not None:
        days, hour, minute = coming
        yield from _planned(plan, made, _wall(plan, days, hour, minute))


def _wall(plan: Plan, days: int, hour: int, minute: int) -> dt.datetime:
    return dt.datetime.combine(plan.today + dt.timedelta(days=days), dt.time(hour, minute))


def _planned(plan: Plan, made: MadeCase, starts: dt.datetime) -> Iterator[SQLModel]:
    meeting = _meeting(plan, made, "coming", starts)
    yield meeting
    yield from _agenda(made, meeting, is_held=False)
    for place, person in enumerate(_people(plan, made)):
        attendance = _attendance(meeting, person)
        attendance.role = "chair" if place == 1 else "participant"
        attendance.invitation = ("coming", "coming", "invited", "not-yet")[place % 4]
        yield attendance


def _held(plan: Plan, made: MadeCase, days: int) -> Iterator[SQLModel]:
    starts = _wall(plan, days, 10, 0)
    began = starts.replace(tzinfo=ZoneInfo(HOME_ZONE)).astimezone(dt.UTC)
    meeting = _meeting(plan, made, "held", starts)
    meeting.state = "held"
    meeting.started_at, meeting.ended_at = began, began + dt.timedelta(minutes=52)
    meeting.read_back_at = None if made.number == 4 else began + dt.timedelta(minutes=50)  # noqa: PLR2004 — one is left to read back
    yield meeting
    agenda = list(_agenda(made, meeting, is_held=True))
    yield from agenda
    people = _people(plan, made)
    for place, person in enumerate(people):
        attendance = _attendance(meeting, person)
        attendance.role = ROLES[place] if place < len(ROLES) else "participant"
        attendance.invitation = "coming"
        attendance.presence = PRESENCES[place % len(PRESENCES)]
        yield attendance
    yield from _minutes(plan, made, meeting, agenda, people)


def _minutes(
    plan: Plan, made: MadeCase, meeting: Meeting, agenda: list[AgendaItem], people: list[bytes]
) -> Iterator[SQLModel]:
    """Yield the entries, then the agreements, each with its action item."""
    yield from _entries(made, meeting, agenda, people[1])
    doers = (made.client_id, people[1], people[2], people[1])
    for place, (text, doer) in enumerate(zip(words.AGREEMENTS, doers, strict=True)):
        agreement = _agreement(made, meeting, agenda[-2].id, place)
        agreement.text, agreement.doer_id = _(text), doer
        yield agreement
        yield _action_of(plan, made, agreement)


def _entries(
    made: MadeCase, meeting: Meeting, agenda: list[AgendaItem], chair: bytes
) -> Iterator[Entry]:
    for place, (kind, tier, by_client, verbatim, text) in enumerate(words.ENTRIES):
        at = _said_at(meeting, 6 + 7 * place)
        yield Entry(
            id=made.id_of("entry", str(place)),
            meeting_id=meeting.id,
            case_id=made.id,
            kind=kind,
            at=at,
            written_at=at,
            item_id=agenda[place % len(agenda)].id,
            tier=tier,
            speaker_id=made.client_id if by_client else chair,
            verbatim=verbatim,
            text=_(text),
        )


def _agreement(made: MadeCase, meeting: Meeting, item_id: bytes, place: int) -> Agreement:
    held_on = meeting.starts.date() if meeting.starts else None
    return Agreement(
        id=made.id_of("agreement", str(place)),
        meeting_id=meeting.id,
        case_id=made.id,
        at=_said_at(meeting, 40 + place),
        item_id=item_id,
        due=held_on + dt.timedelta(days=10 + 8 * place) if held_on else None,
        read_back=meeting.read_back_at is not None,
    )


def _action_of(plan: Plan, made: MadeCase, agreement: Agreement) -> Action:
    due = agreement.due
    is_done = due is not None and due < plan.today - dt.timedelta(days=made.number % 5)
    return Action(
        id=derive_id(agreement.id, "action"),
        case_id=made.id,
        meeting_id=agreement.meeting_id,
        agreement_id=agreement.id,
        what=agreement.text,
        owner_id=agreement.doer_id,
        due=due,
        state="done" if is_done else "open",
        done_on=due if is_done else None,
    )


def _said_at(meeting: Meeting, minutes: int) -> dt.datetime | None:
    began = meeting.started_at
    return None if began is None else began + dt.timedelta(minutes=minutes)


def _meeting(plan: Plan, made: MadeCase, which: str, starts: dt.datetime) -> Meeting:
    kind, title = words.TITLES[(made.number + (which == "held")) % len(words.TITLES)]
    if made.number == 0 and which == "coming":
        kind, title = words.TITLES[0]
    return Meeting(
        id=made.id_of("meeting", which),
        case_id=made.id,
        kind=kind,
        title=_(title),
        starts=starts,
        ends=starts + dt.timedelta(minutes=45),
        place=_(words.PLACES[made.number % len(words.PLACES)]),
        language=plan.language,
    )


def _agenda(made: MadeCase, meeting: Meeting, *, is_held: bool) -> Iterator[AgendaItem]:
    label = "held" if is_held else "coming"
    titles = words.AGENDA if made.is_rich else words.AGENDA[:2]
    own = words.OWN_ITEMS[made.number % 2]
    for place, (title, minutes) in enumerate(((own, 5), *titles)):
        yield AgendaItem(
            id=made.id_of("item", label, str(place)),
            meeting_id=meeting.id,
            case_id=made.id,
            from_client=place == 0,
            position=10 * (place + 1),
            title=_(title),
            minutes=minutes,
            spent=minutes * 60 + made.throw.randint(-90, 120) if is_held else 0,
            closed=is_held,
        )


def _people(plan: Plan, made: MadeCase) -> list[bytes]:
    """Return who takes part: the client, the reader in the chair, others, a close person."""
    return [
        made.client_id,
        plan.me.person_id,
        *(worker.id for worker in made.workers[:3]),
        *made.relatives[:1],
    ]


def _attendance(meeting: Meeting, person: bytes) -> Attendance:
    return Attendance(
        id=derive_id(meeting.id, "attendance", person.hex()),
        meeting_id=meeting.id,
        case_id=meeting.case_id,
        person_id=person,
    )
