"""A vault whose every text tries to drive the terminal, as a hostile device could send it.

Cleaning on the way in is switched off while it is made: what is shown must be harmless anyway.
"""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from storage.casebook import drafts, entrance, prepare
from storage.casebook.agenda import PlannedItem
from storage.crypto.kdf import Argon2Parameters
from storage.journal import rows
from tests.offices import PASSPHRASE

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

ATTACKS = (
    "\x1b]52;c;a2FuYXJpYQ==\x07\x1b]0;otsikko\x07\x1b]8;;http://example.invalid\x1b\\x\x1b]8;;\x1b\\"
    "\x1b[2J\x1b[3J\x1b[?1049l\x1b[6n\x1b[>c\x1b[?2004l\x1bP+q544e\x1b\\\x1bc\x1b7\x1b#8\x1b(0"
    "\x9b2J\x9d0;x\x9c\x90q\x9c\x08\x07\x0e\x0f\x7f\u202ekaannetty\u2066\u200f\U000e0041"
    "[/b] [/] [@click=app.quit]x[/] [red]"
)
NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
PERSON = "Testi Testinen"


def hostile(label: str) -> str:
    """Return a text that begins readably."""
    return f"{label}{ATTACKS}"


def make(folder: Path) -> None:
    """Make the vault in ``folder`` and close it."""
    with (
        patch.object(prepare, "clean_line", _as_it_is),
        patch.object(prepare, "clean_text", _as_it_is),
        patch.object(drafts, "clean_text", _as_it_is),
        patch.object(rows, "is_clean", lambda _text: True),
    ):
        casebook, _sheet = entrance.create(
            folder, PERSON, "K", PASSPHRASE, parameters=Argon2Parameters.floor()
        )
        _fill(casebook)
        casebook.close()


def _as_it_is(text: str, _limit: int) -> str:
    return text


def _fill(casebook: "Casebook") -> None:
    case = casebook.cases.open_case(
        hostile("Malli"), hostile("Esimerkki"), prison=hostile("vankila")
    )
    casebook.cases.edit(
        case, home_municipality=hostile("kunta"), wishes=hostile("toive"), summary=hostile("tiivis")
    )
    told: dict[str, Any] = {
        "told_by": hostile("kertoja"),
        "source": hostile("lähde"),
        "note": hostile("huomio"),
    }
    today = dt.datetime.now().astimezone().date()
    for days in (9, 20):
        casebook.cases.tell_release(
            case, day=today + dt.timedelta(days), told_on=today, certainty="expected", **told
        )
    _meet(casebook, case, _people(casebook, case), today)
    casebook.drafts.keep(f"case/{case.hex()}", hostile("luonnos"))


def _people(casebook: "Casebook", case: bytes) -> bytes:
    organisation = casebook.organisations.add(
        name=hostile("virasto"), municipality=hostile("kunta"), sector="county"
    )
    person = casebook.people.add(
        given_name=hostile("Testi"), family_name=hostile("Testinen"), title=hostile("ohjaaja"),
        phone=hostile("040"), email=hostile("a@b"), organisation_id=organisation,
    )  # fmt: skip
    casebook.network.add(
        case, person_id=person, role=hostile("rooli"), why=hostile("miksi"), wish="not-invite",
        wish_words=hostile("sanat"), outcome="not-followed", outcome_reason=hostile("syy"),
        channel_note=hostile("kanava"),
    )  # fmt: skip
    casebook.network.add(case, role=hostile("avoin rooli"))
    return person


def _meet(casebook: "Casebook", case: bytes, person: bytes, today: dt.date) -> None:
    meeting = casebook.meetings.plan(
        case, [PlannedItem(hostile("kohta"), 5)], people=[person], title=hostile("palaveri"),
        place=hostile("paikka"), starts=dt.datetime.combine(today, dt.time(9, 30)),
        ends=dt.datetime.combine(today, dt.time(10, 30)),
    )  # fmt: skip
    casebook.meetings.start(meeting, NOW)
    for kind in ("note", "question", "view"):
        casebook.minutes.add_entry(
            meeting, hostile(kind), NOW, kind=kind, speaker_id=person, tier="client"
        )
    casebook.minutes.add_agreement(
        meeting, hostile("sovittu"), NOW, doer_id=person, due=today, tier="client"
    )
    casebook.actions.add(case, hostile("tehtävä"), owner_id=person, due=today, state="waiting",
                         reason=hostile("odottaa"))  # fmt: skip
