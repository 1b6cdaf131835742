"""The made-up directory: organisations, and professionals in them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from storage.lines.change import Identity
from storage.lines.names import full_name
from storage.records.identity import derive_id
from storage.records.organisations import Organisation
from storage.records.people import Person
from tui_app.cli.office.names import TOWNS, address, dice, made_up_name, phone_number
from tui_app.cli.office.words import ORGANISATIONS, PROFESSIONALS
from tui_app.i18n.catalogue import _

DOUBLED = 5  # the number of the professional who has two cards
FIRST_PROFESSIONAL = 10_000  # numbers of made-up people: clients count from 0


@dataclass(frozen=True, slots=True)
class Worker:
    """One professional of the directory. ``place`` is their number in ``PROFESSIONALS``."""

    id: bytes
    name: str
    place: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What an office is made from."""

    seed: str
    root: bytes
    today: dt.date
    language: str
    me: Identity
    workers: Mapping[str, Sequence[Worker]]


def organisation_id(root: bytes, number: int) -> bytes:
    """Return the id of organisation ``number``."""
    return derive_id(root, "organisation", str(number))


def organisations(seed: str, root: bytes, today: dt.date) -> Iterator[Organisation]:
    """Yield the organisations."""
    for number, (sector, name, town) in enumerate(ORGANISATIONS):
        yield Organisation(
            id=organisation_id(root, number),
            name=_(name),
            sector=sector,
            municipality=TOWNS[town],
            phone=phone_number(9000 + number),
            email=f"neuvonta{number}@esimerkki.example",
            address=address(dice(seed, "organisation", str(number))),
            checked_on=today - dt.timedelta(days=20 + 9 * number),
            checked_by="Testi Testinen",
        )


def myself(root: bytes, me: Identity) -> Person:
    """Return the reader's own entry, so that action items can be theirs."""
    given, _space, family = me.person.partition(" ")
    return Person(
        id=me.person_id,
        given_name=given,
        family_name=family,
        title=_("social worker"),
        sector="county",
        organisation_id=organisation_id(root, 0),
        phone=phone_number(1),
        email="testi.testinen@esimerkki.example",
    )


def professionals(root: bytes, count: int) -> Iterator[tuple[Worker, Person]]:
    """Yield ``count`` people, by turns from each kind of actor."""
    for number, place in enumerate(islice(cycle(range(len(PROFESSIONALS))), count)):
        sector, role, _why = PROFESSIONALS[place]
        given, family = made_up_name(FIRST_PROFESSIONAL + number)
        of_sector = [at for at, row in enumerate(ORGANISATIONS) if row[0] == sector]
        person = Person(
            id=derive_id(root, "professional", str(number)),
            given_name=given,
            family_name=family,
            title=_(role),
            sector=sector,
            organisation_id=organisation_id(root, of_sector[number % len(of_sector)]),
            phone=phone_number(100 + number),
            email=f"{_plain(given)}.{_plain(family)}{number}@esimerkki.example",
        )
        yield Worker(person.id, full_name(given, family), place), person


def doubled(root: bytes) -> Person:
    """Return a second card of one of them, as an address book leaves it: to be merged."""
    given, family = made_up_name(FIRST_PROFESSIONAL + DOUBLED)
    return Person(
        id=derive_id(root, "professional", "doubled"),
        given_name=given,
        family_name=family,
        phone=phone_number(100 + DOUBLED),
        channel_note=_("from an address book"),
    )


def _plain(name: str) -> str:
    return name.lower().translate(str.maketrans("åäö", "aao"))
