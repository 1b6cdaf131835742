"""The page that typst sets: a template, and the handout as data for it.

The law: a person's text reaches typst only inside JSON (``sys.inputs``), never as source, so no
``#`` or ``[`` in it is ever obeyed. Headings, lists, quotations and table headings are real ones,
so the PDF is tagged for screen readers. The template reads nothing but its input.
"""

import re
from typing import Any

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

# Beyond so many columns a table or a set of views is told one below the other.
_LARGE_COLUMNS = 2
_COLUMNS = 6
_VIEW_COLUMNS = 3
_LANGUAGE = re.compile("[a-z]{2}")

TEMPLATE = r"""
#let d = json(bytes(sys.inputs.handout))
#set document(title: d.title, author: (), date: none)
#set page(
  paper: "a4",
  margin: (x: 22mm, top: 22mm, bottom: 24mm),
  footer: context align(right)[#counter(page).display("1 / 1", both: true)],
)
#set text(
  font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"),
  size: if d.large { 18pt } else { 11pt },
  lang: d.language,
  hyphenate: false,
)
#set par(justify: false, leading: 0.75em, spacing: 1.1em)
#set table(stroke: 0.5pt + luma(120), inset: 0.5em)
#set list(spacing: 0.9em)
#set terms(spacing: 0.9em)
#show heading.where(level: 1): set text(size: 1.3em)
#show heading.where(level: 2): set text(size: 1.1em)
#show list: set block(above: 1.1em, below: 1.1em)
#show heading: set block(above: 1.6em, below: 0.8em)

#let lines(text) = text.split("\n").join(linebreak())
#let paras(text) = text.split("\n\n").map(lines).join(parbreak())
#let said(b) = if b.speaker == "" { paras(b.text) } else { [*#b.speaker:* #paras(b.text)] }
#let grid(b) = table(
  columns: b.headings.map(_ => 1fr),
  table.header(..b.headings.map(h => strong(h))),
  ..b.rows.flatten().map(paras),
)

#heading(level: 1, d.title)
#if d.subtitle != "" { paras(d.subtitle) }
#let facts = d.facts.map(f => terms.item(f.at(0), lines(f.at(1))))
#if facts.len() > 0 { terms(separator: [: ], ..facts) }
#for section in d.sections {
  heading(level: 2, section.heading)
  for b in section.blocks {
    if b.kind == "paragraph" { par(said(b)) }
    if b.kind == "verbatim" { quote(block: true, quotes: false, said(b)) }
    if b.kind == "bullets" { list(..b.items.map(paras)) }
    if b.kind == "views" { list(..b.items.map(said)) }
    if b.kind == "table" { grid(b) }
    if b.kind == "picture" { image(bytes(b.svg), format: "svg", width: 100%, alt: b.told) }
  }
}
#if d.footer != "" { v(1em); paras(d.footer) }
"""


def page_data(handout: Handout, *, is_large: bool) -> dict[str, Any]:
    """Return the handout as the data that ``TEMPLATE`` reads."""
    language = handout.language if _LANGUAGE.fullmatch(handout.language) else "fi"
    sections = [
        {
            # PDF/UA refuses a heading that says nothing.
            "heading": plain_line(section.heading) or "-",
            "blocks": [_block(block, language, is_large=is_large) for block in section.blocks],
        }
        for section in handout.sections
    ]
    return {
        "language": language,
        "title": plain_line(handout.title) or "-",
        "subtitle": plain(handout.subtitle),
        "facts": [[plain_line(label), plain(value)] for label, value in handout.facts],
        "sections": sections,
        "footer": plain(handout.footer),
        "large": is_large,
    }


def _block(block: Block, language: str, *, is_large: bool) -> dict[str, Any]:
    match block:
        case Paragraph():
            if block.verbatim:
                words = quoted(plain(block.text), language)
                return {"kind": "verbatim", **_said(block.speaker, words)}
            return {"kind": "paragraph", **_said(block.speaker, block.text)}
        case Bullets():
            return {"kind": "bullets", "items": [plain(item) for item in block.items]}
        case SideBySide():
            return _views(block, is_large=is_large)
        case Table():
            return _table(block, is_large=is_large)
        case Picture():
            return {"kind": "picture", "svg": block.svg, "told": plain_line(block.told) or "-"}


def _table(block: Table, *, is_large: bool) -> dict[str, Any]:
    rows = [[plain(cell) for cell in row] for row in filled(block)]
    headings = [plain_line(heading) for heading in block.headings]
    if rows and len(headings) in range(1, _LARGE_COLUMNS + 1 if is_large else _COLUMNS + 1):
        return {"kind": "table", "headings": headings, "rows": rows}
    told = [
        "\n".join(f"{label}: {cell}" for label, cell in zip(headings, row, strict=True) if cell)
        for row in rows
    ]
    return {"kind": "bullets", "items": told}


def _views(block: SideBySide, *, is_large: bool) -> dict[str, Any]:
    columns = _LARGE_COLUMNS if is_large else _VIEW_COLUMNS
    if len(block.views) > columns or not all(speaker.strip() for speaker, _text in block.views):
        return {"kind": "views", "items": [_said(speaker, text) for speaker, text in block.views]}
    return {
        "kind": "table",
        "headings": [plain_line(speaker) for speaker, _text in block.views],
        "rows": [[plain(text) for _speaker, text in block.views]],
    }


def _said(speaker: str, text: str) -> dict[str, str]:
    return {"speaker": plain_line(speaker), "text": plain(text)}
