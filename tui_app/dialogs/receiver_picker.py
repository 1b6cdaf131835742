"""Choose who gets something: the client, the own office, the network, the directory, or a name.

The law: the client and the own office come first; who is not known can be named by Ctrl+N, and is
then judged as an outsider. Names are masked until typed, as in every picker.
"""

from storage.lines.names import initials
from storage.lines.sharing import ReceiverLine
from tui_app.dialogs.choose import Choose, Look, is_known_by
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.plain.words import joined
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.text_field import TextField

COLUMNS = (Column(N_("Name"), 26), Column(N_("Organisation"), 0), Column(N_("Role"), 16))


class ReceiverPicker(Choose):
    """Answers ``Chosen(key, words)``: the line's key in bytes, or None with a typed name."""

    def __init__(self, title: str, look: Look, *, names: bool) -> None:
        new = _("someone else, by name")
        super().__init__(title, COLUMNS, self.row, lambda line: line.key.encode(), look, new=new)
        self.names = names

    def row(self, line: ReceiverLine) -> Row:
        """Draw a receiver."""
        known = is_known_by(line.name, self.query_one(TextField).value)
        whence = joined((line.organisation or choice_word("sector", line.sector),))
        return Row((receiver_name(line, names=self.names or known), whence, line.role))


def receiver_name(line: ReceiverLine, *, names: bool) -> str:
    """Return who it is, in a few words."""
    if line.key == "own-office":
        return _("own office")
    masks = not names and (line.key == "client" or line.key.startswith("person"))
    name = initials(line.name) if masks else line.name
    return _("client {name}").format(name=name) if line.key == "client" else name
