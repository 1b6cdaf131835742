"""What ``RecordList`` draws and holds: columns, rows, strips, and the pages that were read.

The law: widths are cells, the sum of fixed columns and gaps leaves the rest to the column of width
0, once the others have grown as far as a wide terminal lets them; text is cut without breaking a
wide letter, control characters are gone before it is measured.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_app.i18n.catalogue import _
from tui_app.i18n.cells import fit
from tui_app.terminal.filter import without_controls

Line = TypeVar("Line")
PAGE = 100
_HELD = 8
_SIGNS = 4
_USUAL = 80 - _SIGNS  # the room of a row on the least terminal


@dataclass(frozen=True, slots=True)
class Column:
    """``label``: an ``N_()`` message; ``width`` in cells, 0 takes the rest; ``right``: aligned.

    ``most``: how wide it may be where the terminal is wider than 80 cells.
    """

    label: str
    width: int
    right: bool = False
    most: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """``cells``: one text per column; ``sign``: one cell such as ``!``; ``quiet``: drawn paler.

    With ``full`` the text runs over all columns.
    """

    cells: tuple[str, ...]
    sign: str = ""
    quiet: bool = False
    full: str = ""


@dataclass
class Pages(Generic[Line]):
    """The last few pages that were read of ``count`` rows."""

    count: int = 0
    held: dict[int, tuple[Line, ...]] = field(default_factory=dict)
    wanted: set[int] = field(default_factory=set)

    @classmethod
    def whole(cls, lines: tuple[Line, ...]) -> "Pages[Line]":
        """Hold all of ``lines``, for a list that is read at once."""
        pages = cls(len(lines))
        for start in range(0, len(lines), PAGE):
            pages.held[start // PAGE] = lines[start : start + PAGE]
        return pages

    def keep(self, page: int, lines: Sequence[Line]) -> None:
        """Hold ``lines`` as ``page``; let the oldest go."""
        self.wanted.discard(page)
        self.held.pop(page, None)
        while len(self.held) >= _HELD:
            self.held.pop(next(iter(self.held)))
        self.held[page] = tuple(lines)

    def line(self, place: int) -> Line | None:
        """Return the line at ``place``, None while it is not held."""
        lines = self.held.get(place // PAGE, ())
        within = place % PAGE
        return lines[within] if place >= 0 and within < len(lines) else None

    def find(self, fits: Callable[[Line], bool]) -> int | None:
        """Return the place of the first held line that ``fits``."""
        for page, lines in self.held.items():
            for within, line in enumerate(lines):
                if fits(line):
                    return page * PAGE + within
        return None

    def want(self, place: int) -> int | None:
        """Return the page to read for ``place``, None when it has been asked for already."""
        page = place // PAGE
        if page in self.wanted or page in self.held:
            return None
        self.wanted.add(page)
        return page


def row_after(key: str, row: int, count: int, page: int) -> int | None:
    """Return the row that ``key`` leads to from ``row``, None for a key that moves nothing."""
    steps = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page}
    ends = {"home": 0, "end": count - 1}
    return row + steps[key] if key in steps else ends.get(key)


def header_strip(columns: tuple[Column, ...], width: int, style: Style) -> Strip:
    """Return the row with the columns' names."""
    names = tuple(_(column.label) for column in columns)
    return row_strip(columns, Row(names), width, style, " " * _SIGNS)


def row_strip(columns: tuple[Column, ...], row: Row, width: int, style: Style, signs: str) -> Strip:
    """Return one row of ``width`` cells in one style: few bytes on a slow line."""
    room = max(0, width - _SIGNS)
    text = without_controls(row.full) if row.full else _columns_text(columns, row, room)
    return Strip([Segment(signs[:width] + fit(text, room), style)], width)


def _columns_text(columns: tuple[Column, ...], row: Row, room: int) -> str:
    widths = _widths(columns, room)
    parts = []
    for column, cells, cell in zip(columns, widths, row.cells, strict=False):
        parts.append(fit(without_controls(cell), cells, right=column.right))
    return " ".join(parts)


def _widths(columns: tuple[Column, ...], room: int) -> list[int]:
    """Return the cells of each column; two thirds of what is beyond 80 go to those that may grow.

    The rest stays with the column that takes the rest.
    """
    spare = max(0, room - _USUAL) * 2 // 3
    widths = []
    for column in columns:
        more = min(spare, max(0, column.most - column.width))
        spare -= more
        widths.append(column.width + more)
    rest = max(1, room - sum(widths) - len(columns) + 1)
    return [cells or rest for cells in widths]
