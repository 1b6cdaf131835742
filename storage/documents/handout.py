"""A document to hand out, before it has a form: title, facts, sections of a few kinds of block.

The law: this is data, never markup. Every renderer (``markdown``, ``text``, ``pdf``) takes each
text as plain letters. The ``title`` goes into a file's metadata and a window's title, so it names
the kind of document and never a person; names belong in ``subtitle``, ``facts`` and ``sections``.
"""

from dataclasses import dataclass
from typing import TypeAlias

from storage.rules.clean import clean_line, clean_text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What somebody wrote or said. ``verbatim``: the speaker's own words, shown as a quotation."""

    text: str
    speaker: str = ""
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short items, in order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Differing views, (speaker, text) each, of equal standing: nobody has the last word."""

    views: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as long as ``headings``; a shorter row is filled with empty cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG of our own making; ``told`` says the same in words, for who cannot see it.

    Where no picture can stand, the words do.
    """

    svg: str
    told: str


Block: TypeAlias = Paragraph | Bullets | SideBySide | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; without blocks the heading stands alone."""

    heading: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Handout:
    """The whole document. ``language`` is fi, sv or en; ``facts`` are (label, value) pairs."""

    language: str
    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    footer: str = ""


def plain(text: str) -> str:
    """Return ``text`` clean (it was cleaned when it was kept; here once more, as it leaves)."""
    return clean_text(text, _ample(text)).strip("\n ")


def plain_line(text: str) -> str:
    """Return ``text`` clean and on one line."""
    return clean_line(text, _ample(text))


def quoted(text: str, language: str) -> str:
    """Put ``text`` between the quotation marks of ``language``."""
    opening = "\u201c" if language == "en" else "\u201d"
    return f"{opening}{text}\u201d"


def filled(table: Table) -> list[list[str]]:
    """Return the rows, each exactly as long as the headings."""
    width = len(table.headings)
    return [[*row[:width], *[""] * (width - len(row))] for row in table.rows]


def _ample(text: str) -> int:
    """Return a limit that cleaning ``text`` cannot reach: NFC makes a letter three at most."""
    return 3 * len(text) + 1
