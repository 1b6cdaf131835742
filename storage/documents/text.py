"""A handout as plain text: 72 cells wide, read from top to bottom, also by a screen reader.

The law: no columns and no drawn boxes. A table is told row by row with its headings, differing
views one after the other with equal indent. Lines end with LF, the file with one.
"""

from collections.abc import Iterator

from storage.documents.handout import (
    Block,
    Bullets,
    Handout,
    Paragraph,
    Picture,
    SideBySide,
    Table,
    filled,
    plain,
    plain_line,
    quoted,
)
from storage.documents.wrapping import width_of, wrapped

WIDTH = 72


def as_text(handout: Handout) -> str:
    """Return the whole document."""
    lines = [*_heading(handout.title, "="), *wrapped(plain(handout.subtitle), WIDTH)]
    lines.append("")
    for label, value in handout.facts:
        lines += wrapped(f"{plain_line(label)}: {plain(value)}", WIDTH, rest="  ")
    for section in handout.sections:
        lines += ["", *_heading(section.heading, "-")]
        for block in section.blocks:
            lines += ["", *_block(block, handout.language)]
    if handout.footer:
        lines += ["", *wrapped(plain(handout.footer), WIDTH)]
    return _tidy(lines)


def _heading(text: str, line: str) -> list[str]:
    lines = wrapped(plain_line(text), WIDTH)
    return [*lines, line * max(map(width_of, lines))]


def _block(block: Block, language: str) -> Iterator[str]:
    match block:
        case Paragraph():
            words = _said(block.speaker, block.text, language, is_verbatim=block.verbatim)
            yield from wrapped(words, WIDTH)
        case Bullets():
            for item in block.items:
                yield from wrapped(plain(item), WIDTH, first="- ", rest="  ")
        case SideBySide():
            for speaker, text in block.views:
                yield from wrapped(_said(speaker, text, language), WIDTH, first="- ", rest="  ")
        case Table():
            for row in filled(block):
                yield from _row(block.headings, row)
        case Picture():
            yield from wrapped(plain(block.told), WIDTH)


def _row(headings: tuple[str, ...], row: list[str]) -> Iterator[str]:
    first = "- "
    for heading, cell in zip(headings, row, strict=True):
        if cell.strip():
            text = f"{plain_line(heading)}: {plain(cell)}"
            yield from wrapped(text, WIDTH, first=first, rest="    ")
            first = "  "


def _said(speaker: str, text: str, language: str, *, is_verbatim: bool = False) -> str:
    words = quoted(plain(text), language) if is_verbatim else plain(text)
    return f"{plain_line(speaker)}: {words}" if speaker.strip() else words


def _tidy(lines: list[str]) -> str:
    """Join ``lines``; never two empty ones in a row, none at the end."""
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1]):
            kept.append(line.rstrip(" "))
    return "\n".join(kept).strip("\n") + "\n"
