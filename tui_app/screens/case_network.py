"""Case, Network: who stands around the client, why, and what the client wishes about each.

The law: everyone is of equal standing, whatever their sector; an actor is added in one line of
typing; taking one out is undone by ``u``.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui_app.commands.command import Command
from tui_app.commands.network import NETWORK
from tui_app.dialogs.actor_picker import PRIVATE, ROLE, Actor, ActorPicker
from tui_app.i18n.catalogue import _
from tui_app.plain.network import actor
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.messages import Open
from tui_app.screens.network_words import MASKED, NAMED, tie_cells, tie_words
from tui_app.widgets.panel import Rule
from tui_app.widgets.record_list import RecordList

if TYPE_CHECKING:
    from storage.lines.cases import CaseSummary
    from storage.lines.change import Changed
    from storage.lines.network import TieLine
    from tui_app.widgets.list_rows import Row


class CaseNetworkScreen(CaseTab):
    """The second tab of a case."""

    commands: ClassVar[tuple[Command, ...]] = NETWORK
    here: ClassVar[str] = "network"

    def compose_body(self) -> ComposeResult:
        """Yield the list and the words about one actor."""
        empty = _("Nobody yet. Press n: who stands by the client, who is needed?")
        yield RecordList(MASKED, self.row, lambda line: line.id, empty=empty, id="ties")
        yield Rule(id="tie-rule")
        yield Static(id="tie-words", markup=False)

    @property
    def ties(self) -> "RecordList[TieLine]":
        """Return the list."""
        return self.query_one("#ties", RecordList)

    def show_case(self, sheet: "CaseSummary") -> None:
        """Read the network."""
        del sheet
        self.ask(self.casebook.network.lines, self.case_id, then=self.ties.show)

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
        self.tell()

    @on(RecordList.Moved)
    def tell(self) -> None:
        """Tell everything about the actor under the cursor."""
        line = self.ties.current
        title = "" if line is None else actor(line, names=self.host.names_shown)
        self.query_one("#tie-rule", Rule).title = title
        self.query_one("#tie-words", Static).update(Content(tie_words(line)))

    # --- what can be done ----------------------------------------------------------------------

    @on(RecordList.Chosen)
    def do_edit(self) -> None:
        """Open the form of the actor under the cursor."""
        if self.ties.current_key is not None:
            self.post_message(Open("tie", self.ties.current_key))

    def do_tie(self) -> None:
        """Open the form of the tie itself."""
        if self.ties.current_key is not None:
            self.post_message(Open("tie-itself", self.ties.current_key))

    def do_person(self) -> None:
        """Open the person's or the organisation's own details."""
        line = self.ties.current
        if line is not None and line.person_id is not None:
            self.post_message(Open("person", line.person_id))
        elif line is not None and line.organisation_id is not None:
            self.post_message(Open("organisation", line.organisation_id))
        else:
            self.say(_("Nobody has this role yet. Press e and choose who."))

    def do_remove(self) -> None:
        """Take the actor under the cursor out of the network."""
        if self.ties.current_key is not None:
            self.ask(self.casebook.network.remove, self.ties.current_key)

    def do_add(self) -> None:
        """Ask who joins the network."""
        look = self.looker(self.find)
        self.app.push_screen(ActorPicker(_("Who joins the network?"), look, self._add))

    def find(self, words: str, limit: int) -> Sequence[Any]:
        """Return people, then organisations; runs in the casebook's thread."""
        return find_actors(self.casebook, self.case_id, words, limit)

    def _add(self, actor: Actor | None) -> None:
        if actor is None:
            return
        add = self.casebook.network.add
        if actor.kind == PRIVATE:
            given, family = split_name(actor.words)
            add_private = self.casebook.network.add_private
            self.ask(add_private, self.case_id, given, family, then=self._added)
        elif actor.kind == ROLE:
            self.ask(lambda: add(self.case_id, role=actor.words), then=self._added)
        else:
            self.ask(lambda: add_known(self.casebook, self.case_id, actor), then=self._added)

    def _added(self, tie_id: bytes) -> None:
        self.post_message(Open("tie", tie_id))


def find_actors(casebook: Any, case_id: bytes, words: str, limit: int) -> Sequence[Any]:  # noqa: ANN401
    """Return the people and organisations that hold the words, the case's people first."""
    people = casebook.people.pick(words, case_id=case_id, limit=limit)
    known = [person for person in people if not person.is_client]
    return (*known, *casebook.organisations.pick(words, limit))


def add_known(casebook: Any, case_id: bytes, actor: Actor) -> bytes:  # noqa: ANN401
    """Add a person or an organisation of the directory, once; returns the tie's id."""
    found: bytes
    for line in casebook.network.lines(case_id):
        alone = line.person_id is None and line.organisation_id == actor.key
        if line.person_id == actor.key or alone:
            found = line.id
            return found
    if actor.kind == "person":
        found = casebook.network.add(case_id, person_id=actor.key)
    else:
        sector = casebook.organisations.read(actor.key).sector
        found = casebook.network.add(case_id, organisation_id=actor.key, sector=sector)
    return found


def split_name(words: str) -> tuple[str, str]:
    """Return given and family name: the last word is the family name, a single word is given."""
    given, _space, family = words.rpartition(" ")
    return (given, family) if given else (family, "")
