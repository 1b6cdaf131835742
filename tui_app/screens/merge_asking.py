"""How a screen merges two people or two organisations: both cards are opened, then asked about.

The law: opening the two is logged like any opening; merging is one change with one undo.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from storage.lines.names import full_name
from tui_app.dialogs.choose import Choose, Chosen
from tui_app.dialogs.merge_question import Card, MergeQuestion
from tui_app.dialogs.person_picker import PersonPicker
from tui_app.i18n.catalogue import N_, _
from tui_app.plain.words import joined
from tui_app.screens.screen import NivelScreen
from tui_app.widgets.list_rows import Column, Row

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook

HOUSES = (Column(N_("Name"), 0), Column(N_("Municipality"), 20))


class MergeAsking(NivelScreen):
    """A screen that merges."""

    def ask_whom(self, kind: str, first: bytes) -> None:
        """Ask which other one is the same as ``first``."""
        then = partial(self._other_chosen, kind, first)
        title = _("Which other card is the same?")
        if kind == "person":
            look = self.looker(partial(_others, self.casebook.people.pick, first))
            picker: Any = PersonPicker(title, look)
        else:
            look = self.looker(partial(_others, self.casebook.organisations.pick, first))
            picker = Choose(title, HOUSES, _house, lambda line: line.id, look)
        self.app.push_screen(picker, then)

    def _other_chosen(self, kind: str, first: bytes, chosen: Chosen | None) -> None:
        if chosen is not None and chosen.key is not None:
            self.ask_merge(kind, first, chosen.key)

    def ask_merge(self, kind: str, first: bytes, second: bytes) -> None:
        """Open both, then ask which is kept."""
        if first == second:
            self.say(_("That is one and the same already. Choose two."))
            return
        self.ask(_read_two, self.casebook, kind, first, second, then=partial(self._ask, kind))

    def _ask(self, kind: str, found: tuple[Card, Card, bool]) -> None:
        first, second, together = found
        question = MergeQuestion(first, second, together=together)
        self.app.push_screen(question, partial(self._merge, kind))

    def _merge(self, kind: str, answer: tuple[bytes, bytes] | None) -> None:
        if answer is not None:
            self.ask(self.casebook.merging.merge, kind, *answer, then=lambda _none: self.merged())

    def merged(self) -> None:
        """Say that it is done; for subclasses."""
        self.say(_("Merged: one card stands for both. u takes it back."))


def _others(pick: Any, first: bytes, words: str, limit: int) -> list[Any]:  # noqa: ANN401 - a desk's
    return [line for line in pick(words, limit=limit) if line.id != first]


def _read_two(
    casebook: "Casebook", kind: str, first: bytes, second: bytes
) -> tuple[Card, Card, bool]:
    read = _person if kind == "person" else _organisation
    together = kind == "person" and casebook.merging.are_together(first, second)
    return read(casebook, first), read(casebook, second), together


def _person(casebook: "Casebook", key: bytes) -> Card:
    person = casebook.people.read(key)
    house = casebook.organisations.name_of(person.organisation_id)
    words = joined((person.title, house, person.phone, person.email, person.address))
    return Card(key, full_name(person.given_name, person.family_name, person.called), words)


def _organisation(casebook: "Casebook", key: bytes) -> Card:
    house = casebook.organisations.read(key)
    words = joined((house.municipality, house.county, house.phone, house.email, house.address))
    return Card(key, house.name, words)


def _house(line: Any) -> Row:  # noqa: ANN401 - a line of an organisation
    return Row((line.name, line.municipality))
