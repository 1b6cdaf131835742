"""One made-up case: the client, release dates as told, the network, action items.

The law: a date is only ever told here, with its teller and certainty. The first dozen cases are
laid out by hand so that Today has something of everything; the rest are thrown with dice.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from sqlmodel import SQLModel

from storage.records.actions import Action
from storage.records.identity import derive_id
from storage.records.network import Tie
from storage.records.people import Person
from storage.records.release import ReleaseDate
from tui_app.cli.office import words
from tui_app.cli.office.directory import Plan, Worker
from tui_app.cli.office.names import PRISONS, TOWNS, dice, made_up_name, phone_number
from tui_app.i18n.catalogue import _

# days from today to the release; None: nobody has told one
FIRST_CASES = (9, 17, 27, -3, 0, 45, -33, None, 84, 3, -95, 140)
RICH = 40  # so many first cases, and every fiftieth after, have a long story
DUE = (9, 1, 5, 14, -2, 21, 0, 12, 3, 7, -1, 2, 30)  # days from today, for the first cases


@dataclass(slots=True)
class MadeCase:
    """One case on its way: ids and what the meetings need to know of it."""

    number: int
    id: bytes
    throw: Random
    release: dt.date | None
    is_rich: bool
    workers: list[Worker] = field(default_factory=list)
    relatives: list[bytes] = field(default_factory=list)

    @property
    def client_id(self) -> bytes:
        """The client's id, derived as the casebook derives it."""
        return derive_id(self.id, "client")

    def id_of(self, *labels: str) -> bytes:
        """Return the id of something in this case."""
        return derive_id(self.id, "demo", *labels)


def begin(plan: Plan, number: int) -> MadeCase:
    """Lay out case ``number``."""
    throw = dice(plan.seed, "case", str(number))
    if number < len(FIRST_CASES):
        offset = FIRST_CASES[number]
    else:
        offset = throw.choice((None, throw.randint(-600, -1), throw.randint(1, 900)))
    release = None if offset is None else plan.today + dt.timedelta(days=offset)
    case_id = derive_id(plan.root, "case", str(number))
    is_rich = number < RICH or number % 50 == 0
    return MadeCase(number, case_id, throw, release, is_rich)


def case_fields(plan: Plan, made: MadeCase) -> dict[str, object]:
    """Return the fields of the case beside its number and client."""
    throw = made.throw
    fields: dict[str, object] = {
        "prison": _(PRISONS[made.number % len(PRISONS)]),
        "home_municipality": throw.choice(TOWNS),
        "wishes": _(words.WISHES[made.number % len(words.WISHES)]),
        "summary": _(throw.choice(words.SUMMARIES)),
        "opened_on": plan.today - dt.timedelta(days=throw.randint(20, 200)),
        **_phase(plan, made),
    }
    if made.release is not None:
        fields["planning_id"] = made.id_of("release", "0")
    if made.number % 7 == 6:  # noqa: PLR2004 — one in seven is a colleague's
        colleague = plan.workers["county"][0]
        fields |= {"owner_id": colleague.id, "owner_name": colleague.name}
    return fields


def _phase(plan: Plan, made: MadeCase) -> dict[str, object]:
    if made.release is None:
        return {"phase": "in-prison"}
    days = (made.release - plan.today).days
    if days > 0:
        return {"phase": "probationary-freedom" if made.number % 12 == 5 else "in-prison"}  # noqa: PLR2004 — some
    if days == 0:
        return {"phase": "release-day"}
    if days >= -3:  # noqa: PLR2004 — the first 72 hours
        return {"phase": "first-days"}
    if days < -300 and made.throw.random() < 0.5:  # noqa: PLR2004 — half of the old ones
        closed = made.release + dt.timedelta(days=200)
        return {"phase": "closed", "closed_on": closed, "closing_reason": _(words.CLOSING)}
    return {"phase": "after"}


def told_dates(plan: Plan, made: MadeCase) -> Iterator[ReleaseDate]:
    """Yield the planning date, and sometimes one told earlier and taken back."""
    if made.release is None:
        return
    throw = made.throw
    teller = plan.workers["prison"][made.number % len(plan.workers["prison"])].name
    yield ReleaseDate(
        id=made.id_of("release", "0"),
        case_id=made.id,
        day=made.release,
        certainty=throw.choice(("confirmed", "expected", "expected", "possible")),
        told_on=min(plan.today, made.release) - dt.timedelta(days=throw.randint(5, 40)),
        told_by=teller,
        source=_(throw.choice(words.SOURCES)),
    )
    if made.is_rich and made.number % 3 == 0:
        yield ReleaseDate(
            id=made.id_of("release", "1"),
            case_id=made.id,
            day=made.release + dt.timedelta(days=28),
            certainty="withdrawn",
            told_on=min(plan.today, made.release) - dt.timedelta(days=throw.randint(50, 90)),
            told_by=teller,
            source=_(words.SOURCES[0]),
        )


def network(plan: Plan, made: MadeCase) -> Iterator[SQLModel]:
    """Yield the ties, and the private people among them; notes who takes part in meetings."""
    throw = made.throw
    sectors = ["prison", "county", "housing", "state", "municipality", "health", "peer", "ngo"]
    few = sectors[:1] + throw.sample(sectors[1:], made.number % 2)
    wanted = sectors if made.is_rich else few
    for sector in wanted:
        worker = throw.choice(plan.workers[sector])
        made.workers.append(worker)
        _sector, role, why = words.PROFESSIONALS[worker.place]
        yield Tie(
            id=made.id_of("tie", sector),
            case_id=made.id,
            person_id=worker.id,
            sector=sector,
            role=_(role),
            why=_(why),
            wish=throw.choice(("invite", "invite", "unsure", "not-asked")),
            channel="phone",
        )
    for place in range(2 if made.is_rich else made.number % 4 == 0):
        yield from _relative(made, place)
    if made.is_rich:
        yield Tie(
            id=made.id_of("tie", "open"),
            case_id=made.id,
            sector="ngo",
            role=_(words.TO_BE_FILLED),
            why=_(words.WISHES[4]),
            wish="invite",
        )


def _relative(made: MadeCase, place: int) -> Iterator[SQLModel]:
    given = made_up_name(20_000 + made.number * 3 + place)[0]
    person = Person(
        id=made.id_of("relative", str(place)),
        case_id=made.id,
        given_name=given,
        family_name=made_up_name(made.number)[1],
        sector="close",
        phone=phone_number(made.number * 3 + place),
    )
    yield person
    is_kept_out = place == 1
    if not is_kept_out:
        made.relatives.append(person.id)
    yield Tie(
        id=made.id_of("tie", "relative", str(place)),
        case_id=made.id,
        person_id=person.id,
        sector="close",
        role=_(words.RELATIVES[place % len(words.RELATIVES)]),
        why=_(words.LIVES_NEAR),
        wish="not-invite" if is_kept_out else "invite",
        wish_words=_(words.NOT_YET if is_kept_out else words.ONLY_MEETING),
        outcome="followed" if is_kept_out else "open",
        channel="phone",
    )


def action_items(plan: Plan, made: MadeCase) -> Iterator[Action]:
    """Yield action items: late, due and coming, one waiting, one done, one dropped now and then."""
    count = 4 if made.is_rich else 1 + (made.number % 3 == 0)
    owners = [plan.me.person_id, made.client_id, *(worker.id for worker in made.workers)]
    for place in range(count):
        number = 4 * made.number + place
        # the first cases give Today a late one, one due today, and some for the week
        spread = DUE if made.number < len(FIRST_CASES) else (made.throw.randint(-6, 90),)
        state = ("open", "open", "waiting", "done")[place]
        yield Action(
            id=made.id_of("action", str(place)),
            case_id=made.id,
            what=_(words.WHATS[number % len(words.WHATS)]),
            owner_id=owners[0] if place == 0 else made.throw.choice(owners),
            due=plan.today + dt.timedelta(days=spread[number % len(spread)]),
            state=state,
            reason=_(words.WAITS[number % 2]) if state == "waiting" else "",
            repeat="weeks:1" if place == 0 and made.number < len(FIRST_CASES) else "",
            done_on=plan.today - dt.timedelta(days=number % 9) if state == "done" else None,
        )
