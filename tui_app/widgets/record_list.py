"""The one list of Nivel: any number of rows, of which only those on the screen are held.

The law: rows come in pages from a ``Source`` that blocks, so the list never calls it; it posts
``Wanted`` and the screen reads in a thread and answers with ``take``. A move costs 0.3 kB on a slow
line. The cursor is the sign ``>``, a mark is ``*``, lateness is ``!``: colour only follows (trap
5). The terminal's own cursor stands on the row, for screen readers and braille.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui_app.widgets.held_rows import HeldRows, Line
from tui_app.widgets.list_rows import Column, Row, header_strip, row_after, row_strip

if TYPE_CHECKING:
    from textual import events


class RecordList(HeldRows[Line]):
    """Shows lines. ``draw`` makes a ``Row`` of a line; ``key`` tells the id of a line.

    ``headed``: the columns' names stand above; a list in a panel of its own needs none.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-list--header",
        "record-list--cursor",
        "record-list--quiet",
    }
    DEFAULT_CSS = "RecordList { height: 1fr; width: 1fr; }"

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
        super().__init__(key, head=1 if headed else 0, id=id)
        self.columns = columns
        self.draw = draw
        self.empty = empty

    def choose(self) -> None:
        """Open the row under the cursor."""
        if self.current_key is not None:
            self.post_message(self.Chosen(self, self.current_key))

    # --- keys and drawing ----------------------------------------------------------------------

    def on_key(self, event: "events.Key") -> None:
        """Move by arrows, j and k, pages and ends."""
        row = row_after(event.key, self.cursor, self.count, max(1, self.window - 1))
        if row is not None:
            event.stop()
            self.move_to(row)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()
        self.place_terminal_cursor()
        self._tell()

    def on_blur(self) -> None:
        """Hide the cursor's colour; the sign stays."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in the window."""
        self._into_view()
        self.call_after_refresh(self.place_terminal_cursor)

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

    def _want(self, place: int) -> None:
        page = self.pages.want(place)
        if page is not None:
            self.post_message(self.Wanted(self, page))

    def _tell(self) -> None:
        self.post_message(self.Moved(self))
