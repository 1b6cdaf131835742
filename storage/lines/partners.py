"""What is chosen for a partner without Nivel: which papers, and how they are sealed."""

from dataclasses import dataclass

PARTS = ("minutes", "record", "actions")
"""The papers of each meeting that can be sealed: minutes, text for the record, action items."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Which papers: of which meetings (none: all that were held), and which ``parts`` of each."""

    case_id: bytes
    meetings: tuple[bytes, ...] = ()
    parts: tuple[str, ...] = PARTS[:1]


@dataclass(frozen=True, slots=True)
class Lock:
    """How it is sealed: by a partner's ``key`` (``age1...``), else by a passphrase."""

    passphrase: str = ""
    key: str = ""
