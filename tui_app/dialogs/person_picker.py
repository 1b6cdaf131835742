"""Choose a person: the case's people first, with title and organisation; twins are asked apart.

The law: nobody is taken for somebody else. A name that another person has too is not taken at the
first Enter: the people of that name stand side by side with organisation, telephone and e-mail,
and only a second Enter chooses. A private person's name is shown once a part of it has been typed,
since whoever types it knows it; before that, and for a camera, it is its initials.

Answers ``Chosen(key, words)`` of ``choose``: the person's id, or None with the typed words when
``new`` names a way of making one, or None for Esc. A screen writes ``PersonPicker(_("Owner"),
self.looker(lambda words, limit: people.pick(words, case_id=case_id, limit=limit)))``.
"""

from typing import Any

from storage.lines.people import PersonLine
from tui_app.dialogs.apart import ApartPicker
from tui_app.dialogs.choose import Look, is_known_by
from tui_app.i18n.catalogue import N_, _
from tui_app.i18n.choices import choice_word
from tui_app.plain.words import joined
from tui_app.widgets.list_rows import Column, Row
from tui_app.widgets.text_field import TextField

COLUMNS = (Column(N_("Name"), 22), Column(N_("Organisation"), 0), Column(N_("Title"), 16))
APART = (Column(N_("Organisation"), 28), Column(N_("Contact"), 0), Column(N_("Title"), 14))


class PersonPicker(ApartPicker):
    """``title`` is translated already; ``new`` likewise, "" where nobody new can be made."""

    kind = PersonLine
    all_columns = COLUMNS
    apart_columns = APART

    def __init__(self, title: str, look: Look, *, new: str = "") -> None:
        super().__init__(title, COLUMNS, self.row, lambda line: line.id, look, new=new)

    @property
    def typed(self) -> str:
        """Return the typed words."""
        return self.query_one(TextField).value.strip()

    def row(self, line: Any) -> Row:  # noqa: ANN401 - subclasses have other rows too
        """Draw a person."""
        if self.apart:
            return apart_row(line)
        return Row((shown(line, self.typed), whence(line), line.title))


def shown(line: PersonLine, typed: str) -> str:
    """Return the name; a private person's stays initials until a part of it has been typed."""
    if line.case_id is None:
        return line.name
    return line.name if is_known_by(line.name, typed) else line.initials


def whence(line: PersonLine) -> str:
    """Return where a person belongs: the organisation, or what kind of actor they are."""
    if line.is_client:
        return _("the client")
    return line.organisation or choice_word("sector", line.sector)


def apart_row(line: PersonLine) -> Row:
    """Draw what tells people of one name apart: organisation, title, last details."""
    return Row((whence(line), joined((line.phone, line.email)) or _("no contact"), line.title))
