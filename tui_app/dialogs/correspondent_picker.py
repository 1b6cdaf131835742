"""Choose whom to write to or share with: organisation, how sure the key is, when they last wrote.

The law: nobody is taken for somebody else. Of people whose names look alike the first Enter asks:
they stand side by side with what tells them apart, and only a second Enter chooses (the picker of
people does the same). The level of the key is a word.
"""

from typing import Any

from textual.content import Content
from textual.widgets import Static

from storage.lines.correspondents import CorrespondentLine
from tui_app.dialogs.choose import Choose, Look
from tui_app.dialogs.person_picker import name_sorted
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.formats import full_date
from tui_app.plain.messages import level_word
from tui_app.plain.words import joined
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.text_field import TextField

COLUMNS = (
    Column(N_("Name"), 20), Column(N_("Organisation"), 0), Column(N_("Trust"), 13),
    Column(N_("Last contact"), 12),
)  # fmt: skip


class CorrespondentPicker(Choose):
    """``title`` is translated already; answers ``Chosen(correspondent's id, "")`` or None."""

    def __init__(self, title: str, look: Look) -> None:
        super().__init__(title, COLUMNS, correspondent_row, lambda line: line.id, look)
        self.bare = _("Nobody yet. Take a contact card in: Exchange, People and devices.")
        self.apart = False

    def action_chosen(self) -> None:
        """Choose, or first ask which of several people with like names is meant."""
        line = self.list.current
        if not isinstance(line, CorrespondentLine) or not line.alike or self.apart:
            super().action_chosen()
            return
        name, found = name_sorted(line.name), [
            self.list.pages.line(place) for place in range(self.list.count)
        ]  # fmt: skip
        alike = [one for one in found if one is not None and name_sorted(one.name) == name]
        self.apart = True
        self.list.show(alike or [line])
        words = _("Several people are called {name}. Which one?").format(name=line.name)
        self.query(Static).first().update(Content(words))
        self.query_one(TextField).disabled = True
        self.list.focus()

    def action_nothing(self) -> None:
        """Go back from the question to all people, or leave."""
        if not self.apart:
            super().action_nothing()
            return
        self.apart = False
        self.query(Static).first().update(Content(self.question))
        field = self.query_one(TextField)
        field.disabled = False
        field.focus()
        self.look(field.value, self.list.show)


def correspondent_row(line: Any) -> Row:  # noqa: ANN401 - the list's own type
    """Draw a correspondent."""
    level = "blocked" if line.is_blocked else line.level
    last = full_date(line.last_contact.astimezone().date()) if line.last_contact else ""
    where = joined((line.organisation, line.role))
    return Row((line.name, where, level_word(level), last), sign="!" if line.is_blocked else "")
