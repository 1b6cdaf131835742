"""The casebook: the one door into the storage, the core with one desk per subject.

The law: a screen or a command speaks to desks; methods block, so a screen calls them from a thread.
A desk is imported when it is first spoken to: a command that prints one list loads that list's desk
alone, and the terminal loads them all beforehand, in a thread (``entrance.start_loading``).
"""

from importlib import import_module
from typing import TYPE_CHECKING

from storage.casebook.core import Core

OF_A_VISIT = frozenset({"visits", "drafts", "log"})
"""The desks that a visit has; of ``log`` it writes a line, and reads none."""

if TYPE_CHECKING:
    from storage.casebook.actions import Actions
    from storage.casebook.bases import Bases
    from storage.casebook.cards import Cards
    from storage.casebook.cases import Cases
    from storage.casebook.closing import Closing
    from storage.casebook.comments import Comments
    from storage.casebook.conflicts import Conflicts
    from storage.casebook.contact_attempts import ContactAttempts
    from storage.casebook.contacts import Contacts
    from storage.casebook.copies import Copies
    from storage.casebook.delivery import Delivery
    from storage.casebook.devices import Devices
    from storage.casebook.directory_seed import DirectorySeed
    from storage.casebook.disclosures import Disclosures
    from storage.casebook.drafts import Drafts
    from storage.casebook.erasing import Erasing
    from storage.casebook.exchange import Exchange
    from storage.casebook.follow_ups import FollowUps
    from storage.casebook.gate import Gate
    from storage.casebook.handouts import Handouts
    from storage.casebook.handovers import Handovers
    from storage.casebook.invitations import Invitations
    from storage.casebook.keeping import Keeping
    from storage.casebook.keys import Keys
    from storage.casebook.log import Log
    from storage.casebook.lost_contact import LostContact
    from storage.casebook.maps import Maps
    from storage.casebook.meetings import Meetings
    from storage.casebook.merging import Merging
    from storage.casebook.messages import Messages
    from storage.casebook.minutes import Minutes
    from storage.casebook.needs import Needs
    from storage.casebook.network import Network
    from storage.casebook.organisations import Organisations
    from storage.casebook.partners import Partners
    from storage.casebook.people import People
    from storage.casebook.posting import Posting
    from storage.casebook.practice_cards import PracticeCards
    from storage.casebook.reach import Reach
    from storage.casebook.receivers import Receivers
    from storage.casebook.search import Search
    from storage.casebook.services import Services
    from storage.casebook.shares import Shares
    from storage.casebook.today import Today
    from storage.casebook.travel import Travel
    from storage.casebook.upkeep import Upkeep
    from storage.casebook.visits import Visits
    from storage.casebook.week import Week


class Casebook(Core):
    """One open vault with its desks; its tables exist and its place is settled."""

    actions: "Actions"
    bases: "Bases"
    cards: "Cards"
    cases: "Cases"
    closing: "Closing"
    comments: "Comments"
    conflicts: "Conflicts"
    contact_attempts: "ContactAttempts"
    contacts: "Contacts"
    copies: "Copies"
    delivery: "Delivery"
    devices: "Devices"
    directory_seed: "DirectorySeed"
    disclosures: "Disclosures"
    drafts: "Drafts"
    erasing: "Erasing"
    exchange: "Exchange"
    follow_ups: "FollowUps"
    gate: "Gate"
    handouts: "Handouts"
    handovers: "Handovers"
    invitations: "Invitations"
    keys: "Keys"
    posting: "Posting"
    merging: "Merging"
    messages: "Messages"
    keeping: "Keeping"
    log: "Log"
    lost_contact: "LostContact"
    maps: "Maps"
    meetings: "Meetings"
    minutes: "Minutes"
    needs: "Needs"
    network: "Network"
    organisations: "Organisations"
    partners: "Partners"
    people: "People"
    practice_cards: "PracticeCards"
    reach: "Reach"
    receivers: "Receivers"
    search: "Search"
    services: "Services"
    shares: "Shares"
    today: "Today"
    travel: "Travel"
    upkeep: "Upkeep"
    visits: "Visits"
    week: "Week"

    is_narrow = False

    def narrow(self) -> None:
        """Leave nothing but the desks of a visit, for as long as this process lives (T5)."""
        for name in Casebook.__annotations__.keys() - OF_A_VISIT:
            self.__dict__.pop(name, None)
        self.is_narrow = True

    if not TYPE_CHECKING:  # the type checker knows the desks above, and no other name

        def __getattr__(self, name: str) -> object:
            """Seat the desk ``name``: its module and its class are called after it."""
            if name not in Casebook.__annotations__ or (self.is_narrow and name not in OF_A_VISIT):
                raise AttributeError(name)
            module = import_module(f"storage.casebook.{name}")
            desk = getattr(module, name.title().replace("_", ""))
            return self.__dict__.setdefault(name, desk(self))
