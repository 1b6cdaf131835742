"""Whom a line of the minutes may name: those who take part, then the others of the network.

The law: whoever takes part comes first, so that initials mean them; one who was not invited may
still have phoned in, or been given a task, and is told apart wherever they are named.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui_app.i18n.catalogue import _
from tui_app.plain.words import shown_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.lines.meetings import MeetingSheet
    from storage.lines.network import TieLine

UNINVITED = "uninvited"


@dataclass(frozen=True, slots=True)
class Around:
    """One person; ``presence`` as the attendance tells it, or ``UNINVITED``."""

    person_id: bytes
    name: str
    presence: str = UNINVITED

    @property
    def is_invited(self) -> bool:
        """Tell whether they take part in the meeting."""
        return self.presence != UNINVITED

    def words(self, *, names: bool) -> str:
        """Return the name, in full or masked, and that they were not invited."""
        name = shown_name(self.name, names=names)
        return name if self.is_invited else _("{name}, not invited").format(name=name)


def people_around(
    sheet: "MeetingSheet | None", ties: "Sequence[TieLine]" = ()
) -> tuple[Around, ...]:
    """Return everybody, each person once; a role without a person is nobody."""
    invited = [
        Around(line.person_id, line.name, line.presence)
        for line in (sheet.attendance if sheet else ())
    ]
    there = {each.person_id for each in invited}
    rest = {
        tie.person_id: Around(tie.person_id, tie.name)
        for tie in ties
        if tie.person_id and tie.name and tie.person_id not in there
    }
    return (*invited, *rest.values())
