"""The map of a network on the screen: one actor is picked, the arrows walk to the next.

The law: the map is drawn by ``storage.rules``; nothing here needs colour: ``>`` stands before the
one who is picked, and the terminal's own cursor stands there too, for screen readers and braille. A
step draws two rows anew.
"""

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from storage.rules.network_drawing import SIGNS, drawn
from storage.rules.network_map import Actor, NetworkMap, Placed, laid_out
from storage.rules.network_walk import stepped
from tui_app.i18n.cells import width
from tui_app.terminal.filter import without_controls
from tui_app.widgets.glyphs import BOX, glyphs

if TYPE_CHECKING:
    from textual import events

STEPS = {
    "up": "up", "k": "up", "down": "down", "j": "down", "left": "left", "h": "left",
    "right": "right", "l": "right", "home": "first", "end": "last",
}  # fmt: skip


class NetworkMapView(Widget, can_focus=True):
    """Shows actors around a client."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"network-map--cursor"}
    DEFAULT_CSS = "NetworkMapView { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """Another actor is picked, or the map is a new one; ``view`` is the map."""

        def __init__(self, view: "NetworkMapView") -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> "NetworkMapView":
            """Return the map, for ``@on`` selectors."""
            return self.view

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.actors: tuple[Actor, ...] = ()
        self.centre: tuple[str, ...] = ("",)
        self.picked: bytes | None = None
        self.found: NetworkMap = laid_out((), ("",), 0, 0)
        self.rows: tuple[str, ...] = ()

    def show(self, actors: tuple[Actor, ...], centre: tuple[str, ...]) -> None:
        """Show these actors around ``centre``, whose labels are clean and translated."""
        self.actors, self.centre = actors, centre
        self._lay_out()

    def pick(self, key: bytes | None) -> None:
        """Pick an actor, where they are on the map."""
        before, now = self.place, self._placed(key)
        if now is None or now == before:
            return
        self.picked = key
        for one in (before, now):
            if one is not None:
                self.refresh(Region(0, one.y, self.size.width, 1))
        self._stand()

    @property
    def place(self) -> Placed | None:
        """Return where the one who is picked stands."""
        return self._placed(self.picked)

    # --- keys and drawing ----------------------------------------------------------------------

    def on_key(self, event: "events.Key") -> None:
        """Walk."""
        if event.key in STEPS:
            event.stop()
            self.pick(stepped(self.found, self.picked, STEPS[event.key]))

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()
        self._stand()

    def on_blur(self) -> None:
        """Hide the cursor's colour; the sign stays."""
        self.refresh()

    def on_resize(self) -> None:
        """Lay out anew in the new room."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Draw one row, with ``>`` before the one who is picked."""
        cells = self.size.width
        row = self.rows[y] if y < len(self.rows) else ""
        strip = Strip([Segment(row, self.rich_style)]).adjust_cell_length(cells, self.rich_style)
        here = self.place
        if here is None or here.y != y:
            return strip
        ends = [here.x - 1, here.x + here.cells, cells]
        before, label, after = strip.divide(ends)
        style = self.rich_style
        if self.has_focus:
            style = self.get_component_rich_style("network-map--cursor")
        shown = f">{label.text[1:]}"
        return Strip([*before, Segment(shown, style), *after], cells)

    def _lay_out(self) -> None:
        wide, high = self.size
        actors = tuple(self.actors)
        self.found = laid_out(actors, self.centre, wide, high, width)
        signs = SIGNS["box" if glyphs() is BOX else "ascii"]
        self.rows = tuple(
            without_controls(row) for row in (drawn(self.found, signs) if wide else ())
        )
        if self.place is None:
            self.picked = stepped(self.found, None, "first")
        self.refresh()
        self._stand()

    def _placed(self, key: bytes | None) -> Placed | None:
        return next((one for one in self.found.placed if one.actor.key == key), None)

    def _stand(self) -> None:
        here = self.place
        if here is not None and self.has_focus:
            self.app.cursor_position = self.content_region.offset + Offset(here.x - 1, here.y)
        self.post_message(self.Moved(self))
