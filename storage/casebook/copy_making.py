"""What a client's own copy is made of, and the two rules for every text and name in it.

The law: a sentence that names a third person goes and is counted; a private or protected person is
"one person".
"""

from dataclasses import dataclass, field

from storage.casebook.copy_words import CopyWords
from storage.lines.actions import ActionLine, CommentLine
from storage.lines.cases import CaseSummary
from storage.lines.contact_attempts import ContactAttemptLine
from storage.lines.follow_ups import FollowUpLine, StepLine
from storage.lines.log import LogEntry
from storage.lines.meetings import MeetingSheet
from storage.lines.needs import HandoverLine, NeedLine
from storage.lines.network import TieLine
from storage.lines.people import PersonLine
from storage.lines.sharing import DisclosureLine, SharingLines
from storage.rules.third_persons import without_people


@dataclass(frozen=True, slots=True)
class CopySource:
    """What a copy is made of: everything of the case, read whole; ``private``: third persons.

    ``comments``: each with the action item that it is on.
    """

    case: CaseSummary
    client: PersonLine | None
    address: str
    network: tuple[TieLine, ...]
    meetings: tuple[MeetingSheet, ...]
    actions: tuple[ActionLine, ...]
    sharing: SharingLines
    disclosures: tuple[DisclosureLine, ...]
    uses: tuple[LogEntry, ...]
    private: frozenset[bytes]
    shielded: frozenset[bytes]
    stems: frozenset[str]
    own_actions: frozenset[bytes]
    contacts: tuple[ContactAttemptLine, ...]
    comments: tuple[tuple[bytes, CommentLine], ...]
    follow_ups: tuple[FollowUpLine, ...]
    lost_contact: tuple[StepLine, ...]
    needs: tuple[NeedLine, ...]
    handovers: tuple[HandoverLine, ...]


@dataclass
class Making:
    """One copy being made; ``gone`` counts the sentences that were left out."""

    source: CopySource
    words: CopyWords
    gone: int = field(default=0)

    def clean(self, text: str) -> str:
        """Return a text without the sentences that name third persons."""
        left, gone = without_people(text, self.source.stems)
        self.gone += gone
        return left

    def name(self, person_id: bytes | None, name: str) -> str:
        """Return the name of somebody who is there for their work, or is the client."""
        hidden = self.source.private | self.source.shielded
        return self.words.said["a-person"] if person_id in hidden else name

    def say(self, *keys: str) -> tuple[str, ...]:
        """Return several headings."""
        return tuple(self.words.said[key] for key in keys)
