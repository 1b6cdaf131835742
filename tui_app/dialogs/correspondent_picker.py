"""Choose whom to write to or share with: organisation, how sure the key is, when they last wrote.

The law: that of ``apart``; the level of the key is a word.
"""

from typing import Any

from storage.lines.correspondents import CorrespondentLine
from tui_app.dialogs.apart import ApartPicker
from tui_app.dialogs.choose import Look
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import full_date
from tui_app.plain.messages import level_word
from tui_app.plain.words import joined
from tui_app.widgets.list_rows import Column, Row

COLUMNS = (
    Column(N_("Name"), 20), Column(N_("Organisation"), 0), Column(N_("Trust"), 13),
    Column(N_("Last contact"), 12),
)  # fmt: skip


class CorrespondentPicker(ApartPicker):
    """``title`` is translated already; answers ``Chosen(correspondent's id, "")`` or None."""

    kind = CorrespondentLine
    all_columns = COLUMNS
    apart_columns = COLUMNS

    def __init__(self, title: str, look: Look) -> None:
        super().__init__(title, COLUMNS, correspondent_row, lambda line: line.id, look)
        self.bare = _("Nobody yet. Take a contact card in: Exchange, People and devices.")


def correspondent_row(line: Any) -> Row:  # noqa: ANN401 - the list's own type
    """Draw a correspondent."""
    level = "blocked" if line.is_blocked else line.level
    last = full_date(line.last_contact.astimezone().date()) if line.last_contact else ""
    where = joined((line.organisation, line.role))
    return Row((line.name, where, level_word(level), last), sign="!" if line.is_blocked else "")
