"""Read CSV that somebody else wrote: rows of texts, with the line each one begins at.

The law: bounded memory, linear time, no exception. A row may span lines inside quotes, but not
more than ``ROW_LINES`` of them: a stray quote then costs its own line, not the rest of the file.
The separator (semicolon, comma, tab) is the one that parts the heading row into most cells; an
Excel ``sep=`` line is obeyed. A leading apostrophe that guards a formula (``sheet``) is taken off.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from storage.documents.incoming import RawLine, decoded
from storage.documents.sheet import is_formula_like

ROW_LINES = 100
CELL_CAP = 64 * 1024
_SEPARATORS = ";,\t"
_SEPARATOR_LINE = re.compile(r"sep=([;,\t|:])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row; ``cells`` is empty when it is broken: ``is_large``, or an unclosed quote."""

    line: int
    cells: tuple[str, ...]
    is_large: bool = False


def sheet_rows(lines: Iterable[RawLine]) -> Iterator[SheetRow]:
    """Yield the rows of a sheet, the heading row first, without rows that hold nothing."""
    waiting = iter(lines)
    separator = None
    while block := _block(waiting):
        taken, rest = block
        waiting = chain(rest, waiting) if rest else waiting
        first = decoded(taken[0].data)
        if separator is None:
            said = _SEPARATOR_LINE.fullmatch(first.strip(" "))
            separator = said[1] if said else _separator(taken)
            if said:
                continue
        row = _row(taken, separator)
        if row.is_large or any(cell.strip() for cell in row.cells) or not row.cells:
            yield row


def _block(waiting: Iterator[RawLine]) -> tuple[list[RawLine], list[RawLine]] | None:
    """Take the lines of one row, and those read too far: a row ends where quotes are even."""
    taken: list[RawLine] = []
    is_open, size = False, 0
    for line in waiting:
        if not taken and not line.data.strip():
            continue
        taken.append(line)
        size += len(line.data)
        is_open ^= line.data.count(b'"') % 2 == 1
        if not is_open:
            break
        if len(taken) == ROW_LINES or size > CELL_CAP:
            break
    if not taken:
        return None
    return _first_line_alone(taken) if is_open else (taken, [])


def _first_line_alone(taken: list[RawLine]) -> tuple[list[RawLine], list[RawLine]]:
    """Give back what a stray quote would swallow."""
    return taken[:1], taken[1:]


def _row(taken: list[RawLine], separator: str) -> SheetRow:
    line = taken[0].number
    if any(one.cut for one in taken) or sum(len(one.data) for one in taken) > CELL_CAP:
        return SheetRow(line, (), is_large=True)
    cells = _cells(taken, separator)
    return SheetRow(line, tuple(_unguarded(cell) for cell in cells))


def _cells(taken: list[RawLine], separator: str) -> list[str]:
    texts = [decoded(one.data) for one in taken]
    reader = csv.reader([*(f"{text}\n" for text in texts[:-1]), texts[-1]], delimiter=separator)
    try:
        return next(reader, [])
    except csv.Error:
        return []


def _separator(heading: list[RawLine]) -> str:
    return max(_SEPARATORS, key=lambda sign: len(_cells(heading, sign)))


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and is_formula_like(cell[1:]) else cell
