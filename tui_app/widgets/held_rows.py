"""Rows held a page at a time, with a cursor, marks and the window they are seen through.

The law: a list of 100,000 rows holds a few hundred; the cursor keeps to the record it stood on when
the rows are read again; a move draws two rows, not the page; leaving the window scrolls by half of
it. Drawing and keys are the subclass's.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.geometry import Offset, Region
from textual.widget import Widget

from tui_app.widgets.list_rows import Pages

Line = TypeVar("Line")


class HeldRows(Widget, Generic[Line], can_focus=True):
    """``key`` tells the id of a line; ``head`` rows stand above the lines."""

    keeps_cursor: ClassVar[bool] = True
    """Whether ``>`` stays while another part has the focus; not where lists stand side by side."""

    def __init__(self, key: Callable[[Line], bytes], *, head: int, id: str | None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.key = key
        self.head = head
        self.pages: Pages[Line] = Pages()
        self.cursor = 0
        self.top = 0
        self.marked: set[bytes] = set()
        self.words = ""

    # --- where the rows come from --------------------------------------------------------------

    def show(self, lines: Iterable[Line]) -> None:
        """Show these lines and no others; for short lists that are read at once."""
        self._begin(Pages.whole(tuple(lines)))

    def begin(self, count: int, first: Sequence[Line], page: int) -> None:
        """Show ``count`` rows, of which ``first`` is the page number ``page``."""
        pages: Pages[Line] = Pages(count)
        pages.keep(page, first)
        self._begin(pages)

    def take(self, page: int, lines: Sequence[Line]) -> None:
        """Take a page that was ``Wanted``."""
        self.pages.keep(page, lines)
        self.refresh()
        self._tell()

    def redraw(self) -> None:
        """Draw every visible row again, as after a change of names or words."""
        self.refresh()

    def _begin(self, pages: Pages[Line]) -> None:
        held = self.current_key
        self.pages = pages
        place = pages.find(lambda line: self.key(line) == held) if held is not None else None
        self.cursor = max(0, min(self.cursor if place is None else place, pages.count - 1))
        self.top = max(0, min(self.top, pages.count - 1))
        self._into_view()
        self.refresh()
        self._tell()

    # --- what is under the cursor --------------------------------------------------------------

    @property
    def count(self) -> int:
        """Return the number of rows there are."""
        return self.pages.count

    @property
    def current(self) -> Line | None:
        """Return the line under the cursor, None on an empty list or while it is being read."""
        return self.pages.line(self.cursor)

    @property
    def current_key(self) -> bytes | None:
        """Return the id under the cursor."""
        line = self.current
        return None if line is None else self.key(line)

    @property
    def chosen_keys(self) -> tuple[bytes, ...]:
        """Return the marked ids, or else the one under the cursor."""
        if self.marked:
            return tuple(sorted(self.marked))
        return () if self.current_key is None else (self.current_key,)

    def mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the next one."""
        if self.current_key is not None:
            self.marked ^= {self.current_key}
            self.move_to(self.cursor + 1)
            self.refresh()
            self._tell()

    def move_to(self, row: int) -> None:
        """Put the cursor on ``row``, as near as there is one."""
        before, top = self.cursor, self.top
        self.cursor = max(0, min(row, self.count - 1))
        self._into_view()
        if self.top != top:
            self.refresh()
        elif self.cursor != before:
            self._refresh_row(before)
            self._refresh_row(self.cursor)
        if self.cursor != before:
            self._tell()
        self.place_terminal_cursor()

    def go_to(self, key: bytes | None) -> None:
        """Put the cursor on the row with this id, where it is held."""
        place = self.pages.find(lambda line: self.key(line) == key)
        if place is not None:
            self.move_to(place)

    # --- the window ----------------------------------------------------------------------------

    @property
    def window(self) -> int:
        """Return the rows of lines that fit."""
        return max(1, self.size.height - self.head)

    def _into_view(self) -> None:
        window = self.window
        if not self.top <= self.cursor < self.top + window:
            half = window // 2
            self.top = max(0, min(self.cursor - half, self.count - window))

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, row - self.top + self.head, self.size.width, 1))

    def place_terminal_cursor(self) -> None:
        """Put the terminal's own cursor on the row."""
        if self.has_focus:
            offset = self.content_region.offset
            self.app.cursor_position = offset + Offset(0, self.cursor - self.top + self.head)

    def _tell(self) -> None:
        """Tell that cursor, marks or rows changed."""
        raise NotImplementedError
