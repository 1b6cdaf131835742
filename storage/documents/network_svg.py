"""A network map as SVG: lines and text, no script, no link, no font of this computer.

The law: it is drawn from the same layout as the screen's map. Title and description stand in it for
screen readers; a person's text is only ever text. What a line means needs no colour: strong is
doubled, weak is dashed, dots where nobody has said, ``(x)`` a conflict, no line to who is missing.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from storage.documents.handout import plain_line
from storage.rules.network_map import NetworkMap, Placed, Side

CELL, ROW = 9, 24
"""Points of a cell and a row; letters are 14 points high and at most 9 wide."""
_FONT = 'font-family="\'DejaVu Sans Mono\', monospace" font-size="14" fill="black"'
_DASHES = {"weak": "7 5", "unknown": "2 6"}
_APART = 2


def svg_of(found: NetworkMap, title: str, description: str) -> str:
    """Return the whole file."""
    wide, high = found.width * CELL, found.height * ROW
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"'
            f' viewBox="0 0 {wide} {high}" role="img" aria-label={quoteattr(plain_line(title))}>'
        ),
        f"<title>{escape(plain_line(title))}</title>",
        f"<desc>{escape(plain_line(description))}</desc>",
        f'<rect width="{wide}" height="{high}" fill="white"/>',
        *_trunks(found),
    ]
    for one in found.placed:
        rows += _line_to(found, one)
        rows.append(_label(one))
    middle, row = found.middle
    rows.append(_text(middle * CELL, row, found.centre, "middle", "bold"))
    return "\n".join([*rows, "</svg>"]) + "\n"


def _across(y: int) -> float:
    return (y + 0.5) * ROW


def _trunks(found: NetworkMap) -> Iterator[str]:
    middle, row = found.middle
    for side, sign in ((Side.RIGHT, 1), (Side.LEFT, -1)):
        there = [o.y for o in found.placed if o.side == side and not o.actor.is_missing]
        if there:
            x = (middle + sign * found.trunk) * CELL
            edge = (middle + sign * (found.centre_cells / 2)) * CELL
            yield from _stroke((x, _across(min(*there, row))), (x, _across(max(*there, row))))
            yield from _stroke((edge, _across(row)), (x, _across(row)))


def _line_to(found: NetworkMap, one: Placed) -> Iterator[str]:
    if one.actor.is_missing:
        return
    middle, row = found.middle
    if one.side in (Side.TOP, Side.BOTTOM):
        sign = 1 if one.side == Side.BOTTOM else -1
        x = float(middle * CELL)
        start, end = (x, _across(row) + sign * ROW / 2), (x, _across(one.y) - sign * ROW / 2)
    else:
        right = one.side == Side.RIGHT
        trunk = middle + (found.trunk if right else -found.trunk)
        edge = one.x if right else one.x + one.cells
        start = (float(trunk * CELL), _across(one.y))
        end = ((edge + (-0.5 if right else 0.5)) * CELL, _across(one.y))
    yield from _stroke(start, end, str(one.actor.strength))
    if one.actor.conflict:
        x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        yield f'<rect x="{x - 16:g}" y="{y - 9:g}" width="32" height="18" fill="white"/>'
        yield f'<text x="{x:g}" y="{y + 5:g}" text-anchor="middle" {_FONT}>(x)</text>'


def _stroke(
    start: tuple[float, float], end: tuple[float, float], strength: str = "normal"
) -> Iterator[str]:
    upright = start[0] == end[0]
    dashes = _DASHES.get(strength, "" if strength in {"normal", "strong"} else _DASHES["unknown"])
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    for apart in (-_APART, _APART) if strength == "strong" else (0,):
        dx, dy = (apart, 0) if upright else (0, apart)
        yield (
            f'<line x1="{start[0] + dx:g}" y1="{start[1] + dy:g}" x2="{end[0] + dx:g}"'
            f' y2="{end[1] + dy:g}" stroke="black" stroke-width="1.5"{dash}/>'
        )


def _label(one: Placed) -> str:
    if one.side == Side.RIGHT:
        return _text(one.x * CELL, one.y, one.text, "start")
    if one.side == Side.LEFT:
        return _text((one.x + one.cells) * CELL, one.y, one.text, "end")
    return _text((one.x + one.cells // 2) * CELL, one.y, one.text, "middle")


def _text(x: float, y: int, text: str, anchor: str, weight: str = "normal") -> str:
    shown = escape(plain_line(text))
    return (
        f'<text x="{x:g}" y="{_across(y) + 5:g}" text-anchor="{anchor}" font-weight="{weight}"'
        f" {_FONT}>{shown}</text>"
    )
