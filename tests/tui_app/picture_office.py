"""The office of the text pictures: one made-up day, the same at every drawing.

The law: no chance and no clock. ``still_office`` makes ids count upwards and lets time stand on
24.11.2026, in Helsinki, one second further at every question, so that a picture differs only where
the program does.
"""

import datetime as dt
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from storage.casebook.agenda import PlannedItem
from storage.casebook.undo import UndoStack
from storage.records.cases import Case
from tests.offices import (
    CHEAP,
    CHEAP_LIMITS,
    PASSPHRASE,
    SmallCase,
    new_office,
    small_case,
)
from tests.tui_app.stage import StillClock

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

DAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 7, 44, tzinfo=dt.UTC)  # 09:44 in Helsinki
TIMED = (
    "casebook.gate",
    "casebook.change",
    "casebook.minutes",
    "casebook.handouts",
    "casebook.drafts",
    "casebook.cases",
    "casebook.services",
)
BOOK = """BEGIN:VCARD
VERSION:3.0
N:Testinen;Testi;;;
ORG:Esimerkkilä
TEL;TYPE=CELL:050 000 0001
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Kuvitelma;Olli;;;
ORG:Keksilän asumispalvelut
TITLE:asumisohjaaja
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:x
END:VCARD
"""


@dataclass(frozen=True, slots=True)
class Office:
    """The ids of what is drawn, and where the address book lies."""

    small: SmallCase
    tie: bytes
    action: bytes
    live: bytes
    held: bytes
    unplanned: bytes
    entry: bytes
    book: Path


@contextmanager
def still_office() -> Iterator[None]:
    """Let ids count and time stand, in one zone, while the block runs."""
    counted, passed = count(), count()

    def token(size: int) -> bytes:
        return hashlib.sha256(next(counted).to_bytes(8, "big")).digest()[:size]

    class StillTime(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            moment = NOW + dt.timedelta(seconds=next(passed))
            return moment.astimezone(tz) if tz else moment.astimezone().replace(tzinfo=None)

    still = SimpleNamespace(**{n: getattr(dt, n) for n in dir(dt)} | {"datetime": StillTime})
    clock = SimpleNamespace(time_ns=lambda: int(NOW.timestamp()) * 10**9, time=NOW.timestamp)
    places = [patch(f"storage.{each}.dt", still) for each in TIMED]
    places.append(patch("storage.records.identity.secrets", SimpleNamespace(token_bytes=token)))
    places += [patch(f"storage.{each}.time", clock) for each in ("journal.clock", "vault.sealing")]
    with ExitStack() as held:
        held.callback(time.tzset)  # last of all, with the zone of before
        held.enter_context(patch.dict(os.environ, {"TZ": "Europe/Helsinki", "HOME": "/"}))
        held.enter_context(patch.object(UndoStack.__init__, "__defaults__", (lambda: 0.0,)))
        for each in places:
            held.enter_context(each)
        time.tzset()
        yield


@contextmanager
def still_device(casebook: "Casebook") -> Iterator[None]:
    """Let the device tell nothing of this run: no folder, no drawn id, no count."""
    told = replace(
        casebook.upkeep.device(),
        path="/home/sanna/vault",
        device="0123456789abcdef" * 2,
        records=119,
        batches=110,
        plain_swaps=(),
    )
    with patch.object(casebook.upkeep, "device", lambda: told):
        yield


class PictureClock(StillClock):
    """A clock that stands in the middle of the meeting."""

    def __init__(self) -> None:
        super().__init__(NOW.astimezone())


def furnish(casebook: "Casebook", folder: Path) -> Office:
    """Fill the office: four cases, a week of meetings, what is late, a conflict, a book."""
    small = small_case(casebook)
    ties = {line.role: line.id for line in casebook.network.lines(small.case)}
    mother = ties["äiti"]
    casebook.network.edit(mother, wish="not-invite", wish_words="vasta kun asunto on varma")
    casebook.network.add(small.case, role="velkaneuvoja", why="vuokravelka")
    casebook.cases.edit(
        small.case,
        home_municipality="Esimerkkilä",
        summary="Asunto puuttuu vielä.",
        wishes="Oma avain ja rauhallinen alku.",
    )
    _more_cases(casebook)
    action = casebook.actions.add(small.case, "Soita Kelaan ensimmäisestä vuokrasta",
                                  due=dt.date(2026, 11, 22))  # fmt: skip
    casebook.actions.add(small.case, "Varaa aika asunnon näyttöön", due=DAY)
    casebook.actions.add(small.case, "Lähetä suunnitelma", due=dt.date(2026, 11, 25),
                         state="waiting")  # fmt: skip
    live = _meeting(casebook, small, 9, "Tapaamishuone 3", dt.date(2026, 11, 24))
    held = _meeting(casebook, small, 13, "Etäyhteys", dt.date(2026, 11, 23))
    _said(casebook, small, live, NOW - dt.timedelta(minutes=4))
    entry = _said(casebook, small, held, NOW - dt.timedelta(hours=20))
    casebook.minutes.add_entry(held, "Äiti on eri mieltä.", NOW, kind="view", tier="own",
                               speaker_id=small.mother)  # fmt: skip
    casebook.meetings.close(held, NOW - dt.timedelta(hours=19))
    _conflict(casebook, small, folder)
    book = folder / "kirja.vcf"
    book.write_text(BOOK.replace("\n", "\r\n"), encoding="utf-8", newline="")
    unplanned = casebook.meetings.plan(small.case, [PlannedItem("Avaus", 5)])
    _services(casebook, small)
    return Office(small, ties["omatyöntekijä"], action, live, held, unplanned, entry, book)


def _more_cases(casebook: "Casebook") -> None:
    told = (("Ilmari", "Näytelmä", 11), ("Tuula", "Kuvitelma", 5), ("Viljo", "Toisinto", 21))
    for given, family, day in told:
        case = casebook.cases.open_case(given, family, prison="Mallilan vankila")
        release = dt.date(2026, 12, day)
        casebook.cases.tell_release(
            case, day=release, certainty="confirmed", told_on=dt.date(2026, 11, 9), told_by="Rise"
        )
        casebook.actions.add(case, "Täytä henkilökorttihakemus", due=dt.date(2026, 11, 26))
    casebook.cases.open_case("Oona", "Toisinto", prison="Keksilän vankila")


def _services(casebook: "Casebook", small: SmallCase) -> None:
    casebook.services.add(
        name="Avoin olohuone", kind="meeting-place", organisation_id=small.organisation,
        county="PS", municipality="Esimerkkilä", areas="leisure relations", low_threshold=True,
        anchoring=True, eligibility="kaikille, selvin päin tai ei", hours="ma–pe 10–15",
        phone="050 000 0002", checked_on=dt.date(2026, 11, 2), checked_by="Testi Testinen",
    )  # fmt: skip
    casebook.services.add(name="Velkaneuvonta", kind="guidance", areas="debt income")


def _meeting(casebook: "Casebook", small: SmallCase, hour: int, place: str, day: dt.date) -> bytes:
    starts = dt.datetime(day.year, day.month, day.day, hour, 30)  # noqa: DTZ001 — a wall time
    return casebook.meetings.plan(
        small.case,
        [PlannedItem("Avaus", 5), PlannedItem("Oma avain", 10, small.client, from_client=True),
         PlannedItem("Raha", 10)],
        people=[small.client, small.worker], starts=starts,
        ends=starts + dt.timedelta(minutes=45), place=place,
    )  # fmt: skip


def _said(casebook: "Casebook", small: SmallCase, meeting: bytes, at: dt.datetime) -> bytes:
    """Start the meeting and let three things be said and two agreed."""
    casebook.meetings.start(meeting, at)
    sheet = casebook.minutes.sheet(meeting)
    for line in sheet.attendance:
        casebook.meetings.mark(line.id, presence="present")
    casebook.meetings.start_item(meeting, sheet.agenda[0].id, at)
    item = sheet.agenda[0].id
    said: dict[str, Any] = {"at": at, "item_id": item, "tier": "shared"}
    entry = casebook.minutes.add_entry(
        meeting,
        "Haluan oman avaimen.",
        verbatim=True,
        speaker_id=small.client,
        **(said | {"tier": "client"}),
    )
    casebook.minutes.add_entry(meeting, "Kuka maksaa muuton?", kind="question", **said)
    casebook.minutes.add_agreement(meeting, "vuokra haetaan Kelasta", **said)
    casebook.minutes.add_agreement(meeting, "soittaa asumisyksikköön", doer_id=small.worker,
                                   due=dt.date(2026, 11, 27), **said)  # fmt: skip
    return entry


def _conflict(casebook: "Casebook", small: SmallCase, folder: Path) -> None:
    """Let a second device write the same field at the same time, and bring it in."""
    other = new_office(folder / "other", "Olli Olematon", "L", casebook.me.office_id)
    try:
        _carry(casebook, other, folder / "first")
        casebook.cases.edit(small.case, summary="Asunto puuttuu vielä. Äiti auttaa muutossa.")
        with other.change("case.edit") as change:
            change.edit(Case, small.case, summary="Asunto löytyi Keksilästä.")
        _carry(other, casebook, folder / "second")
    finally:
        other.close()


def _carry(source: "Casebook", target: "Casebook", path: Path) -> None:
    source.exchange.write_changes(path, PASSPHRASE, parameters=CHEAP, limits=CHEAP_LIMITS)
    told, letter = target.exchange.look_into(path, PASSPHRASE, limits=CHEAP_LIMITS)
    target.exchange.take(letter, told)
