"""Case, Network: who stands around the client, why, and what the client wishes about each.

The law: everyone is of equal standing, whatever their sector; an actor is added in one line of
typing; taking one out is undone by ``u``. ``v`` changes between the list and the map of the same
ties; the map draws nobody who is protected, and does not say so.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage.lines.names import initials
from storage.rules.network_days import standing_on
from storage.rules.network_map import MOST
from tui_app.commands.command import Command
from tui_app.commands.network import NETWORK
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.network import actor
from tui_app.plain.network_map import actors_of, legend, undrawn_words
from tui_app.screens.messages import Open
from tui_app.screens.network_views import NetworkViews
from tui_app.screens.network_words import MASKED, NAMED, tie_cells, tie_words
from tui_app.widgets.network_map import NetworkMapView
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed
    from storage.lines.network import TieLine
    from tui_app.widgets.list_rows import Row

NOBODY = N_("Nobody yet. Press n: who stands by the client, who is needed?")


class CaseNetworkScreen(NetworkViews):
    """The second tab of a case."""

    commands: ClassVar[tuple[Command, ...]] = NETWORK
    here: ClassVar[str] = "network"

    def __init__(self, case_id: bytes) -> None:
        super().__init__(case_id)
        self.drawn: tuple[TieLine, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the list and the words about one actor."""
        yield Static(id="map-legend", markup=False)
        yield NetworkMapView(id="map")
        yield RecordList(MASKED, self.row, lambda line: line.id, empty=_(NOBODY), id="ties")
        yield Rule(id="tie-rule")
        yield Static(id="tie-words", markup=False)

    @property
    def ties(self) -> "RecordList[TieLine]":
        """Return the list."""
        return self.query_one("#ties", RecordList)

    @property
    def map(self) -> NetworkMapView:
        """Return the map."""
        return self.query_one("#map", NetworkMapView)

    @property
    def is_map(self) -> bool:
        """Tell whether the map is shown, not the list."""
        return self.host.settings.network == "map"

    @property
    def line(self) -> "TieLine | None":
        """Return the actor under the cursor, on the list or the map."""
        if not self.is_map:
            return self.ties.current
        return next((line for line in self.drawn if line.id == self.map.picked), None)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the network."""
        del sheet

        def read() -> "tuple[tuple[TieLine, ...], tuple[TieLine, ...]]":
            network = self.casebook.network
            return network.lines(self.case_id), network.suggested(self.case_id)

        self.ask(read, then=self._show)

    def _show(self, found: "tuple[tuple[TieLine, ...], tuple[TieLine, ...]]") -> None:
        self.drawn = standing_on(found[1], self.today)
        self.ties.show(found[0])
        self._draw()
        self._show_view()

    def _draw(self) -> None:
        sheet = self.sheet
        client = "" if sheet is None else sheet.case.name
        names = self.host.names_shown
        centre = (client, initials(client)) if names else (initials(client),)
        self.map.show(actors_of(self.drawn, names=names), centre)

    def _show_view(self) -> None:
        """Show the map or the list; the cursor keeps to its actor."""
        is_map, held = self.is_map, self.focused in (None, self.ties, self.map)
        self.ties.display = not is_map
        self.map.display = self.query_one("#map-legend").display = is_map
        if held:
            (self.map if is_map else self.ties).focus()
        self.tell()

    def concerns(self, changed: "Changed") -> bool:
        """Read again after a change of this case, or of the directory."""
        directory = bool(changed.kinds & {"person", "organisation"})
        return directory or self.own_change(changed.kinds, changed.scopes)

    def row(self, line: "TieLine") -> "Row":
        """Draw an actor."""
        return tie_cells(line, names=self.host.names_shown)

    def names_changed(self) -> None:
        """Give names the room that they need."""
        self.ties.columns = NAMED if self.host.names_shown else MASKED
        super().names_changed()
        self._draw()
        self.tell()

    @on(NetworkMapView.Moved)
    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell everything about the actor under the cursor."""
        line = self.line
        if self.is_map:
            self.standing = replace(self.standing, row=line is not None)
            # Only the number decides: the words take a row, and a lower map would leave out more.
            left = undrawn_words(self.map.found) if len(self.drawn) > MOST else ""
            told = (legend(self.host.settings.glyphs), left)
            self.query_one("#map-legend", Static).update(Content("\n".join(filter(None, told))))
        words = tie_words(line)
        if self.is_map and line is None:
            words = _(NOBODY)
        title = "" if line is None else actor(line, names=self.host.names_shown)
        self.query_one("#tie-rule", Rule).title = title
        self.query_one("#tie-words", Static).update(Content(words))

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Chosen)
    def do_edit(self) -> None:
        """Open the form of the actor under the cursor."""
        self._open("tie")

    def do_tie(self) -> None:
        """Open the form of the tie itself."""
        self._open("tie-itself")

    def _open(self, place: str) -> None:
        if self.line is not None:
            self.post_message(Open(place, self.line.id))

    def do_open(self) -> None:
        """Open the actor under the cursor, on the list or the map."""
        if self.is_map:
            self.do_edit()
        else:
            super().do_open()

    def do_view(self) -> None:
        """Change between map and list, and remember it."""
        key = None if self.line is None else self.line.id
        view = "list" if self.is_map else "map"
        self.host.change_settings(replace(self.host.settings, network=view))
        self._show_view()
        if self.is_map:
            self.map.pick(key)
        else:
            self.ties.go_to(key)

    def do_person(self) -> None:
        """Open the person's or the organisation's own details."""
        line = self.line
        if line is not None and line.person_id is not None:
            self.post_message(Open("person", line.person_id))
        elif line is not None and line.organisation_id is not None:
            self.post_message(Open("organisation", line.organisation_id))
        else:
            self.say(_("Nobody has this role yet. Press e and choose who."))

    def do_remove(self) -> None:
        """Take the actor under the cursor out of the network."""
        if self.line is not None:
            self.ask(self.casebook.network.remove, self.line.id)
