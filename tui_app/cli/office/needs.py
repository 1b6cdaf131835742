"""The made-up needs, goals and handovers of one case.

The law: as in a real office, most areas are asked and some have nobody yet; goals are words that
nobody has said. The same seed makes the same records.
"""

import datetime as dt
from collections.abc import Iterator

from sqlmodel import SQLModel

from storage.records.handovers import Handover
from storage.records.needs import Need, first_need
from tui_app.cli.office.cases import MadeCase
from tui_app.cli.office.directory import Plan
from tui_app.i18n.catalogue import N_, _

# area, state, the sector of who takes care of it ("" nobody), the goal in made-up words
NEEDS = (
    ("desistance", "in-progress", "", N_("I want to be there when the child starts school.")),
    ("belonging", "needed", "", N_("Somewhere where I am not the one from prison.")),
    ("housing", "in-progress", "housing", N_("A home of my own with a lock of my own.")),
    ("income", "needed", "", N_("Money for the first week.")),
    ("debt", "needed", "municipality", N_("To see all debts on one paper.")),
    ("health", "not-needed", "", ""),
    ("substance-use", "in-progress", "health", N_("The treatment goes on without a gap.")),
    ("work", "declined", "", ""),
    ("digital", "needed", "", N_("A phone that is mine.")),
)
FEWER = 3  # needs of a case without a long story
UNMET = N_("a place to live that takes a dog")


def needs(plan: Plan, made: MadeCase) -> Iterator[SQLModel]:
    """Yield the needs, and in a few cases a handover that waits."""
    few = NEEDS[2 : 2 + FEWER]
    for area, state, sector, goal in NEEDS if made.is_rich else few:
        unmet = area == "housing" and made.is_rich and made.number % 5 == 1
        has_actor = bool(sector) and made.is_rich and not unmet
        yield Need(
            id=first_need(made.id, area),
            case_id=made.id,
            area=area,
            state="needed" if unmet else state,
            goal=_(goal) if goal else "",
            tie_id=made.id_of("tie", sector) if has_actor else None,
            unmet=unmet,
            unmet_words=_(UNMET) if unmet else "",
        )
    if made.number in {1, 4} and len(made.workers) > 1:
        yield _handover(plan, made)


def _handover(plan: Plan, made: MadeCase) -> Handover:
    former, others = made.workers[0], plan.workers["prison"]
    successor = next(one for one in others if one.id != former.id)
    at = dt.datetime.combine(plan.today - dt.timedelta(days=6), dt.time(10), dt.UTC)
    accepted = made.number == 4  # noqa: PLR2004 - one waits for an answer, one for the client
    return Handover(
        id=made.id_of("handover"),
        case_id=made.id,
        tie_id=made.id_of("tie", "prison"),
        role=_(N_("contact person in the prison")),
        from_id=former.id,
        from_name=former.name,
        to_id=successor.id,
        to_name=successor.name,
        offered_at=at,
        offered_by=plan.me.person,
        ends_on=plan.today - dt.timedelta(days=4),
        state="accepted" if accepted else "offered",
        answered_on=plan.today - dt.timedelta(days=3) if accepted else None,
    )
