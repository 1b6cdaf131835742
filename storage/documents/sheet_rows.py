"""Read CSV that somebody else wrote: rows of texts, with the line each one begins at.

The law: bounded memory, linear time, no exception. A row may span lines inside quotes, but not
more than ``ROW_LINES`` of them: a stray quote then costs its own line, not the rest of the file.
The separator (semicolon, comma, tab) is the one that parts the heading row into most cells; an
Excel ``sep=`` line is obeyed. A leading apostrophe that guards a formula (``sheet``) is taken off.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
    waiting = _Waiting(lines)
    separator = None
    while taken := _block(waiting):
        first = decoded(taken[0].data)
        if separator is None:
            said = _SEPARATOR_LINE.fullmatch(first.strip(" "))
            separator = said[1] if said else _separator(taken)
            if said:
                continue
        if len(taken) > 1 and not _cells(taken, separator, is_strict=True):
            taken = _first_line_alone(taken, waiting)
        row = _row(taken, separator)
        if row.is_large or any(cell.strip() for cell in row.cells) or not row.cells:
            yield row


class _Waiting:
    """The lines still to be read; some may be put back (chained iterators would nest too deep)."""

    def __init__(self, lines: Iterable[RawLine]) -> None:
        self.fresh = iter(lines)
        self.put_back: deque[RawLine] = deque()

    def __iter__(self) -> Iterator[RawLine]:
        while self.put_back:
            yield self.put_back.popleft()
        yield from self.fresh


def _block(waiting: _Waiting) -> list[RawLine]:
    """Take the lines of one row: it ends where its quotes are even, else it is one line."""
    taken: list[RawLine] = []
    is_open, size = False, 0
    for line in waiting:
        if not taken and not line.data.strip():
            continue
        taken.append(line)
        size += len(line.data)
        is_open ^= line.data.count(b'"') % 2 == 1
        if not is_open or len(taken) == ROW_LINES or size > CELL_CAP:
            break
    return _first_line_alone(taken, waiting) if is_open else taken


def _first_line_alone(taken: list[RawLine], waiting: _Waiting) -> list[RawLine]:
    """Put back what a stray quote would swallow."""
    waiting.put_back.extendleft(reversed(taken[1:]))
    return taken[:1]


def _row(taken: list[RawLine], separator: str) -> SheetRow:
    line = taken[0].number
    if any(one.cut for one in taken) or sum(len(one.data) for one in taken) > CELL_CAP:
        return SheetRow(line, (), is_large=True)
    cells = _cells(taken, separator)
    return SheetRow(line, tuple(_unguarded(cell) for cell in cells))


def _cells(taken: list[RawLine], separator: str, *, is_strict: bool = False) -> list[str]:
    texts = [decoded(one.data) for one in taken]
    lines = [*(f"{text}\n" for text in texts[:-1]), texts[-1]]
    reader = csv.reader(lines, delimiter=separator, strict=is_strict)
    try:
        return next(reader, [])
    except csv.Error:
        return []


def _separator(heading: list[RawLine]) -> str:
    return max(_SEPARATORS, key=lambda sign: len(_cells(heading, sign)))


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and is_formula_like(cell[1:]) else cell
