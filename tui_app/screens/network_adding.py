"""Who joins the network of a case: somebody known, a private person, or a role to be filled.

The law: an actor is added in one line of typing, and is in the network once.
"""

from collections.abc import Sequence
from typing import Any

from tui_app.dialogs.actor_picker import PRIVATE, ROLE, Actor, ActorPicker
from tui_app.i18n.catalogue import _
from tui_app.screens.case_tab import CaseTab
from tui_app.screens.messages import Open


class NetworkAdding(CaseTab):
    """The part of the network tab that adds an actor."""

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
