"""The network map as the client sees it, on a screen that is turned towards them.

The law (screens page, "Visits"): no name, no case number, no menu, no selection, no palette; only
what ``casebook.maps.show`` let out is in here, so nothing is hidden that could be uncovered. One
goes back with the PIN that was set for this; three wrong ones lock. It answers whether to lock.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from storage.lines.network import TieLine
from storage.rules.network_map import MOST
from tui_app.i18n.catalogue import _
from tui_app.i18n.cells import both_ends
from tui_app.plain.network_map import actors_of, legend, shown_things, undrawn_words
from tui_app.widgets.leaving_pin import LeavingPin
from tui_app.widgets.network_map import NetworkMapView


class ShownMap(ModalScreen[bool]):
    """``day``: today in words; ``hide``: blanks the screen; ``pin``: brings one back."""

    ALLOW_SELECT: ClassVar[bool] = False
    AUTO_FOCUS = "#shown-map"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f8", "hide", show=False, priority=True),
        Binding("f9", "lock", show=False, priority=True),
        Binding("space", "turn", show=False),
    ]

    def __init__(
        self,
        lines: tuple[TieLine, ...],
        pin: str,
        *,
        glyphs: str,
        day: str,
        hide: Callable[[], None],
    ) -> None:
        super().__init__()
        self.lines = lines
        self.pin = pin
        self.glyphs = glyphs
        self.day = day
        self.hide = hide

    def compose(self) -> ComposeResult:
        """Yield the map, the same as one thing a line, and the field for the PIN."""
        shared = f"(( {_('screen shared')} ))"
        yield Static(Content(both_ends(f" {self.day}", shared, 79)), id="shown-head", markup=False)
        yield NetworkMapView(id="shown-map")
        with VerticalScroll(id="shown-list"):
            things = "\n\n".join(shown_things(self.lines))
            yield Static(Content(things), markup=False)
        yield Static(id="shown-legend", markup=False)
        words = _("Space: map or list   F8: hide   Esc and PIN: back")
        yield Static(Content(f" {words}"), id="shown-keys", markup=False)
        yield LeavingPin(self.pin)

    def on_mount(self) -> None:
        """Draw the map."""
        self.query_one("#shown-list").display = False
        view = self.query_one(NetworkMapView)
        view.show(actors_of(self.lines, names=True), (_("You"),))

    @on(NetworkMapView.Moved)
    def _explain(self) -> None:
        view = self.query_one(NetworkMapView)
        left = undrawn_words(view.found) if len(self.lines) > MOST else ""
        told = "\n".join(filter(None, (legend(self.glyphs, is_own=False), left)))
        self.query_one("#shown-legend", Static).update(Content(told))

    def action_turn(self) -> None:
        """Change between the map and the list."""
        view, things = self.query_one(NetworkMapView), self.query_one("#shown-list")
        view.display = not view.display
        self.query_one("#shown-legend").display = view.display
        things.display = not view.display
        (view if view.display else things).focus()

    def action_hide(self) -> None:
        """Blank the screen."""
        self.hide()

    def action_lock(self) -> None:
        """Lock at once."""
        self.dismiss(True)  # noqa: FBT003 - the answer

    def action_leave(self) -> None:
        """Ask for the PIN."""
        self.query_one(LeavingPin).ask()

    @on(LeavingPin.Closed)
    def _go_on(self) -> None:
        view = self.query_one(NetworkMapView)
        (view if view.display else self.query_one("#shown-list")).focus()

    @on(LeavingPin.Right)
    def _left(self) -> None:
        self.dismiss(False)  # noqa: FBT003 - the answer

    @on(LeavingPin.Spent)
    def _spent(self) -> None:
        self.dismiss(True)  # noqa: FBT003 - the answer
