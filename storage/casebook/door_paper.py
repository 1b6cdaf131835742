"""The door-open card as a paper for the client.

The law: whoever finds it learns nothing: no client, no case, no offence, no service but whom to
call. Large enough to be read, short enough for a wallet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from storage.documents.handout import Handout, Paragraph, Section
from storage.lines.follow_ups import DoorCardLine

SAID = ("title", "heading", "whom", "phone", "written-on", "no-application", "footer")
"""The keys of ``DoorWords.said``."""


@dataclass(frozen=True, slots=True)
class DoorWords:
    """The words of the paper in one language; they are handed in."""

    language: str
    said: Mapping[str, str]
    day: Callable[[date], str]
    file_name: str


def paper(card: DoorCardLine, words: DoorWords) -> Handout:
    """Return the card."""
    said = words.said
    facts = (
        (said["whom"], card.contact),
        (said["phone"], card.phone),
        (said["written-on"], words.day(card.made_on) if card.made_on else ""),
    )
    told = (*card.words.split("\n"), said["no-application"])
    return Handout(
        language=words.language,
        title=said["title"],
        facts=tuple(fact for fact in facts if fact[1]),
        sections=(
            Section(said["heading"], tuple(Paragraph(part) for part in told if part.strip())),
        ),
        footer=said["footer"],
    )
