"""What the preview of an address book shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoubleLine:
    """Whom an entry may double: a person here (``person_id``) or an earlier entry (its index).

    ``because``: phone, email or name; ``name`` and ``organisation`` are the other's.
    """

    person_id: bytes | None
    earlier: int | None
    name: str
    organisation: str
    because: str


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One entry of the book. ``line`` is its first line in the file, from 1."""

    index: int
    line: int
    given: str
    family: str
    name: str
    organisation: str
    title: str
    phone: str
    email: str
    address: str
    note: str
    doubles: tuple[DoubleLine, ...]
    shortened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """An entry that could not be read: its first line, and why (a stable word)."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ContactBook:
    """A whole address book, read and not yet accepted. ``stopped_at``: first line not read."""

    lines: tuple[ContactLine, ...]
    broken: tuple[BrokenLine, ...]
    stopped_at: int | None
