"""A planned meeting in which stands what is and what is not for the client, for tests of visits."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.offices import SmallCase

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 7, 40, tzinfo=dt.UTC)
WALL = dt.datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001 — a wall time
LATER = dt.datetime(2026, 11, 30, 12, 0, tzinfo=dt.UTC)


def tell(casebook: "Casebook", small: SmallCase) -> SmallCase:
    """Write it into the small case; returns the case."""
    agree, add = casebook.minutes.add_agreement, casebook.minutes.add_entry
    agree(
        small.meeting, "Testi soittaa Kelaan", NOW, doer_id=small.worker, due=dt.date(2026, 12, 2)
    )
    agree(small.meeting, "Sisäinen asia", NOW, doer_id=small.worker, tier="own")
    add(small.meeting, "Saanko puhelimen?", NOW, kind="question", tier="shared",
        speaker_id=small.client)  # fmt: skip
    add(small.meeting, "Mitä äiti pelkää?", NOW, kind="question", tier="own")
    casebook.actions.add(small.case, "Hoida henkilökortti", owner_id=small.client)
    casebook.actions.add(small.case, "Selvitä taustat", owner_id=small.worker)
    return small
