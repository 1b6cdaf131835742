"""The made-up services and practice cards of the demo office.

The law: made up like everything here; some were checked lately, some long ago, one never.
"""

import datetime as dt
from collections.abc import Iterator

from storage.records.identity import derive_id
from storage.records.services import PracticeCard, Service
from tui_app.cli.office.directory import organisation_id
from tui_app.cli.office.names import TOWNS, phone_number
from tui_app.i18n.catalogue import N_, _

COUNTY = "PS"
HOUSES = (9, 10, 7, 5, 8, 11)  # the number of each service's organisation
# name, kind, life areas, for whom, hours, low threshold, days since it was checked (0: never)
SERVICES = (
    (N_("Open living room"), "meeting-place", "leisure relations", N_("everybody, sober or not"),
     N_("Mon to Fri 10–15"), True, 12),
    (N_("Peer support at release"), "peer-support", "relations substance-use",
     N_("people who leave prison, and those close to them"), N_("by agreement"), True, 40),
    (N_("Housing advice"), "housing", "housing", N_("residents of the county"),
     N_("Tue and Thu 9–12"), False, 30),
    (N_("Debt counselling"), "guidance", "debt income", N_("everybody"), N_("by appointment"),
     False, 500),
    (N_("Substitution treatment"), "care", "substance-use health", N_("with a referral"),
     N_("every morning 8–10"), False, 90),
    (N_("Workshop"), "work", "work leisure", N_("people between 18 and 64"),
     N_("Mon to Thu 8–15"), True, 0),
)  # fmt: skip
CARDS = (
    ("county", N_("Adult social work of the county"),
     N_("The matter becomes pending by a call from the prison; the worker comes to the first"
        " meeting. Assessments take three weeks."),
     N_("Switchboard on weekdays 9–15; the duty worker answers messages the same day.")),
    ("prison", N_("Visits to the prison"),
     N_("Book a room two days before. No phones; paper and pen are allowed."),
     N_("The responsible officer of the unit, by letter or through the switchboard.")),
)  # fmt: skip


def services(root: bytes, today: dt.date) -> Iterator[Service]:
    """Yield the services."""
    for number, (name, kind, areas, whom, hours, low, days) in enumerate(SERVICES):
        yield Service(
            id=derive_id(root, "service", str(number)),
            name=_(name),
            kind=kind,
            organisation_id=organisation_id(root, HOUSES[number]),
            county=COUNTY,
            municipality=TOWNS[number % len(TOWNS)],
            areas=" ".join(sorted(areas.split())),
            eligibility=_(whom),
            hours=_(hours),
            phone=phone_number(9500 + number),
            low_threshold=low,
            anchoring=kind == "meeting-place",
            checked_on=today - dt.timedelta(days=days) if days else None,
            checked_by="Testi Testinen" if days else "",
        )


def practice_cards(root: bytes, today: dt.date) -> Iterator[PracticeCard]:
    """Yield the practice cards."""
    for number, (about, name, words, contact) in enumerate(CARDS):
        yield PracticeCard(
            id=derive_id(root, "practice-card", str(number)),
            about=about,
            name=_(name),
            county=COUNTY if about == "county" else "",
            words=_(words),
            contact=_(contact),
            checked_on=today - dt.timedelta(days=60),
            checked_by="Testi Testinen",
        )
