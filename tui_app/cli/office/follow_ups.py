"""The made-up follow-up contacts of one case, and what was agreed should contact be lost.

The law: planned as the casebook plans them, with its derived ids; of those that have gone by most
were made, one was missed, and one was tried in vain.
"""

import datetime as dt
from collections.abc import Iterator

from sqlmodel import SQLModel

from storage.records.contact_attempts import ContactAttempt
from storage.records.follow_ups import FollowUp, FollowUpTemplate
from storage.records.identity import derive_id
from storage.records.lost_contact import LostContactStep
from storage.rules.follow_ups import DEFAULTS, Interval, Proposal, planned
from tui_app.cli.office import words
from tui_app.cli.office.cases import MadeCase
from tui_app.cli.office.directory import Plan
from tui_app.i18n.catalogue import _

HOW = ("phone", "phone", "visit", "phone", "visit")
"""How each interval's contact is made."""
LAST_DAYS = 200
"""Cases released longer ago have none."""


def follow_ups(plan: Plan, made: MadeCase) -> Iterator[SQLModel]:
    """Yield what belongs to the time after the release, for cases that have a story."""
    if not made.is_rich or made.release is None:
        return
    if (plan.today - made.release).days > LAST_DAYS:
        return
    if made.number % 2 == 0:
        yield from _lost_contact(plan, made)
    if made.release <= plan.today + dt.timedelta(days=1):
        for place, one in enumerate(planned(made.release, _intervals(plan.root))):
            yield from _contact(plan, made, one, place)


def template(root: bytes) -> tuple[FollowUpTemplate, ...]:
    """Return the office's template: the usual intervals, its own."""
    return tuple(FollowUpTemplate(**one._asdict()) for one in _intervals(root))


def _intervals(root: bytes) -> tuple[Interval, ...]:
    return tuple(
        Interval(derive_id(root, "interval", f"{first}-{last} {unit}"), "", first, last, unit, how)
        for (first, last, unit), how in zip(DEFAULTS, HOW, strict=True)
    )


def _contact(plan: Plan, made: MadeCase, one: Proposal, place: int) -> Iterator[SQLModel]:
    gone = one.due < plan.today
    is_open = not gone or (place + made.number) % 4 == 1
    interval = one.interval
    contact = FollowUp(
        id=derive_id(made.id, "follow-up", interval.id.hex()),
        case_id=made.id,
        step_id=interval.id,
        first=interval.first,
        last=interval.last,
        unit=interval.unit,
        planned_from=made.release,
        asked=one.asked,
        due=one.due,
        state="planned" if is_open else "done",
        ended_on=None if is_open else one.due,
        channel=interval.channel,
        person_id=plan.me.person_id,
    )
    yield contact
    if gone:
        hour = dt.datetime.combine(one.due, dt.time(9 + place), dt.UTC)
        yield ContactAttempt(
            id=made.id_of("attempt", str(place)),
            case_id=made.id,
            follow_up_id=contact.id,
            at=hour,
            entered_at=hour,
            by_id=plan.me.person_id,
            by_name=plan.me.person,
            channel="phone",
            outcome="no-answer" if is_open else "reached",
        )


def _lost_contact(plan: Plan, made: MadeCase) -> Iterator[SQLModel]:
    agreed = plan.today - dt.timedelta(days=10 + made.number)
    for place, person in enumerate(made.relatives[:1]):
        yield LostContactStep(
            id=made.id_of("lost", str(place)),
            case_id=made.id,
            position=place + 1,
            person_id=person,
            channel="phone",
            may_say=_(words.MAY_SAY),
            agreed_on=agreed,
        )
    yield LostContactStep(
        id=made.id_of("lost", "place"),
        case_id=made.id,
        position=9,
        role=_(words.MEETING_PLACE),
        channel="visit",
        agreed_on=agreed,
    )
