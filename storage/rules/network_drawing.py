"""A map of a network as rows of text: with boxes and lines, or in plain ASCII.

The law: what a line means never hangs on colour, and no eighth block, rounded corner or slanted
box line is used: old consoles lack them. Strong is doubled, ordinary is one line, weak is broken,
dots stand where nobody has said; a conflict has ``(x)`` in its line; to an actor who is missing
there is no line. Each row has exactly the cells of the map's width.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.rules.network_map import NetworkMap, Placed, Side

CONFLICT = "(x)"
# (up, down, left, right) -> the glyph where lines meet
_JOINTS = {
    (1, 1, 0, 1): "├", (1, 1, 1, 0): "┤", (1, 1, 1, 1): "┼", (0, 1, 0, 1): "┌", (0, 1, 1, 0): "┐",
    (1, 0, 0, 1): "└", (1, 0, 1, 0): "┘", (0, 1, 1, 1): "┬", (1, 0, 1, 1): "┴", (0, 0, 1, 1): "─",
    (0, 0, 0, 1): "─", (0, 0, 1, 0): "─", (1, 1, 0, 0): "│", (1, 0, 0, 0): "│", (0, 1, 0, 0): "│",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signs:
    """``level`` and ``upright``: the pattern of a line by strength; ``joints``: where lines meet.

    Without ``joints`` a ``+`` stands there.
    """

    level: Mapping[str, str]
    upright: Mapping[str, str]
    joints: bool

    def joint(self, up: int, down: int, left: int, right: int) -> str:
        """Return the glyph where lines to these sides meet."""
        if self.joints:
            return _JOINTS[up, down, left, right]
        return "+" if left or right else self.upright["normal"]


ASCII = Signs(
    {"strong": "=", "normal": "-", "weak": "- ", "unknown": ". "},
    {"strong": "H", "normal": "|", "weak": "| ", "unknown": ". "},
    joints=False,
)
BOX = Signs(
    {"strong": "═", "normal": "─", "weak": "─ ", "unknown": "· "},
    {"strong": "║", "normal": "│", "weak": "│ ", "unknown": "· "},
    joints=True,
)
SIGNS = {"ascii": ASCII, "mono": ASCII, "box": BOX}
"""The sets by name. ``mono`` is the ASCII set: nothing in a map needs a colour."""


def drawn(found: NetworkMap, signs: Signs) -> tuple[str, ...]:
    """Return the rows of the map, from the top."""
    sheet = _Sheet(found)
    middle, row = found.middle
    for side, sign in ((Side.RIGHT, 1), (Side.LEFT, -1)):
        there = [one for one in found.placed if one.side == side and not one.actor.is_missing]
        if there:
            _draw_trunk(sheet, there, signs, sign)
    for one in found.placed:
        if not one.actor.is_missing:
            _draw_line(sheet, one, signs)
        sheet.write(one.x, one.y, one.text, one.cells)
    sheet.write(middle - found.centre_cells // 2, row, found.centre, found.centre_cells)
    return sheet.rows()


class _Sheet:
    """The cells. A text lies whole in its first cell, and leaves those behind it empty."""

    def __init__(self, found: NetworkMap) -> None:
        self.map = found
        self.cells = [[" "] * found.width for _ in range(found.height)]

    def write(self, x: int, y: int, text: str, cells: int = 1) -> None:
        self.cells[y][x : x + cells] = [text, *[""] * (cells - 1)]

    def rows(self) -> tuple[str, ...]:
        return tuple("".join(row) for row in self.cells)


def _draw_trunk(sheet: _Sheet, there: Iterable[Placed], signs: Signs, sign: int) -> None:
    middle, row = sheet.map.middle
    column = middle + sign * sheet.map.trunk
    rows = {one.y for one in there}
    first, last = min(*rows, row), max(*rows, row)
    for y in range(first, last + 1):
        inward, outward = int(y == row), int(y in rows)
        sides = (inward, outward) if sign > 0 else (outward, inward)
        sheet.write(column, y, signs.joint(int(y > first), int(y < last), *sides))
    half = sheet.map.centre_cells // 2
    link = range(middle, column) if sign > 0 else range(column + 1, middle - half)
    for x in link:
        sheet.write(x, row, signs.level["normal"])


def _draw_line(sheet: _Sheet, one: Placed, signs: Signs) -> None:
    middle, row = sheet.map.middle
    known = one.actor.strength if one.actor.strength in signs.level else "unknown"
    if one.side in (Side.TOP, Side.BOTTOM):
        rows = range(row - 1, 0, -1) if one.side == Side.TOP else range(row + 1, one.y)
        pattern = signs.upright[known]
        for place, y in enumerate(rows):
            sheet.write(middle, y, pattern[place % len(pattern)])
        if one.actor.conflict:
            sheet.write(middle - 1, (rows[0] + rows[-1]) // 2, CONFLICT, len(CONFLICT))
        return
    right = one.side == Side.RIGHT
    trunk = middle + (sheet.map.trunk if right else -sheet.map.trunk)
    columns = range(trunk + 1, one.x - 1) if right else range(trunk - 1, one.x + one.cells, -1)
    pattern = signs.level[known]
    for place, x in enumerate(columns):
        sheet.write(x, one.y, pattern[place % len(pattern)])
    if one.actor.conflict:
        sheet.write((columns[0] + columns[-1]) // 2 - 1, one.y, CONFLICT, len(CONFLICT))
