"""The four lists of People: what each is called, draws and tells, and where its lines come from.

The law: one place says what belongs to a tab; the screen knows no kind of record by itself. A new
kind of list is one entry here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui_app.i18n.catalogue import N_
from tui_app.i18n.choices import choice_words
from tui_app.screens.listing import Source
from tui_app.screens.people_words import (
    ORGANISATIONS,
    PEOPLE,
    organisation_cells,
    organisation_words,
)
from tui_app.screens.services_words import (
    PRACTICE_CARDS,
    SERVICES,
    card_cells,
    card_words,
    service_cells,
    service_words,
)
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.tab_line import Tab

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.people import PersonLine


@dataclass(frozen=True, slots=True)
class Listed:
    """One list. ``cells`` and ``words`` are None for people, who are masked by the screen.

    ``desk``: the casebook's desk; ``empty``: what stands there when nothing does.
    """

    tab: Tab
    kind: str
    desk: str
    columns: tuple[Column, ...]
    empty: str
    cells: Callable[[Any], Row] | None = None
    words: Callable[[Any], str] | None = None


LISTS = (
    Listed(Tab(1, "people", N_("People")), "person", "people", PEOPLE,
           N_("Nobody yet. Press n to add a person, i to bring in an address book.")),
    Listed(Tab(2, "organisations", N_("Organisations")), "organisation", "organisations",
           ORGANISATIONS, N_("No organisations yet. Press n to add one."),
           organisation_cells, organisation_words),
    Listed(Tab(3, "services", N_("Services")), "service", "services", SERVICES,
           N_("No services yet. Press n to add one, i to bring in what Nivel knows."),
           service_cells, service_words),
    Listed(Tab(4, "practice-cards", N_("Practice cards")), "practice-card", "practice_cards",
           PRACTICE_CARDS, N_("No practice cards yet. Press n to add one, i to bring in some."),
           card_cells, card_words),
)  # fmt: skip
OF_TAB = {listed.tab.id: listed for listed in LISTS}
CHECKED = frozenset({"services", "practice-cards"})
"""The tabs whose rows say when they were checked."""


def source_of(casebook: "Casebook", tab: str) -> Source:
    """Return where the lines of a tab come from."""
    desk = getattr(casebook, OF_TAB[tab].desk)
    if tab == "people":
        return Source(desk.lines, desk.count, lambda words, limit: _people(casebook, words, limit))
    if tab == "services":
        said = dict(choice_words("life-area"))
        return Source(desk.lines, desk.count, lambda words, most: desk.pick(words, most, said=said))
    return Source(desk.lines, desk.count, desk.pick)


def _people(casebook: "Casebook", words: str, limit: int) -> "tuple[PersonLine, ...]":
    return casebook.people.pick(words, limit=limit)


def remove(casebook: "Casebook", kind: str, keys: tuple[bytes, ...]) -> None:
    """Remove rows of one kind, in one change; runs in the casebook's thread."""
    desk = getattr(casebook, next(one.desk for one in LISTS if one.kind == kind))
    with casebook.change(f"{kind}.remove"):
        for key in keys:
            desk.remove(key)
