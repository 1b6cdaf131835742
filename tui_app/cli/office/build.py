"""Builds the made-up office in an open vault: the directory first, then case after case.

The law: the same seed, size, day and language give the same records with the same ids; the keys
stay random. Everything goes through ``casebook.change``, so the journal, the log and the search
index are those of a real office.
"""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_app.cli.office import cases, directory, services
from tui_app.cli.office.contacts import contacts
from tui_app.cli.office.follow_ups import follow_ups, template
from tui_app.cli.office.meetings import meetings
from tui_app.cli.office.names import made_up_name, root_of
from tui_app.cli.office.needs import needs
from tui_app.i18n.catalogue import language

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.casebook.change import Change

AT_ONCE = 50  # cases to one change
PERSON, MARK = "Testi Testinen", "K"
Progress = Callable[[int, int], None]


def build_office(
    casebook: "Casebook", count: int, seed: str, today: dt.date, progress: Progress
) -> None:
    """Write ``count`` cases and the people around them; ``progress`` gets cases done, in all."""
    plan = _write_directory(casebook, count, seed, today)
    for first in range(0, count, AT_ONCE):
        progress(first, count)
        with casebook.change("demo.build", can_undo=False) as change:
            for number in range(first, min(first + AT_ONCE, count)):
                _write_case(casebook, change, plan, number)
    progress(count, count)


def _write_directory(casebook: "Casebook", count: int, seed: str, today: dt.date) -> directory.Plan:
    root = root_of(seed)
    workers: dict[str, list[directory.Worker]] = {}
    with casebook.change("demo.build", can_undo=False) as change:
        for organisation in directory.organisations(seed, root, today):
            change.save(organisation)
        for service in services.services(root, today):
            change.save(service)
        for card in services.practice_cards(root, today):
            change.save(card)
        for interval in template(root):
            change.save(interval)
        change.save(directory.myself(root, casebook.me))
        for worker, person in directory.professionals(root, min(400, 24 + count // 25)):
            workers.setdefault(person.sector, []).append(worker)
            change.save(person)
        change.save(directory.doubled(root))
    return directory.Plan(seed, root, today, language(), casebook.me, workers)


def _write_case(casebook: "Casebook", change: "Change", plan: directory.Plan, number: int) -> None:
    made = cases.begin(plan, number)
    given, family = made_up_name(number)
    casebook.cases.open_case(given, family, case_id=made.id, **cases.case_fields(plan, made))
    for record in (
        *cases.told_dates(plan, made),
        *cases.network(plan, made),
        *cases.action_items(plan, made),
        *contacts(plan, made),
        *meetings(plan, made),
        *follow_ups(plan, made),
        *needs(plan, made),
    ):
        change.save(record)
