"""What was said, line under line: blocks of wrapped text with a cursor that goes block by block.

The law: text is drawn as it stands, never parsed; a block keeps its words whole, however long, and
the list scrolls by rows. While the list has no focus it shows the end, since that is where people
are talking; the cursor is the sign ``>``, colour only follows.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_app.i18n.cells import fit
from tui_app.widgets.told_rows import Block, Cell, CellRow, rows_of

if TYPE_CHECKING:
    from textual import events


class ToldList(Widget, can_focus=True):
    """Shows blocks. ``at_end``: begin at the end and stay there while others write."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "told-list--head",
        "told-list--cursor",
        "told-list--quiet",
    }
    DEFAULT_CSS = "ToldList { height: 1fr; width: 1fr; }"
    _MOVES: ClassVar[dict[str, str]] = {
        "up": "-1", "k": "-1", "down": "+1", "j": "+1", "pageup": "-5", "pagedown": "+5",
        "home": "first", "end": "last",
    }  # fmt: skip

    class Moved(Message):
        """The cursor stands on another block, or the blocks are others."""

        def __init__(self, told: "ToldList") -> None:
            super().__init__()
            self.told = told

    class Chosen(Message):
        """Enter on a block; ``key`` is its id."""

        def __init__(self, told: "ToldList", key: bytes) -> None:
            super().__init__()
            self.told = told
            self.key = key

    def __init__(self, *, empty: str = "", at_end: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.empty = empty
        self.at_end = at_end
        self.blocks: tuple[Block, ...] = ()
        self.rows: list[CellRow] = []
        self.cursor = 0
        self.top = 0
        self.followed: bytes | None = None

    def show(self, blocks: Iterable[Block]) -> None:
        """Show these blocks; the cursor stays with its record."""
        held = self.current_key
        self.blocks = tuple(blocks)
        keys = [block.key for block in self.blocks]
        if self.followed in keys and self.followed is not None:
            held, self.followed = self.followed, None
        if held in keys and held is not None:
            self.cursor = keys.index(held)
        else:
            self.cursor = self._near(self.cursor, 1)
        self._lay_out()

    @property
    def current_key(self) -> bytes | None:
        """Return the id under the cursor."""
        here = self.cursor < len(self.blocks)
        return self.blocks[self.cursor].key if here else None

    @property
    def count(self) -> int:
        """Return how many blocks are records."""
        return sum(block.key is not None for block in self.blocks)

    def follow(self, key: bytes) -> None:
        """Put the cursor on the record ``key``, now or when it is shown next."""
        self.followed = key
        keys = [block.key for block in self.blocks]
        if key in keys:
            self.move_to(keys.index(key))

    def choose(self) -> None:
        """Open the block under the cursor."""
        if self.current_key is not None:
            self.post_message(self.Chosen(self, self.current_key))

    def move_to(self, place: int) -> None:
        """Put the cursor on the record at ``place`` or the nearest one."""
        step = -1 if place < self.cursor else 1
        self.cursor = self._near(max(0, min(place, len(self.blocks) - 1)), step)
        self._into_window()
        self.refresh()
        self.post_message(self.Moved(self))

    def _near(self, place: int, step: int) -> int:
        """Return the nearest record to ``place``, looked for in the direction ``step`` first."""
        records = [at for at, block in enumerate(self.blocks) if block.key is not None]
        ahead = [at for at in records if (at - place) * step >= 0]
        return min(ahead or records, key=lambda at: abs(at - place), default=0)

    # --- drawing -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.rows = rows_of(self.blocks, max(10, self.size.width))
        if self.at_end and not self.has_focus:
            self.cursor = self._near(len(self.blocks) - 1, -1) if self.blocks else 0
            self.top = max(0, len(self.rows) - self.size.height)
        else:
            self._into_window()
        self.refresh()
        self.post_message(self.Moved(self))

    def _own_rows(self) -> list[int]:
        """Return the rows that the block under the cursor takes."""
        places = ((row, cell.place) for row, cells in enumerate(self.rows) for cell in cells)
        return [row for row, place in places if place == self.cursor]

    def _into_window(self) -> None:
        mine = self._own_rows()
        height = max(1, self.size.height)
        if mine and mine[-1] >= self.top + height:
            self.top = mine[-1] - height + 1
        if mine and mine[0] < self.top:
            self.top = mine[0] if mine[0] > 1 else 0
        self.top = max(0, min(self.top, len(self.rows) - height))

    def _scroll_within(self, step: int) -> bool:
        """Scroll a block that is taller than the window; return whether there was more of it."""
        mine, height = self._own_rows(), max(1, self.size.height)
        ahead = mine[-1] - (self.top + height - 1) if mine and step > 0 else 0
        behind = self.top - mine[0] if mine and step < 0 else 0
        if max(ahead, behind) <= 0:
            return False
        rows = 1 if abs(step) == 1 else height - 1
        self.top += min(rows, ahead) if step > 0 else -min(rows, behind)
        self.refresh()
        return True

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, row = self.size.width, self.top + y
        if row < len(self.rows) and self.rows[row]:
            strip = Strip([self._segment(cell) for cell in self.rows[row]])
            return strip.adjust_cell_length(width, self.rich_style)
        words = self.empty if y == 0 and not self.rows else ""
        return Strip([Segment(fit(f"  {words}", width), self._style("quiet"))], width)

    def _segment(self, cell: Cell) -> Segment:
        block = self.blocks[cell.place]
        here = cell.place == self.cursor and block.key is not None and self.has_focus
        sign = "> " if here and cell.first else "  "
        style = self._style(block.look) if block.look else self.rich_style
        return Segment(fit(sign + cell.text, cell.cells), self._style("cursor") if here else style)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"told-list--{part}")

    # --- keys ----------------------------------------------------------------------------------

    def on_key(self, event: "events.Key") -> None:
        """Move by arrows, j and k, pages and ends."""
        move = self._MOVES.get(event.key)
        if move is None:
            return
        event.stop()
        if move not in {"first", "last"} and self._scroll_within(int(move)):
            return
        ends = {"first": 0, "last": len(self.blocks) - 1}
        self.move_to(ends[move] if move in ends else self.cursor + int(move))

    def on_focus(self) -> None:
        """Show the cursor, and put the terminal's own there."""
        self._into_window()
        self.refresh()
        if mine := self._own_rows():
            spot = Offset(0, max(0, mine[0] - self.top))
            self.app.cursor_position = self.content_region.offset + spot
        self.post_message(self.Moved(self))

    def on_blur(self) -> None:
        """Hide the cursor, and go on at the end."""
        self._lay_out()

    def on_resize(self) -> None:
        """Break the rows anew."""
        self._lay_out()
