"""Made-up offices for tests: a real vault with a cheap key derivation, and a small case in it."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage.casebook import entrance
from storage.crypto.kdf import Argon2Parameters, Limits

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

CHEAP = Argon2Parameters(64, 1, 1)
CHEAP_LIMITS = Limits(Argon2Parameters(8, 1, 1), Argon2Parameters(1 << 20, 10, 8))
PASSPHRASE = "seitseman veljesta istui katolla"


def new_office(
    folder: Path, person: str = "Sanna Keksitty", mark: str = "K", office_id: bytes | None = None
) -> "Casebook":
    """Make a vault in ``folder`` and return its open casebook; close it."""
    casebook, _sheet = entrance.create(
        folder,
        person,
        mark,
        PASSPHRASE,
        office_id=office_id,
        parameters=CHEAP,
        limits=CHEAP_LIMITS,
    )
    return casebook


def reopen(folder: Path, marks: Path | None = None) -> "Casebook":
    """Open a vault made by ``new_office``; ``marks``: where the machine keeps how far it came."""
    return entrance.unlock(folder, PASSPHRASE, limits=CHEAP_LIMITS, marks=marks)


@dataclass(frozen=True, slots=True)
class SmallCase:
    """The ids of ``small_case``."""

    case: bytes
    client: bytes
    mother: bytes
    worker: bytes
    organisation: bytes
    meeting: bytes


def small_case(casebook: "Casebook") -> SmallCase:
    """Open a case about Malli Esimerkki with two people and a planned network meeting."""
    from storage.casebook.agenda import PlannedItem

    case = casebook.cases.open_case("Malli", "Esimerkki", prison="Keksilän vankila")
    casebook.cases.tell_release(
        case,
        day=dt.date(2026, 12, 3),
        certainty="expected",
        told_on=dt.date(2026, 11, 2),
        told_by="Vanki Vartia",
        source="kirje",
    )
    organisation = casebook.organisations.add(
        name="Esimerkkilän hyvinvointialue", sector="county", municipality="Esimerkkilä"
    )
    worker = casebook.people.add(
        given_name="Testi",
        family_name="Testinen",
        title="sosiaalityöntekijä",
        sector="county",
        organisation_id=organisation,
    )
    tie = casebook.network.add_private(case, "Aino", "Keksitty", role="äiti", why="asuu lähellä")
    mother = casebook.network.read(tie).person_id or b""
    casebook.network.add(case, person_id=worker, role="omatyöntekijä", wish="invite")
    meeting = casebook.meetings.plan(
        case,
        [PlannedItem("Avaus", 5), PlannedItem("Asuminen", 10), PlannedItem("Raha", 10)],
        people=[worker, mother],
        starts=dt.datetime(2026, 11, 24, 9, 30),  # noqa: DTZ001 — a wall time
        ends=dt.datetime(2026, 11, 24, 10, 15),  # noqa: DTZ001 — a wall time
        place="Tapaamishuone 2",
    )
    client = casebook.cases.read(case).client_id
    return SmallCase(case, client, mother, worker, organisation, meeting)
