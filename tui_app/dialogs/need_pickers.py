"""Choose who of the network takes care of a need, and which service of the directory may.

The law: the network is narrowed by what is typed; a private name shows once a part of it was typed.
"""

from collections.abc import Callable, Sequence
from typing import Any

from storage.lines.network import TieLine
from storage.lines.services import ServiceLine
from storage.rules.fold import fold
from tui_app.dialogs.choose import Choose, Look, is_known_by
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.text_field import TextField

ACTORS = (Column(N_("Name"), 24), Column(N_("Role"), 0), Column(N_("From"), 20))
SERVICES = (Column(N_("Service"), 26), Column(N_("Organisation"), 0), Column(N_("Where"), 18))


class ActorChoice(Choose):
    """Answers with the tie of who takes care of it."""

    def __init__(self, ties: Sequence[TieLine], title: str = "") -> None:
        self.ties = ties
        super().__init__(
            title or _("Who takes care of it?"), ACTORS, self.row, lambda line: line.id, self.narrow
        )

    def narrow(self, words: str, show: Callable[[Sequence[Any]], None]) -> None:
        """Show the actors that hold every word."""
        wanted = fold(words).split()
        show([line for line in self.ties if all(word in _text(line) for word in wanted)])

    def row(self, line: TieLine) -> Row:
        """Draw an actor."""
        typed = self.query_one(TextField).value
        whole = line.person_id is None or line.sector != "close" or is_known_by(line.name, typed)
        name = (line.name if whole else line.initials) or _("to be filled")
        organisation = "" if line.organisation == line.name else line.organisation
        return Row((name, line.role, organisation or choice_word("sector", line.sector)))


class ServiceChoice(Choose):
    """Answers with a service of the directory."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            _("Which service? Those for this life area come first; type to look among all."),
            SERVICES, _service_row, lambda line: line.id, look,
        )  # fmt: skip
        self.bare = _("The directory has no service for this life area near here.")


def _service_row(line: ServiceLine) -> Row:
    """Draw a service."""
    stale = _("to be checked") if line.is_stale else ""
    return Row((line.name, line.organisation, line.municipality or stale))


def _text(line: TieLine) -> str:
    return fold(f"{line.name} {line.role} {line.organisation}")
