"""Choose who gets something: the client, the own office, the network, the directory, or a name.

The law: that of ``apart``. The client and the own office come first; who is not known can be named
by Ctrl+N, and is then judged as an outsider. Names are masked until typed, as in every picker.
"""

from typing import Any, ClassVar

from storage.lines.names import initials
from storage.lines.sharing import ReceiverLine
from tui_app.dialogs.apart import ApartPicker
from tui_app.dialogs.choose import Look, is_known_by
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.text_field import TextField

COLUMNS = (Column(N_("Name"), 26), Column(N_("Organisation"), 0), Column(N_("Role"), 16))


APART = (Column(N_("Organisation"), 0), Column(N_("Role"), 22), Column(N_("Known from"), 18))
KNOWN_FROM = {
    "person": N_("the directory"),
    "organisation": N_("the directory"),
    "correspondent": N_("contact card"),
}


class ReceiverPicker(ApartPicker):
    """Answers ``Chosen(key, words)``: the line's key in bytes, or None with a typed name."""

    kind = ReceiverLine
    all_columns: ClassVar[tuple[Column, ...]] = COLUMNS
    apart_columns: ClassVar[tuple[Column, ...]] = APART

    def __init__(self, title: str, look: Look, *, names: bool) -> None:
        new = _("someone else, by name")
        super().__init__(title, COLUMNS, self.row, lambda line: line.key.encode(), look, new=new)
        self.names = names

    def is_alike(self, line: Any) -> bool:  # noqa: ANN401 - a line of ``kind``
        """Say whether another row has a name like this."""
        return bool(line.name) and len(self.same_named(line)) > 1

    def called(self, line: Any) -> str:  # noqa: ANN401 - a line of ``kind``
        """Return the name, masked until it has been typed."""
        known = is_known_by(line.name, self.query_one(TextField).value)
        return receiver_name(line, names=self.names or known)

    def row(self, line: ReceiverLine) -> Row:
        """Draw a receiver; apart, what tells those of one name from each other."""
        whence = line.organisation or choice_word("sector", line.sector)
        if self.apart:
            kind = line.key.partition(":")[0]
            known_from = _(KNOWN_FROM[kind]) if kind in KNOWN_FROM else self.called(line)
            return Row((whence, line.role, known_from))
        return Row((self.called(line), whence, line.role))


def receiver_name(line: ReceiverLine, *, names: bool) -> str:
    """Return who it is, in a few words."""
    if line.key == "own-office":
        return _("own office")
    masks = not names and (line.key == "client" or line.key.startswith("person"))
    name = initials(line.name) if masks else line.name
    return _("client {name}").format(name=name) if line.key == "client" else name
