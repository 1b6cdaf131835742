"""Made-up offices for tests: a real vault with a cheap key derivation, and a small case in it.

``copied`` lends a copy of a vault that was made once in the process: making one costs six times as
much, and most tests only need to have one.
"""

import atexit
import datetime as dt
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, NamedTuple

from storage.casebook import entrance
from storage.crypto.kdf import Argon2Parameters, Limits
from storage.crypto.secret import Secret

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


class Ready(NamedTuple):
    """A closed vault to copy: its folder, its data key, and the ids of its case if it has one."""

    folder: Path
    key: bytes
    small: SmallCase | None


@cache
def ready(*, with_case: bool) -> Ready:
    """Make the vault once in a process."""
    place = Path(mkdtemp(prefix="nivel-office-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    casebook = new_office(place / "vault")
    small = small_case(casebook) if with_case else None
    with casebook.vault.key.view() as view:
        key = bytes(view)
    casebook.close()
    return Ready(place / "vault", key, small)


def copied(folder: Path, *, with_case: bool) -> "Casebook":
    """Return an open copy in ``folder``, with nothing to undo; close it."""
    from storage.casebook.opened import open_casebook

    made = ready(with_case=with_case)
    shutil.copytree(made.folder, folder)
    with Secret(bytearray(made.key)) as key:
        return open_casebook(folder, key)
