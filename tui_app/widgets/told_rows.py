"""How blocks of told text become rows of cells: wrapped, hanging, and side by side.

The law: pure. Neighbouring blocks that are ``beside`` each other stand in columns of one width, so
that none of several differing views is above another; at most three to a row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui_app.i18n.cells import width
from tui_app.i18n.wrapping import wrap
from tui_app.terminal.filter import without_controls

SIGNS = 2
"""Cells before each text, for the cursor's sign."""
_COLUMNS = 3
_LEAST = 24  # cells of a column that can still be read
_HANG = "  "


@dataclass(frozen=True, slots=True)
class Block:
    """``lead`` stands before the first row of ``text``; the others hang below its first letter.

    ``key``: the id of the record, None for a heading, which the cursor skips. ``look``: "" plain,
    ``head``, ``quiet``. ``space``: an empty row before it. ``beside``: a column of its own.
    """

    key: bytes | None
    text: str
    lead: str = ""
    look: str = ""
    space: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a row: the block at ``place``, ``first`` of its rows or a later one."""

    place: int
    text: str
    first: bool
    cells: int


CellRow = tuple[Cell, ...]


def rows_of(blocks: Sequence[Block], cells: int) -> list[CellRow]:
    """Return the rows of ``blocks`` in ``cells`` cells; an empty tuple is an empty row."""
    rows: list[CellRow] = []
    for group in _groups(blocks, max(1, min(_COLUMNS, cells // _LEAST))):
        if blocks[group[0]].space and rows:
            rows.append(())
        rows.extend(_group_rows(blocks, group, cells))
    return rows


def _groups(blocks: Sequence[Block], most: int) -> Iterator[list[int]]:
    group: list[int] = []
    for place, block in enumerate(blocks):
        if group and block.beside and blocks[place - 1].beside and len(group) < most:
            group.append(place)
            continue
        if group:
            yield group
        group = [place]
    if group:
        yield group


def _group_rows(blocks: Sequence[Block], group: list[int], cells: int) -> Iterator[CellRow]:
    share = cells // len(group)
    columns = [_broken(blocks[place], share - SIGNS - (len(group) > 1)) for place in group]
    for row in range(max(len(column) for column in columns)):
        yield tuple(
            Cell(place, column[row] if row < len(column) else "", row == 0, share)
            for place, column in zip(group, columns, strict=True)
        )


def _broken(block: Block, room: int) -> list[str]:
    """Break one block; a lead that would take half the room stands on a row of its own."""
    lead = without_controls(block.lead)
    text = "\n".join(without_controls(part) for part in block.text.split("\n"))
    hang = width(lead)
    if hang > room // 3:
        rows = wrap(lead.strip(), room)
        return [*rows, *(f"{_HANG}{row}" for row in wrap(text, room - len(_HANG)))]
    return [f"{lead if at == 0 else ' ' * hang}{row}"
            for at, row in enumerate(wrap(text, room - hang))]  # fmt: skip
