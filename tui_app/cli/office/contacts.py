"""The contact log of the made-up office, and what people wrote about its action items."""

import datetime as dt
from collections.abc import Iterator

from sqlmodel import SQLModel

from storage.records.comments import Comment
from storage.records.contact_attempts import ContactAttempt
from tui_app.cli.office import words
from tui_app.cli.office.cases import FIRST_CASES, MadeCase
from tui_app.cli.office.directory import Plan
from tui_app.i18n.catalogue import _

_WAYS = (("phone", "no-answer"), ("phone", "reached"), ("visit", "reached"), ("letter", "sent"))
_HOUR = dt.timedelta(hours=1)


def contacts(plan: Plan, made: MadeCase) -> Iterator[SQLModel]:
    """Yield a few contacts and a comment for each of the first cases, nothing for the others."""
    if made.number >= len(FIRST_CASES):
        return
    morning = dt.datetime.combine(plan.today, dt.time(8, 10), tzinfo=dt.UTC)
    for place in range(1 + made.number % 3):
        number = made.number + place
        at = morning - dt.timedelta(days=2 + 3 * place)
        channel, outcome = _WAYS[number % len(_WAYS)]
        yield ContactAttempt(
            id=made.id_of("contact", str(place)),
            case_id=made.id,
            at=at,
            entered_at=at if place == 0 else at + 26 * _HOUR,
            by_id=plan.me.person_id,
            by_name=plan.me.person,
            channel=channel,
            outcome=outcome,
            words=_(words.CONTACTS[number % len(words.CONTACTS)]) if outcome == "reached" else "",
        )
    yield Comment(
        id=made.id_of("comment"),
        case_id=made.id,
        action_id=made.id_of("action", "0"),
        at=morning - dt.timedelta(days=1),
        author_id=plan.me.person_id,
        author=plan.me.person,
        words=_(words.COMMENTS[made.number % len(words.COMMENTS)]),
    )
