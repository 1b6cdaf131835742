"""The registry of kinds: the one list that journal, search and checks walk.

The law: a kind's name is written into every batch and never changes or comes back with another
meaning.
"""

from storage.records.actions import ACTION
from storage.records.cases import CASE
from storage.records.comments import COMMENT
from storage.records.contact_attempts import CONTACT_ATTEMPT
from storage.records.correspondents import CONTACT_CARD, CORRESPONDENT, DEVICE_REVOCATION
from storage.records.disclosures import DISCLOSURE
from storage.records.door_cards import DOOR_CARD
from storage.records.follow_ups import FOLLOW_UP, FOLLOW_UP_TEMPLATE
from storage.records.handovers import HANDOVER
from storage.records.kind import Kind
from storage.records.log import LOG_LINE
from storage.records.lost_contact import LOST_CONTACT_STEP
from storage.records.meetings import AGENDA_ITEM, ATTENDANCE, MEETING
from storage.records.messages import MESSAGE, THREAD
from storage.records.minutes import AGREEMENT, ENTRY
from storage.records.needs import NEED
from storage.records.network import TIE
from storage.records.notes import NOTE
from storage.records.organisations import ORGANISATION
from storage.records.people import PERSON
from storage.records.protections import PROTECTION
from storage.records.release import RELEASE_DATE
from storage.records.services import PRACTICE_CARD, SERVICE
from storage.records.shares import GRANT, SHARE
from storage.records.sharing import BAR, BASIS, BASIS_END

ALL = (
    ORGANISATION,
    SERVICE,
    PRACTICE_CARD,
    PERSON,
    CASE,
    RELEASE_DATE,
    TIE,
    NEED,
    HANDOVER,
    MEETING,
    AGENDA_ITEM,
    ATTENDANCE,
    ENTRY,
    AGREEMENT,
    ACTION,
    COMMENT,
    CONTACT_ATTEMPT,
    FOLLOW_UP,
    FOLLOW_UP_TEMPLATE,
    LOST_CONTACT_STEP,
    DOOR_CARD,
    NOTE,
    THREAD,
    MESSAGE,
    CORRESPONDENT,
    CONTACT_CARD,
    DEVICE_REVOCATION,
    BASIS,
    BASIS_END,
    BAR,
    PROTECTION,
    SHARE,
    GRANT,
    DISCLOSURE,
    LOG_LINE,
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in ALL}
KIND_OF_TABLE: dict[type, Kind] = {kind.table: kind for kind in ALL}
