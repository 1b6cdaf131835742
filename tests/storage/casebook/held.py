"""A meeting that was held, for tests: an entry and an agreement of each tier."""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
SAID = {"client": "Asunto on valmis", "shared": "Velka selvitetään", "own": "Oma havainto"}


def hold_meeting(casebook: "Casebook", meeting: bytes) -> None:
    """Hold the meeting."""
    casebook.meetings.start(meeting, NOW)
    for tier, text in SAID.items():
        casebook.minutes.add_entry(meeting, text, NOW, tier=tier)
        casebook.minutes.add_agreement(meeting, f"sovittu {text}", NOW, tier=tier)
    casebook.meetings.close(meeting, NOW + dt.timedelta(minutes=40))
