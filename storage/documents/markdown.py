"""A handout as Markdown (CommonMark, tables as in GitHub's flavour).

The law: a text from a person is never markup. Every sign that could start emphasis, code, a link,
an address that links itself, HTML, an entity, a heading, a list, a quotation, a table cell, a
formula or an attribute is escaped by a backslash, wherever it stands; what opens a block is escaped
at the start of a line. Lines end with LF; a line end inside a text is a hard break.
"""

import re
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

# Markup in CommonMark or in a flavour of it: also $ (formulas), ^ ~ (raised, struck), @ (mentions
# and addresses), {} (attributes), == (marks).
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~#$^@{}]|=(?==)|^=")
# An address that links itself, and an emoji's short name.
_COLON = re.compile(r":(?=[^\s\d])")
_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)
# What opens a block: a list, a line across, a numbered list.
_LIST = re.compile(r"^(?=[-+])")
_NUMBERED = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))")


def as_markdown(handout: Handout) -> str:
    """Return the whole document."""
    parts = [f"# {_line(handout.title)}"]
    if handout.subtitle.strip():
        parts.append(_text(handout.subtitle))
    facts = [f"- **{_line(label)}:** {_nested(value)}" for label, value in handout.facts]
    if facts:
        parts.append("\n".join(facts))
    for section in handout.sections:
        parts.append(f"## {_line(section.heading)}")
        parts += [text for block in section.blocks for text in _block(block, handout.language)]
    if handout.footer.strip():
        parts += ["---", _text(handout.footer)]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _block(block: Block, language: str) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _paragraph(block, language)
        case Bullets():
            yield "\n".join(f"- {_nested(item)}" for item in block.items)
        case SideBySide():
            yield "\n".join(
                f"- {_speaker(speaker)}{_nested(text)}" for speaker, text in block.views
            )
        case Table():
            yield _table(block)
        case Picture():
            yield _text(block.told)


def _paragraph(block: Paragraph, language: str) -> str:
    if not block.verbatim:
        return _speaker(block.speaker) + _text(block.text)
    text = _speaker(block.speaker) + _text(quoted(plain(block.text), language))
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _table(table: Table) -> str:
    if not table.headings:
        return ""
    rows = [[_line(heading) for heading in table.headings], ["---"] * len(table.headings)]
    rows += [[_line(cell) for cell in row] for row in filled(table)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _speaker(speaker: str) -> str:
    return f"**{_line(speaker)}:** " if speaker.strip() else ""


def _line(text: str) -> str:
    return escaped(plain_line(text))


def _nested(text: str) -> str:
    """Return ``text`` for a list item: what follows its first line is indented."""
    return _text(text).replace("\n", "\n  ")


def _text(text: str) -> str:
    """Return ``text`` with its line ends as hard breaks and its empty lines as paragraphs."""
    lines = [escaped(line.strip(" ")) for line in plain(text).split("\n")]
    broken = [
        f"{line}\\" if line and following else line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "\n".join(broken)


def escaped(line: str) -> str:
    """Return one line of a person's text so that it shows as it is and does nothing."""
    line = _ANYWHERE.sub(r"\\\g<0>", line)
    line = _WWW.sub(r"\\.", _COLON.sub(r"\\:", line))
    return _NUMBERED.sub(r"\1\\", _LIST.sub(r"\\", line))
