"""Choose a case: by its number or by a part of the client's name.

The law: initials until a part of the name has been typed, since whoever types it knows it.
"""

from storage.lines.cases import CaseLine
from tui_app.dialogs.choose import Choose, Look, is_known_by
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.text_field import TextField

COLUMNS = (Column(N_("Number"), 9), Column(N_("Client"), 24), Column(N_("Phase"), 0))


class CasePicker(Choose):
    """``title`` is translated already; answers ``Chosen(case id, "")`` or None."""

    def __init__(self, title: str, look: Look) -> None:
        super().__init__(title, COLUMNS, self.row, lambda line: line.id, look)
        self.bare = _("No client yet. Add the first one: Esc, g c, n.")

    def row(self, line: CaseLine) -> Row:
        """Draw a case."""
        typed = self.query_one(TextField).value
        shown = line.name if is_known_by(line.name, typed) else line.initials
        return Row((line.label, shown, choice_word("phase", line.phase)))
