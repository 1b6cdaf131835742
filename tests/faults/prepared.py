"""A home with the day already done, made through the casebook: for the short forms.

What ``a_day`` does by keys up to the half line, in a second instead of thirty.
"""

import datetime as dt
from pathlib import Path

from storage.casebook import entrance
from storage.casebook.agenda import PlannedItem
from storage.crypto.kdf import Argon2Parameters
from tests.tui_app.a_day import Words


def prepare(home: Path, words: Words) -> dict[str, str]:
    """Make settings and vault; return the recovery sheet's lines by number."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text('language = "fi"\ntheme = "night"\n')
    (home / "data" / "vaults").mkdir(parents=True)
    (home / "tmp").mkdir()
    casebook, sheet = entrance.create(
        home / "data" / "vaults" / "a", words.person, "T", words.passphrase,
        parameters=Argon2Parameters.floor(),
    )  # fmt: skip
    case = casebook.cases.open_case(words.given, words.family, prison=words.prison)
    given, _space, family = words.worker.partition(" ")
    worker = casebook.people.add(
        given_name=given, family_name=family, title=words.worker_title, phone=words.phone,
        organisation_id=casebook.organisations.add(name=words.organisation),
    )  # fmt: skip
    casebook.network.add(case, person_id=worker, role=words.role)
    now = dt.datetime.now().astimezone()
    meeting = casebook.meetings.plan(
        case, [PlannedItem("Avaus", 5)], people=[worker, casebook.people.me()], place=words.place,
        starts=now.replace(tzinfo=None, second=0, microsecond=0),
    )  # fmt: skip
    at = now.astimezone(dt.UTC)
    casebook.meetings.start(meeting, at)
    casebook.minutes.add_entry(meeting, words.note, at)
    casebook.minutes.add_agreement(meeting, words.action, at, as_action=True)
    casebook.minutes.add_agreement(meeting, words.agreed, at)
    casebook.drafts.keep(f"live/{meeting.hex()}/line", words.half)
    casebook.close()
    return {str(number): line for number, line in enumerate(sheet, 1)}
