"""The words that a client's own copy is made of, in one language; they are handed in.

The law: clear language (*selkeä kieli*): short sentences, no abbreviations, no codes.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SAID = (
    *("title", "intro", "left-out", "own-left-out", "sentences-left-out", "footer"),
    *("client", "case", "key-worker", "written-on", "phase", "prison", "municipality"),
    *("opened-on", "closed-on", "phone", "email", "address", "reach"),
    *(
        "basics",
        "wishes",
        "summary",
        "releases",
        "network",
        "meetings",
        "actions",
        "comments",
        "contacts",
        "follow-ups",
        "lost-contact",
        "bases",
    ),
    *("bars", "disclosures", "uses", "nothing"),
    *("day", "certainty", "told-on", "role", "organisation", "what", "who", "due", "state"),
    *("when", "to-whom", "on-what", "did", "why", "until", "about", "agreed"),
    *("how", "said", "may-say"),
    *("needs", "handovers", "area", "goal", "from", "to"),
    *("own-office", "invited", "close-person", "a-person"),
)
"""The keys of ``CopyWords.said``."""


@dataclass(frozen=True, slots=True)
class CopyWords:
    """``said``: the sentences and headings by key; ``choice``: a closed list's word.

    ``change`` and ``paper`` say the codes of the logs; ``file_name`` is the stem of the file.
    """

    language: str
    said: Mapping[str, str]
    choice: Callable[[str, str], str]
    day: Callable[[dt.date], str]
    moment: Callable[[dt.datetime], str]
    span: Callable[[dt.datetime, dt.datetime | None], str]
    change: Callable[[str], str]
    paper: Callable[[str], str]
    file_name: str
