"""The one list of Nivel: any number of rows, of which only those on the screen are held.

The law: rows come in pages from a ``Source`` that blocks, so the list never calls it; it posts
``Wanted`` and the screen reads in a thread and answers with ``take``. A move draws two rows again,
not the page (0.3 kB a key on a slow line); leaving the window scrolls by half of it. The cursor is
the sign ``>``, a mark is ``*``, lateness is ``!``: colour only follows (trap 5). The terminal's own
cursor stands on the row, for screen readers and braille.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from rich.style import Style
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_app.widgets.list_rows import Column, Pages, Row, header_strip, row_after, row_strip

if TYPE_CHECKING:
    from textual import events

Line = TypeVar("Line")


class RecordList(Widget, Generic[Line], can_focus=True):
    """Shows lines. ``draw`` makes a ``Row`` of a line; ``key`` tells the id of a line.

    ``headed``: the columns' names stand above; a list in a panel of its own needs none.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-list--header",
        "record-list--cursor",
        "record-list--quiet",
    }
    DEFAULT_CSS = "RecordList { height: 1fr; width: 1fr; }"
    keeps_cursor: ClassVar[bool] = True
    """Whether ``>`` stays while another part has the focus; not where lists stand side by side."""

    class Told(Message):
        """What a list tells; ``record_list`` is the list."""

        def __init__(self, record_list: "RecordList[Any]") -> None:
            super().__init__()
            self.record_list = record_list

        @property
        def control(self) -> "RecordList[Any]":
            """Return the list, for ``@on`` selectors."""
            return self.record_list

    class Moved(Told):
        """The cursor, the marks or the number of rows changed."""

    class Wanted(Told):
        """A page is missing; the screen reads it and calls ``record_list.take``."""

        def __init__(self, record_list: "RecordList[Any]", page: int) -> None:
            super().__init__(record_list)
            self.page = page

    class Chosen(Told):
        """Enter on a row; ``key`` is its id."""

        def __init__(self, record_list: "RecordList[Any]", key: bytes) -> None:
            super().__init__(record_list)
            self.key = key

    def __init__(
        self,
        columns: tuple[Column, ...],
        draw: Callable[[Line], Row],
        key: Callable[[Line], bytes],
        *,
        empty: str = "",
        headed: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.columns = columns
        self.head = 1 if headed else 0
        self.draw = draw
        self.key = key
        self.empty = empty
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
        self._into_window()
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

    def choose(self) -> None:
        """Open the row under the cursor."""
        if self.current_key is not None:
            self.post_message(self.Chosen(self, self.current_key))

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
        self._into_window()
        if self.top != top:
            self.refresh()
        elif self.cursor != before:
            self._refresh_row(before)
            self._refresh_row(self.cursor)
        if self.cursor != before:
            self._tell()
        self._place_terminal_cursor()

    # --- keys and drawing ----------------------------------------------------------------------

    def on_key(self, event: "events.Key") -> None:
        """Move by arrows, j and k, pages and ends."""
        row = row_after(event.key, self.cursor, self.count, max(1, self._window - 1))
        if row is not None:
            event.stop()
            self.move_to(row)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()
        self._place_terminal_cursor()
        self._tell()

    def on_blur(self) -> None:
        """Hide the cursor's colour; the sign stays."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in the window."""
        self._into_window()

    def on_click(self, event: "events.Click") -> None:
        """Choose by mouse, where the mouse is on."""
        row = self.top + event.y - self.head
        if event.y >= self.head and row < self.count:
            again = row == self.cursor
            self.move_to(row)
            if again:
                self.choose()

    def render_line(self, y: int) -> Strip:
        """Draw the header or one row."""
        width = self.size.width
        if y < self.head:
            return header_strip(self.columns, width, self._style("header"))
        place = self.top + y - self.head
        if place >= self.count:
            words = self.empty if y == self.head and not self.count else ""
            return row_strip(self.columns, Row((), full=words), width, self.rich_style, "    ")
        line = self.pages.line(place)
        if line is None:
            self._want(place)
            return row_strip(self.columns, Row((), full="…"), width, self._style("quiet"), "    ")
        return self._row_strip(place, line, width)

    def _row_strip(self, place: int, line: Line, width: int) -> Strip:
        row = self.draw(line)
        here = place == self.cursor and (self.keeps_cursor or self.has_focus)
        signs = (">" if here else " ") + ("*" if self.key(line) in self.marked else " ")
        style = self.rich_style
        if here and self.has_focus:
            style = self._style("cursor")
        elif row.quiet:
            style = self._style("quiet")
        return row_strip(self.columns, row, width, style, f"{signs}{row.sign or ' '} ")

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"record-list--{part}")

    @property
    def _window(self) -> int:
        return max(1, self.size.height - self.head)

    def _into_window(self) -> None:
        window = self._window
        if not self.top <= self.cursor < self.top + window:
            half = window // 2
            self.top = max(0, min(self.cursor - half, self.count - window))

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, row - self.top + self.head, self.size.width, 1))

    def _place_terminal_cursor(self) -> None:
        if self.has_focus:
            offset = self.content_region.offset
            self.app.cursor_position = offset + Offset(0, self.cursor - self.top + self.head)

    def _want(self, place: int) -> None:
        page = self.pages.want(place)
        if page is not None:
            self.post_message(self.Wanted(self, page))

    def _tell(self) -> None:
        self.post_message(self.Moved(self))
