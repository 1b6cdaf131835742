"""The casebook: the one door into the storage, the core with one desk per subject.

The law: a screen or a command speaks to desks; methods block, so a screen calls them from a thread.
"""

from sqlalchemy import Connection

from storage.casebook import place, text_index
from storage.casebook.actions import Actions
from storage.casebook.cases import Cases
from storage.casebook.conflicts import Conflicts
from storage.casebook.contacts import Contacts
from storage.casebook.core import Core
from storage.casebook.drafts import Drafts
from storage.casebook.erasing import Erasing
from storage.casebook.exchange import Exchange
from storage.casebook.handouts import Handouts
from storage.casebook.keys import Keys
from storage.casebook.log import Log
from storage.casebook.meetings import Meetings
from storage.casebook.minutes import Minutes
from storage.casebook.network import Network
from storage.casebook.organisations import Organisations
from storage.casebook.people import People
from storage.casebook.search import Search
from storage.casebook.today import Today
from storage.casebook.upkeep import Upkeep
from storage.journal.heads import create_tables as create_journal
from storage.records.kinds import ALL
from storage.vault.engine import OpenVault


def create_tables(connection: Connection) -> None:
    """Make every table of a new or older vault where it is missing."""
    place.create_tables(connection)
    create_journal(connection)
    text_index.create_tables(connection)
    for kind in ALL:
        kind.table.__table__.create(connection, checkfirst=True)  # type: ignore[attr-defined]


class Casebook(Core):
    """One open vault with its desks."""

    def __init__(self, vault: OpenVault) -> None:
        """Seat the desks of an open vault whose tables exist and whose place is settled."""
        super().__init__(vault)
        self.actions = Actions(self)
        self.cases = Cases(self)
        self.conflicts = Conflicts(self)
        self.contacts = Contacts(self)
        self.drafts = Drafts(self)
        self.erasing = Erasing(self)
        self.exchange = Exchange(self)
        self.handouts = Handouts(self)
        self.keys = Keys(self)
        self.log = Log(self)
        self.meetings = Meetings(self)
        self.minutes = Minutes(self)
        self.network = Network(self)
        self.organisations = Organisations(self)
        self.people = People(self)
        self.search = Search(self)
        self.today = Today(self)
        self.upkeep = Upkeep(self)
