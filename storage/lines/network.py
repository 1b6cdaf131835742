"""What the network list of a case shows."""

import datetime as dt
from dataclasses import dataclass

from storage.lines.names import initials


@dataclass(frozen=True, slots=True)
class TieLine:
    """One actor. ``name`` is empty for a role that is still to be filled."""

    id: bytes
    person_id: bytes | None
    organisation_id: bytes | None
    name: str
    organisation: str
    sector: str
    role: str
    why: str
    wish: str
    wish_words: str
    outcome: str
    outcome_reason: str
    told_on: dt.date | None
    channel: str
    channel_note: str
    strength: str
    conflict: bool
    said_by_client: bool
    nearness: str
    anchoring: bool
    since: dt.date | None
    until: dt.date | None

    @property
    def initials(self) -> str:
        """The masked name; an organisation alone is not masked."""
        return initials(self.name) if self.person_id else self.name
